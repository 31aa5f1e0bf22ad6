#include "stats/distributions.hpp"
#include "stats/survey/calibrate.hpp"
#include "stats/survey/change.hpp"
#include "stats/survey/tabulation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace {

using namespace stats::survey;

constexpr int persons = 4000, asked = 900, samples = 400;

// A town of three strata, two sexes and four areas, in two years: what everybody would answer is known, and all chance
// is whom one asks and who of them answers.
struct town {
    std::vector<std::int32_t> stratum, sex, area;
    std::vector<double> before, after;
    std::vector<double> sex_totals = std::vector<double>(2), area_totals = std::vector<double>(4), of_stratum{0, 0, 0};

    explicit town(std::mt19937& draw) {
        std::normal_distribution<double> felt;
        for (int i = 0; i < persons; ++i) {
            stratum.push_back(i % 5 == 0 ? 0 : i % 5 < 3 ? 1 : 2);
            sex.push_back(static_cast<std::int32_t>(draw() % 2));
            area.push_back(static_cast<std::int32_t>(draw() % 4));
            sex_totals[static_cast<std::size_t>(sex.back())] += 1;
            area_totals[static_cast<std::size_t>(area.back())] += 1;
            of_stratum[static_cast<std::size_t>(stratum.back())] += 1;
            const double level = 3 + 0.4 * sex.back() - 0.3 * area.back() + 0.5 * stratum.back();
            before.push_back(std::clamp(std::round(level + felt(draw)), 0.0, 6.0));
            after.push_back(std::clamp(std::round(level - 0.3 + felt(draw)), 0.0, 6.0));
        }
    }
};

double truth(const town& t, const std::vector<double>& y, std::int32_t area) {
    double sum = 0, n = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
        if (area < 0 || t.area[i] == area) {
            sum += y[i];
            n += 1;
        }
    return sum / n;
}

// Everybody and the four areas, by a sample in which women answer more readily than men.
std::vector<domain_estimate> told(const town& t, const std::vector<double>& y, std::mt19937& draw) {
    std::vector<std::size_t> order(t.sex.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), draw);
    order.resize(asked);
    std::vector<std::int32_t> stratum, sex, area;
    std::vector<double> weight, population, answer, r(3, 0.0);
    for (const auto i : order) {
        if (draw() % 10 < (t.sex[i] == 0 ? 3U : 5U)) continue;
        stratum.push_back(t.stratum[i]);
        sex.push_back(t.sex[i]);
        area.push_back(t.area[i]);
        answer.push_back(draw() % 20 == 0 ? stats::missing : y[i]);
        r[static_cast<std::size_t>(t.stratum[i])] += 1;
    }
    for (const auto h : stratum) {
        population.push_back(t.of_stratum[static_cast<std::size_t>(h)]);
        weight.push_back(population.back() / r[static_cast<std::size_t>(h)]);
    }
    const auto drawn = design::make({.stratum = {stratum, 3}, .weight = weight, .population = population}).value();
    const stats::factor by_area{area, 4};
    const auto d =
        calibrate(drawn,
                  {.margins = {{{sex, 2}, t.sex_totals}, {by_area, t.area_totals}}, .numbers = {}, .number_totals = {}})
            .value();
    const auto table = tabulation::make(d, {&by_area, 1}).value();
    std::vector<domain_estimate> out(table.domains());
    tabulation::scratch scratch;
    table.means(answer, out, scratch);
    return out;
}

// 4 standard errors of a share around 95 %, of 400 samples' five domains, which are not quite independent.
TEST(coverage, of_the_population_that_there_is_is_95_percent) {
    std::mt19937 draw{20260301};
    const town t(draw);
    int means = 0, changes = 0;
    for (int s = 0; s < samples; ++s) {
        const auto before = told(t, t.before, draw);
        const auto after = told(t, t.after, draw);
        for (std::int32_t a = -1; a < 4; ++a) {
            const auto k = static_cast<std::size_t>(a + 1);
            const double was = truth(t, t.before, a), is = truth(t, t.after, a);
            means += std::abs(before[k].value - was) <= 1.96 * before[k].se ? 1 : 0;
            const auto c = change_between({.before = before[k].value,
                                           .se_before = before[k].se,
                                           .after = after[k].value,
                                           .se_after = after[k].se},
                                          before[k].answers + after[k].answers - 7)
                               .value();
            changes += c.limits.low <= is - was && is - was <= c.limits.high ? 1 : 0;
        }
    }
    EXPECT_NEAR(means / (5.0 * samples), 0.95, 0.02);
    EXPECT_NEAR(changes / (5.0 * samples), 0.95, 0.02);
}

} // namespace
