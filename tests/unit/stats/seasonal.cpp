#include "stats/series/seasonal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stats::series;
using stats::trouble;

// A straight trend and a season of four quarters that sums to 0.
const std::vector<double> quarters{3, -1, -4, 2};

std::vector<double> straight(int n) {
    std::vector<double> out;
    for (int i = 0; i < n; ++i)
        out.push_back(20 + 0.5 * i + quarters[static_cast<std::size_t>(i % 4)]);
    return out;
}

TEST(decompose, finds_a_straight_trend_and_its_season) {
    const auto d = decompose(straight(24), 4).value();
    EXPECT_TRUE(std::isnan(d.trend[1]));
    EXPECT_NEAR(d.trend[2], 21, 1e-12);
    EXPECT_NEAR(d.trend[21], 30.5, 1e-12);
    EXPECT_TRUE(std::isnan(d.trend[22]));
    EXPECT_NEAR(d.seasonal[0], 3, 1e-12);
    EXPECT_NEAR(d.seasonal[22], -4, 1e-12);
    EXPECT_NEAR(d.remainder[10], 0, 1e-12);
}

TEST(decompose, multiplies_where_asked) {
    std::vector<double> y;
    for (int i = 0; i < 24; ++i)
        y.push_back(10 * (1 + quarters[static_cast<std::size_t>(i % 4)] / 10));
    const auto d = decompose(y, 4, true).value();
    EXPECT_NEAR(d.trend[5], 10, 1e-12);
    EXPECT_NEAR(d.seasonal[2], 0.6, 1e-12);
    EXPECT_NEAR(d.remainder[6], 1, 1e-12);
}

TEST(stl, finds_a_straight_trend_and_its_season) {
    for (const int window : {0, 7}) {
        const auto d = stl(straight(40), 4, {.seasonal_window = window}).value();
        EXPECT_NEAR(d.seasonal[20], 3, 0.1);
        EXPECT_NEAR(d.trend[20], 30, 0.1);
        EXPECT_EQ(d.weight[20], 1);
    }
}

TEST(stl, parts_add_up_to_the_series) {
    auto y = straight(42);
    y[13] += 9;
    const auto d = stl(y, 4, {.robust = true}).value();
    for (std::size_t i = 0; i < y.size(); ++i)
        EXPECT_NEAR(d.seasonal[i] + d.trend[i] + d.remainder[i], y[i], 1e-12);
}

TEST(stl, leaves_one_wild_month_out_where_robust) {
    auto y = straight(40);
    for (std::size_t i = 0; i < y.size(); ++i)
        y[i] += 0.2 * std::sin(static_cast<double>(i * i));
    y[13] += 30;
    const auto plain = stl(y, 4).value(), robust = stl(y, 4, {.robust = true}).value();
    EXPECT_EQ(robust.weight[13], 0);
    EXPECT_NEAR(robust.trend[13], 26.5, 0.4);
    EXPECT_GT(plain.trend[13], 28);
}

TEST(stl, refuses_series_without_two_years_and_with_gaps) {
    EXPECT_EQ(stl(straight(8), 4).error().what, trouble::too_few);
    EXPECT_TRUE(stl(straight(9), 4).has_value());
    auto y = straight(12);
    y[3] = std::nan("");
    EXPECT_EQ(stl(y, 4).error().cell, 3);
    EXPECT_EQ(stl(straight(12), 4, {.seasonal_window = 8}).error().what, trouble::bad_number);
    EXPECT_EQ(decompose(straight(12), 1).error().what, trouble::bad_number);
}

} // namespace
