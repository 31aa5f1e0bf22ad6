#include "stats/rate.hpp"
#include "stats/share.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

TEST(count_limits, of_none_ends_where_none_is_as_unlikely_as_the_tail) {
    const auto got = stats::count_limits(0).value();
    EXPECT_EQ(got.low, 0);
    EXPECT_NEAR(got.high, -std::log(0.025), 1e-13);
}

// Ulm, Am. J. Epidemiol. 131 (1990), table: ten cases.
TEST(count_limits, of_ten_as_in_print) {
    const auto got = stats::count_limits(10).value();
    EXPECT_NEAR(got.low, 4.795389, 5e-7);
    EXPECT_NEAR(got.high, 18.390356, 5e-7);
}

TEST(count_limits, refuses_less_than_none) {
    EXPECT_EQ(stats::count_limits(-1).error().what, stats::trouble::bad_number);
}

TEST(byar_or_exact, changes_at_ten) {
    EXPECT_EQ(stats::byar_or_exact(9).value().low, stats::count_limits(9).value().low);
    EXPECT_EQ(stats::byar_or_exact(10).value().low, stats::byar_limits(10, stats::byar::two_shifts).low);
}

// R's own example of poisson.test: 11 in 800 against 21 in 3011.
TEST(rate_ratio, as_in_the_manual_of_r) {
    const auto got = stats::rate_ratio(11, 800, 21, 3011).value();
    EXPECT_NEAR(got.ratio, 1.971488, 5e-7);
    EXPECT_NEAR(got.limits.low, 0.8584264, 5e-8);
    EXPECT_NEAR(got.limits.high, 4.2772659, 5e-8);
    EXPECT_NEAR(got.p, 0.07967, 5e-6);
}

TEST(rate_ratio, is_turned_over_when_the_sides_are) {
    const auto there = stats::rate_ratio(12, 3000, 30, 4000).value();
    const auto back = stats::rate_ratio(30, 4000, 12, 3000).value();
    EXPECT_NEAR(there.ratio * back.ratio, 1, 1e-14);
    EXPECT_NEAR(there.limits.low * back.limits.high, 1, 1e-12);
    EXPECT_NEAR(there.p, back.p, 1e-14);
}

TEST(rate_ratio, has_no_upper_limit_when_the_other_had_none) {
    EXPECT_TRUE(std::isinf(stats::rate_ratio(3, 100, 0, 100).value().limits.high));
}

TEST(rate_ratio, of_equal_rates_is_certain_of_nothing) { EXPECT_EQ(stats::rate_ratio(5, 100, 5, 100).value().p, 1); }

TEST(rate_ratio, refuses_where_nothing_happened) {
    EXPECT_EQ(stats::rate_ratio(0, 100, 0, 100).error().what, stats::trouble::no_data);
}

TEST(clopper_pearson_limits, of_none_in_ten) {
    const auto got = stats::clopper_pearson_limits(0, 10).value();
    EXPECT_EQ(got.low, 0);
    EXPECT_NEAR(got.high, 1 - std::pow(0.025, 0.1), 1e-14);
}

// Newcombe, Stat. Med. 17 (1998), table I: 81 of 263.
TEST(wilson_limits, as_in_print) {
    const auto got = stats::wilson_limits(81, 263).value();
    EXPECT_NEAR(got.low, 0.2553, 5e-5);
    EXPECT_NEAR(got.high, 0.3662, 5e-5);
}

TEST(wilson_limits, refuses_more_than_all) { EXPECT_FALSE(stats::wilson_limits(3, 2)); }

} // namespace
