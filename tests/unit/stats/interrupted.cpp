#include "stats/model/interrupted.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace {

using stats::model::interrupted_series;

// Five years of months with seasons and a growing town; from `start` on the level is `by` times what it was.
std::vector<double> months(std::size_t n, std::size_t start, double by, unsigned seed = 0) {
    std::mt19937 draw(seed);
    std::vector<double> y;
    for (std::size_t i = 0; i < n; ++i) {
        const auto t = static_cast<double>(i + 1);
        const double mean =
            20 * std::exp(0.002 * t + 0.2 * std::sin(2 * std::numbers::pi * t / 12)) * (i < start ? 1 : by);
        y.push_back(seed == 0 ? mean : static_cast<double>(std::poisson_distribution<int>(mean)(draw)));
    }
    return y;
}

TEST(interrupted_series, finds_a_level_that_was_put_there) {
    const auto y = months(60, 36, 0.7);
    const auto out = interrupted_series({.y = y, .start = 36});
    ASSERT_TRUE(out);
    EXPECT_NEAR(out->ratio, 0.7, 1e-8);
    EXPECT_NEAR(out->level, std::log(0.7), 1e-8);
    EXPECT_NEAR(out->slope, 0, 1e-8);
    EXPECT_EQ(out->lag, 3);
    EXPECT_EQ(out->other_lag, 6);
}

// R: glm(quasipoisson) with sandwich::NeweyWest(lag = 3 and 6, prewhite = FALSE, adjust = TRUE), at 12.5 months.
TEST(interrupted_series, a_slope_that_turns_is_as_in_r) {
    const std::vector<double> y = {20, 26, 25, 26, 25, 26, 25, 24, 25, 24, 25, 24, 30, 24, 23, 24, 23, 29, 23, 29,
                                   23, 22, 28, 22, 28, 22, 28, 27, 21, 27, 21, 27, 26, 27, 26, 20, 24, 23, 23, 22,
                                   23, 21, 20, 21, 19, 20, 19, 24, 18, 17, 17, 16, 22, 15, 21, 15, 13, 19, 13, 18};
    const auto out = interrupted_series({.y = y, .start = 36});
    ASSERT_TRUE(out);
    EXPECT_NEAR(out->ratio, 0.7669055438608, 1e-10);
    EXPECT_NEAR(out->level, -0.0387897205942, 1e-10);
    EXPECT_NEAR(out->slope, -0.0181281531776, 1e-10);
    EXPECT_NEAR(out->dispersion, 0.3031875403732, 1e-10);
    EXPECT_NEAR(out->limits.low, 0.697622236539, 1e-10);
    EXPECT_NEAR(out->limits.high, 0.843069619057, 1e-10);
    EXPECT_NEAR(out->limits_other_lag.low, 0.721708086930, 1e-10);
    EXPECT_NEAR(out->limits_other_lag.high, 0.814933522093, 1e-10);
    EXPECT_NEAR(out->p, 3.94019684332e-08, 1e-16);
}

TEST(interrupted_series, persons_who_move_in_are_no_effect) {
    auto y = months(60, 36, 1);
    std::vector<double> population(60, 1000);
    for (std::size_t i = 36; i < 60; ++i) {
        population[i] = 1500;
        y[i] *= 1.5;
    }
    EXPECT_NEAR(interrupted_series({.y = y, .population = population, .start = 36})->ratio, 1, 1e-8);
    EXPECT_NEAR(interrupted_series({.y = y, .start = 36})->ratio, 1.5, 1e-8);
}

// Limits of 95 % hold the truth about as often as they say, also for Newey–West's in a short series.
TEST(interrupted_series, limits_hold_what_was_put_there) {
    int held = 0, found = 0;
    constexpr int times = 200;
    for (unsigned s = 1; s <= times; ++s) {
        const auto y = months(72, 48, 0.6, s);
        const auto out = interrupted_series({.y = y, .start = 48});
        ASSERT_TRUE(out);
        const double low = std::min(out->limits.low, out->limits_other_lag.low);
        const double high = std::max(out->limits.high, out->limits_other_lag.high);
        held += low <= 0.6 && 0.6 <= high ? 1 : 0;
        found += out->p < 0.05 ? 1 : 0;
    }
    EXPECT_GE(held, times * 86 / 100);
    EXPECT_GE(found, times * 90 / 100);
}

TEST(interrupted_series, says_why_it_cannot) {
    const auto y = months(60, 36, 1);
    using stats::trouble;
    EXPECT_EQ(interrupted_series({.y = y, .start = 0}).error().what, trouble::too_few);
    EXPECT_EQ(interrupted_series({.y = y, .start = 60}).error().what, trouble::too_few);
    EXPECT_EQ(interrupted_series({.y = std::span{y}.first(8), .start = 4}).error().what, trouble::too_few);
    std::vector<double> wrong = y;
    wrong[7] = -1;
    EXPECT_EQ(interrupted_series({.y = wrong, .start = 36}).error(), (stats::problem{trouble::bad_number, 7}));
    EXPECT_EQ(interrupted_series({.y = y, .population = std::span{y}.first(3), .start = 36}).error().what,
              trouble::lengths_differ);
}

} // namespace
