#include "stats/distributions.hpp"
#include "stats/series/farrington.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <cmath>
#include <random>

namespace {

using namespace stats::series;
using stats::trouble;
using namespace std::chrono;

// The recommended setting for monthly counts.
const farrington_options monthly{.half_window = 1,
                                 .periods = 10,
                                 .alpha = 0.01,
                                 .trend_p = 1,
                                 .limit_cases = 0,
                                 .limit_points = 1,
                                 .method = threshold::nb_plugin,
                                 .recent = 3};

std::vector<double> about_ten(std::size_t months) {
    std::mt19937 draw(3);
    std::vector<double> y;
    for (std::size_t i = 0; i < months; ++i)
        y.push_back(7 + static_cast<double>(draw() % 7));
    return y;
}

farrington_result judged(const std::vector<double>& y, const farrington_options& o) {
    return farrington(y, {}, y.size() - 1, calendar::by_index(y.size(), y.size() - 1, 12, o.years).value(), o).value();
}

TEST(farrington, of_a_constant_series_expects_the_constant) {
    auto o = monthly;
    o.trend = false;
    const auto got = judged(std::vector(80, 10.0), o);
    EXPECT_NEAR(got.expected, 10, 1e-9);
    EXPECT_EQ(got.dispersion, 1);
    EXPECT_EQ(got.threshold, stats::poisson_quantile(0.99, 10));
    EXPECT_FALSE(got.alarm);
}

TEST(farrington, alarms_at_a_jump_and_not_before) {
    auto y = about_ten(90);
    EXPECT_FALSE(judged(y, monthly).alarm);
    y.back() = 40;
    const auto got = judged(y, monthly);
    EXPECT_TRUE(got.alarm);
    EXPECT_LT(got.p, 1e-4);
}

TEST(farrington, learns_nothing_from_the_latest_points) {
    auto y = about_ten(90);
    const auto before = judged(y, monthly);
    y[y.size() - 2] = 60;
    y[y.size() - 4] = 60;
    EXPECT_EQ(judged(y, monthly).expected, before.expected);
}

TEST(farrington, lets_an_old_outbreak_count_less) {
    auto y = about_ten(90);
    y[y.size() - 13] = 80;
    auto unweighted = monthly;
    unweighted.reweight = false;
    EXPECT_LT(judged(y, monthly).threshold, judged(y, unweighted).threshold);
}

TEST(farrington, says_nothing_where_there_were_too_few) {
    auto o = monthly;
    o.limit_cases = 500;
    o.limit_points = 4;
    EXPECT_TRUE(std::isnan(judged(about_ten(90), o).threshold));
    EXPECT_FALSE(judged(about_ten(90), o).alarm);
}

TEST(farrington, keeps_no_trend_that_leads_beyond_what_was) {
    std::vector<double> y;
    for (int i = 0; i < 90; ++i)
        y.push_back(std::round(5 * std::exp(0.02 * i)));
    EXPECT_TRUE(std::isnan(judged(y, monthly).trend));
    std::reverse(y.begin(), y.end());
    EXPECT_NEAR(judged(y, monthly).trend, -0.02, 0.003);
}

TEST(farrington, with_a_population_expects_a_rate) {
    auto o = monthly;
    o.trend = false;
    std::vector<double> population(80, 1000.0);
    population.back() = 2000;
    const std::vector<double> y(80, 10.0);
    const auto got = farrington(y, population, 79, calendar::by_index(80, 79, 12, 5).value(), o).value();
    EXPECT_NEAR(got.expected, 20, 1e-8);
}

TEST(farrington, takes_its_errors_from_the_fit_unless_asked_as_r) {
    auto delta = monthly;
    delta.method = threshold::delta;
    auto delta_as_r = delta;
    delta_as_r.as_r = true;
    auto monthly_as_r = monthly;
    monthly_as_r.as_r = true;
    const auto y = about_ten(90);
    EXPECT_NE(judged(y, delta).threshold, judged(y, delta_as_r).threshold);
    EXPECT_EQ(judged(y, monthly).threshold, judged(y, monthly_as_r).threshold);
}

// A plan is made once; whoever asks it gets what they would get alone. Where nobody counted is left out.
TEST(farrington, judges_many_series_by_one_plan) {
    const auto when = calendar::by_index(90, 89, 12, 5).value();
    const auto plan = farrington_plan::make(90, 89, when, monthly).value();
    for (int seed = 0; seed < 3; ++seed) {
        auto y = about_ten(90);
        y[60] += seed;
        EXPECT_EQ(plan.judge(y).value().p, farrington(y, {}, 89, when, monthly).value().p);
    }
    auto holes = about_ten(90);
    holes[40] = holes[70] = stats::missing;
    EXPECT_NEAR(plan.judge(holes).value().expected, plan.judge(about_ten(90)).value().expected, 2);
    EXPECT_EQ(plan.judge(about_ten(80)).error().what, trouble::lengths_differ);
}

// Of one month of the year a single count is left: its level fits it exactly, and says nothing of whether it was high.
TEST(farrington, a_point_that_is_its_own_level_keeps_its_weight) {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        std::mt19937 draw(seed);
        std::poisson_distribution<int> count(10);
        std::vector<double> y;
        for (std::size_t i = 0; i < 91; ++i)
            y.push_back(i % 12 == 0 && i != 48 && count(draw) >= 0 ? stats::missing : count(draw));
        EXPECT_TRUE(judged(y, monthly).fitted) << seed;
    }
}

TEST(farrington, refuses_a_population_of_none) {
    const std::vector<double> y(90, 10.0);
    const auto when = calendar::by_index(90, 89, 12, 5).value();
    for (const double wrong : {0.0, -5.0, stats::missing})
        for (const std::size_t at : {60U, 89U}) {
            std::vector<double> population(90, 1000.0);
            population[at] = wrong;
            const auto got = farrington(y, population, 89, when, monthly);
            ASSERT_FALSE(got);
            EXPECT_EQ(got.error().what, trouble::bad_number);
            EXPECT_EQ(got.error().cell, static_cast<std::int64_t>(at));
        }
    std::vector<double> population(90, 1000.0);
    population[88] = 0; // neither learnt from nor judged
    EXPECT_TRUE(farrington(y, population, 89, when, monthly));
}

TEST(farrington, refuses_a_count_below_none) {
    auto y = about_ten(90);
    y[5] = -1;
    EXPECT_EQ(farrington(y, {}, 89, calendar::by_index(90, 89, 12, 5).value(), monthly).error(),
              (stats::problem{trouble::bad_number, 5}));
}

TEST(calendar, counts_years_back) {
    EXPECT_EQ(calendar::by_index(61, 60, 12, 5).value().reference, (std::vector<std::int32_t>{60, 48, 36, 24, 12, 0}));
    EXPECT_EQ(calendar::by_index(60, 59, 12, 5).error().what, trouble::too_few);
}

TEST(calendar, finds_the_same_month) {
    std::vector<sys_days> months;
    for (int m = 0; m < 30; ++m)
        months.emplace_back((2020y / January + std::chrono::months(m)) / 1d);
    EXPECT_EQ(calendar::by_date(months, 26, false, 2).value().reference, (std::vector<std::int32_t>{26, 14, 2}));
}

// Monday 6 March 2023: a year back is Sunday; the nearest Monday is 7 March 2022.
TEST(calendar, finds_the_nearest_same_weekday) {
    std::vector<sys_days> weeks;
    for (int w = 0; w < 120; ++w)
        weeks.push_back(sys_days(2021y / January / 4d) + days(7 * w));
    const auto latest = static_cast<std::size_t>((sys_days(2023y / March / 6d) - weeks.front()).count() / 7);
    const auto got = calendar::by_date(weeks, latest, true, 1).value();
    EXPECT_EQ(weeks[static_cast<std::size_t>(got.reference[1])], sys_days(2022y / March / 7d));
}

// The definition: the smallest whole number that at least the share lies at or below.
TEST(distributions, of_counts_have_whole_quantiles) {
    for (const double mean : {0.01, 0.7, 3.0, 25.0, 1e4})
        for (const double p : {0.001, 0.05, 0.5, 0.95, 0.999}) {
            const double k = stats::poisson_quantile(p, mean);
            EXPECT_LE(stats::poisson_at_least(k + 1, mean), 1 - p);
            EXPECT_TRUE(k == 0 || stats::poisson_at_least(k, mean) > 1 - p);
            const double j = stats::negative_binomial_quantile(p, mean / 1.5, 1 / 2.5);
            EXPECT_LE(stats::negative_binomial_at_least(j + 1, mean / 1.5, 1 / 2.5), 1 - p);
            EXPECT_TRUE(j == 0 || stats::negative_binomial_at_least(j, mean / 1.5, 1 / 2.5) > 1 - p);
        }
}

// With size 1 the negative binomial is geometric.
TEST(distributions, of_a_geometric_number_have_a_closed_form) {
    EXPECT_NEAR(stats::negative_binomial_at_least(3, 1, 0.4), std::pow(0.6, 3), 1e-15);
    EXPECT_NEAR(stats::poisson_at_least(1, 2), 1 - std::exp(-2), 1e-15);
    EXPECT_EQ(stats::poisson_at_least(0, 2), 1);
}

} // namespace
