#include "answers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>

namespace bench {

namespace {

using engine = std::mt19937_64;

double normal(engine& e, double sd = 1) { return std::normal_distribution<double>(0, sd)(e); }
double uniform(engine& e, double low, double high) { return std::uniform_real_distribution<double>(low, high)(e); }

constexpr std::size_t kinds = strata * areas * births;
constexpr std::array<double, ages> share_of_age{.2, .26, .3, .24}, answers_of_age{.7, .9, 1.1, 1.4};
constexpr std::array<double, births> share_of_birth{.18, .35, .3, .06, .06, .05};

struct kind {
    std::size_t age, sex, area, birth;
};
kind kind_at(std::size_t k) { return {k % ages, k / ages % sexes, k / strata % areas, k / (strata * areas)}; }

// Persons of each kind in a municipality.
std::vector<double> population_of(engine& e, double persons) {
    std::array<double, areas> of_area{};
    for (double& a : of_area)
        a = std::gamma_distribution<double>(8)(e);
    std::vector<double> out(kinds);
    for (std::size_t k = 0; k < kinds; ++k) {
        const auto [age, sex, area, birth] = kind_at(k);
        out[k] = share_of_age[age] * of_area[area] * share_of_birth[birth] * std::exp(normal(e, .1));
    }
    const double sum = std::accumulate(out.begin(), out.end(), 0.0);
    for (double& n : out)
        n = std::max(1.0, std::round(n / sum * persons));
    return out;
}

survey::totals totals_of(const std::vector<double>& persons) {
    survey::totals out{std::vector<double>(strata), std::vector<double>(areas), std::vector<double>(births)};
    for (std::size_t k = 0; k < kinds; ++k) {
        const auto at = kind_at(k);
        out.stratum[at.age * sexes + at.sex] += persons[k];
        out.area[at.area] += persons[k];
        out.birth[at.birth] += persons[k];
    }
    return out;
}

void draw(engine& e, survey& s, const std::vector<double>& persons, const survey::totals& all, std::size_t rows) {
    std::vector<double> chance(kinds);
    for (std::size_t k = 0; k < kinds; ++k)
        chance[k] = persons[k] * answers_of_age[kind_at(k).age];
    std::discrete_distribution<std::size_t> any(chance.begin(), chance.end());
    std::vector<double> answered(strata, 0.0);
    const std::size_t from = s.age.size();
    for (std::size_t i = 0; i < rows; ++i) {
        const auto at = kind_at(any(e));
        s.age.push_back(static_cast<std::int32_t>(at.age));
        s.sex.push_back(static_cast<std::int32_t>(at.sex));
        s.area.push_back(static_cast<std::int32_t>(at.area));
        s.birth.push_back(static_cast<std::int32_t>(at.birth));
        s.stratum.push_back(static_cast<std::int32_t>(at.age * sexes + at.sex));
        answered[at.age * sexes + at.sex] += 1;
    }
    for (std::size_t i = from; i < from + rows; ++i) {
        const auto h = static_cast<std::size_t>(s.stratum[i]);
        s.population.push_back(std::max(all.stratum[h], answered[h]));
        s.weight.push_back(all.stratum[h] / answered[h]);
    }
    s.begin.push_back(from + rows);
}

void answer(engine& e, survey& s) {
    std::vector<double> mood(s.rows());
    for (std::size_t p = 0; p + 1 < s.begin.size(); ++p) {
        const double here = normal(e, .3);
        for (std::size_t i = s.begin[p]; i < s.begin[p + 1]; ++i)
            mood[i] = normal(e) + here + (s.sex[i] == 0 ? .1 : 0);
    }
    const std::size_t second = s.begin[s.shape.municipalities];
    for (std::size_t k = 0; k < s.shape.items; ++k) {
        const double slope = uniform(e, .4, 1.1), level = normal(e, .4) - .2, silent = uniform(e, .01, .09);
        std::vector<double> y(s.rows());
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double felt = mood[i] * slope + level - (i >= second ? .08 : 0) + normal(e);
            y[i] = uniform(e, 0, 1) < silent ? std::numeric_limits<double>::quiet_NaN()
                                             : std::clamp(std::floor((felt + 1.4) / .5), 0.0, 6.0);
        }
        s.answer.push_back(std::move(y));
    }
}

template <class T>
void write(const std::string& file, const std::vector<T>& values) {
    std::vector<std::int32_t> out;
    out.reserve(values.size());
    for (const auto v : values)
        out.push_back(v == v ? static_cast<std::int32_t>(v) : -1);
    std::ofstream to{file, std::ios::binary};
    to.write(reinterpret_cast<const char*>(out.data()), static_cast<std::streamsize>(out.size() * sizeof out[0]));
}

} // namespace

survey invent_survey(const survey_shape& shape) {
    engine e{shape.answers};
    survey s;
    s.shape = shape;
    s.begin.push_back(0);
    std::vector<double> size(shape.municipalities);
    for (double& x : size)
        x = std::exp(normal(e, .35));
    const double sum = std::accumulate(size.begin(), size.end(), 0.0);
    const double asked = static_cast<double>(shape.answers) / static_cast<double>(shape.rounds);
    std::vector<std::size_t> rows;
    std::vector<std::vector<double>> persons;
    for (double& x : size) {
        rows.push_back(std::max(shape.least, static_cast<std::size_t>(std::lround(x / sum * asked))));
        persons.push_back(population_of(e, std::round(120 * asked * x / sum * std::exp(normal(e, .3)))));
        s.register_of.push_back(totals_of(persons.back()));
    }
    // The largest takes what rounding and the least leave over.
    const auto all = std::accumulate(rows.begin(), rows.end(), std::size_t{0});
    auto& most = *std::max_element(rows.begin(), rows.end());
    most = most + static_cast<std::size_t>(asked) - std::min(all, most + static_cast<std::size_t>(asked) - shape.least);
    for (std::size_t r = 0; r < shape.rounds; ++r)
        for (std::size_t m = 0; m < shape.municipalities; ++m)
            draw(e, s, persons[m], s.register_of[m], rows[m]);
    answer(e, s);
    return s;
}

crimes invent_crimes() {
    engine e{180};
    crimes c;
    std::vector<double> size(c.municipalities);
    for (double& x : size)
        x = std::exp(normal(e));
    for (std::size_t m = 0; m < c.municipalities; ++m)
        for (std::size_t k = 0; k < c.types; ++k) {
            const double level =
                size[m] * .3 * std::pow(200.0, static_cast<double>(k) / static_cast<double>(c.types - 1));
            const double trend = normal(e, .002);
            for (std::size_t t = 1; t <= c.months; ++t) {
                const double season =
                    .2 * std::cos(std::numbers::pi / 6 * (static_cast<double>(t) - static_cast<double>(k)));
                const double mean = level * std::exp(trend * static_cast<double>(t) + season);
                const double seen = std::gamma_distribution<double>(15, mean / 15)(e);
                c.count.push_back(static_cast<double>(std::poisson_distribution<long>(seen)(e)));
            }
        }
    return c;
}

void write_columns(const survey& s, const crimes& c, const std::string& folder) {
    std::filesystem::create_directories(folder);
    const auto file = [&](const char* name) { return folder + "/" + name; };
    write(file("begin"), s.begin);
    write(file("age"), s.age);
    write(file("sex"), s.sex);
    write(file("area"), s.area);
    write(file("birth"), s.birth);
    write(file("population"), s.population);
    std::vector<double> totals, items;
    for (const auto& t : s.register_of)
        for (const auto* of : {&t.stratum, &t.area, &t.birth})
            totals.insert(totals.end(), of->begin(), of->end());
    write(file("totals"), totals);
    for (const auto& y : s.answer)
        items.insert(items.end(), y.begin(), y.end());
    write(file("items"), items);
    write(file("crimes"), c.count);
}

} // namespace bench
