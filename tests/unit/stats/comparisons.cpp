#include "stats/funnel.hpp"
#include "stats/quantile.hpp"
#include "stats/rate.hpp"
#include "stats/smooth.hpp"
#include "stats/standardise.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

const std::vector<double> events = {4, 10, 3};
const std::vector<double> population = {1000, 2000, 500};
const std::vector<double> standard = {30, 50, 20};

TEST(standardise_directly, weighs_the_rates_by_the_standard) {
    const auto got = stats::standardise_directly(events, population, standard).value();
    EXPECT_NEAR(got.rate, 0.3 * 0.004 + 0.5 * 0.005 + 0.2 * 0.006, 1e-16);
    EXPECT_NEAR(got.crude, 17.0 / 3500, 1e-16);
    EXPECT_EQ(got.events, 17);
}

// With one stratum the gamma limits are the exact ones of its count.
TEST(standardise_directly, of_one_stratum_has_the_exact_limits) {
    const auto got = stats::standardise_directly(std::vector{7.0}, std::vector{1000.0}, std::vector{1.0}).value();
    const auto exact = stats::count_limits(7).value();
    EXPECT_NEAR(got.gamma.low * 1000, exact.low, 1e-12);
    EXPECT_NEAR(got.gamma.high * 1000, exact.high, 1e-12);
}

TEST(standardise_directly, does_not_ask_how_large_the_standard_is) {
    const auto once = stats::standardise_directly(events, population, standard).value();
    const auto more = stats::standardise_directly(events, population, std::vector{300.0, 500.0, 200.0}).value();
    EXPECT_NEAR(once.gamma.high, more.gamma.high, 1e-15);
}

TEST(standardise_directly, refuses_a_stratum_without_people) {
    const auto got = stats::standardise_directly(events, std::vector{1000.0, 0.0, 500.0}, standard);
    EXPECT_EQ(got.error(), (stats::problem{stats::trouble::bad_number, 1}));
}

TEST(standardise_indirectly, divides_by_what_the_reference_would_have) {
    const auto got = stats::standardise_indirectly(events, population, std::vector{0.002, 0.003, 0.004}).value();
    EXPECT_NEAR(got.expected, 10, 1e-14);
    EXPECT_NEAR(got.ratio, 1.7, 1e-15);
    EXPECT_NEAR(got.limits.low, stats::count_limits(17).value().low / 10, 1e-15);
}

TEST(make_funnel, finds_no_spread_where_there_is_none) {
    const auto got = stats::make_funnel(std::vector{10.0, 20.0, 30.0}, std::vector{10.0, 20.0, 30.0}).value();
    EXPECT_EQ(got.tau2, 0);
    EXPECT_FALSE(got.units[0].stands_out);
}

// Without spread the wide limits are those of a square root with variance 1/4E, squared.
TEST(make_funnel, gives_its_limits_as_ratios) {
    const auto got = stats::make_funnel(std::vector{25.0, 25.0}, std::vector{25.0, 25.0}).value();
    EXPECT_NEAR(got.units[0].wide95.high, std::pow(1 + 0.1 * 1.959963984540054, 2), 1e-12);
    EXPECT_NEAR(got.units[0].wide95.low, std::pow(1 - 0.1 * 1.959963984540054, 2), 1e-12);
}

TEST(make_funnel, has_narrower_limits_only_when_asked_for_another_program) {
    const auto got =
        stats::make_funnel(std::vector{25.0, 25.0}, std::vector{25.0, 25.0}, {.as_funnelplotr = true}).value();
    EXPECT_NEAR(got.units[0].wide95.high, 1 + 0.1 * 1.959964, 1e-12);
}

TEST(make_funnel, refuses_nothing_expected) {
    EXPECT_EQ(stats::make_funnel(std::vector{1.0, 2.0}, std::vector{1.0, 0.0}).error().cell, 1);
}

TEST(smooth_rates, draws_all_to_the_mean_where_chance_explains_the_spread) {
    const auto got = stats::smooth_rates(std::vector{2.0, 2.0}, std::vector{100.0, 100.0}).value();
    EXPECT_EQ(got.variance, 0);
    EXPECT_DOUBLE_EQ(got.rate[0], 0.02);
}

// By hand: b = 0.05, s² = 0.0016, a = 0.0016 − 0.05/1000 = 0.00155; pull = 0.00155/(0.00155 + 0.00005) = 0.96875.
TEST(smooth_rates, draws_by_how_much_chance_there_is) {
    const auto got = stats::smooth_rates(std::vector{10.0, 90.0}, std::vector{1000.0, 1000.0}).value();
    EXPECT_NEAR(got.variance, 0.00155, 1e-15);
    EXPECT_NEAR(got.rate[0], 0.05 - 0.96875 * 0.04, 1e-15);
}

TEST(smooth_rates, of_no_events_is_none) {
    EXPECT_EQ(stats::smooth_rates(std::vector{0.0, 0.0}, std::vector{5.0, 9.0}).value().rate[1], 0);
}

TEST(sorted_quantile, lies_between_its_neighbours) {
    EXPECT_DOUBLE_EQ(stats::sorted_quantile(std::vector{1.0, 2.0, 4.0}, 0.75), 3);
    EXPECT_DOUBLE_EQ(stats::sorted_quantile(std::vector{1.0, 2.0, 4.0}, 1), 4);
}

} // namespace
