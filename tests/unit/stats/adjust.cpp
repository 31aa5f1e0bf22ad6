#include "stats/adjust.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using stats::adjust;
using stats::adjustment;

const std::vector<double> five = {0.03, 0.01, 0.05, 0.02, 0.04};

void expect_all(const std::vector<double>& got, const std::vector<double>& want) {
    ASSERT_EQ(got.size(), want.size());
    for (std::size_t i = 0; i < want.size(); ++i)
        EXPECT_NEAR(got[i], want[i], 1e-15);
}

TEST(adjust, benjamini_hochberg_takes_the_least_of_what_comes_after) {
    expect_all(adjust(five, adjustment::benjamini_hochberg), {0.05, 0.05, 0.05, 0.05, 0.05});
}

TEST(adjust, holm_never_falls) { expect_all(adjust(five, adjustment::holm), {0.09, 0.05, 0.09, 0.08, 0.09}); }

TEST(adjust, hochberg_never_rises_towards_the_small) {
    expect_all(adjust(five, adjustment::hochberg), {0.05, 0.05, 0.05, 0.05, 0.05});
}

TEST(adjust, yekutieli_multiplies_by_the_harmonic_number) {
    expect_all(adjust(std::vector{0.01, 0.5}, adjustment::benjamini_yekutieli), {0.03, 0.75});
}

TEST(adjust, bonferroni_stops_at_one) { expect_all(adjust(std::vector{0.4, 0.6}, adjustment::bonferroni), {0.8, 1}); }

TEST(adjust, what_is_missing_is_not_counted) {
    const auto got = adjust(std::vector{0.01, stats::missing, 0.02}, adjustment::bonferroni);
    EXPECT_DOUBLE_EQ(got[0], 0.02);
    EXPECT_TRUE(std::isnan(got[1]));
}

TEST(adjust, nothing_gives_nothing) { EXPECT_TRUE(adjust({}, adjustment::holm).empty()); }

} // namespace
