#include "stats/distributions.hpp"
#include "stats/places/neighbours.hpp"
#include "stats/series/charts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace {

using namespace stats::series;
using namespace stats::places;
using stats::trouble;

// By hand: of 1, 2, 3 the mean is 2 and the deviation 1.
TEST(ears, judges_by_the_points_just_before) {
    const auto got = ears(std::vector{1.0, 2.0, 3.0, 9.0}, ears_method::c1, 3, 0, 0.001).value();
    EXPECT_TRUE(std::isnan(got[2].threshold));
    EXPECT_NEAR(got[3].threshold, 2 + stats::normal_quantile(0.999), 1e-14);
    EXPECT_TRUE(got[3].alarm);
}

TEST(ears, c2_leaves_two_points_between) {
    const auto got = ears(std::vector{1.0, 2.0, 3.0, 50.0, 60.0, 4.0}, ears_method::c2, 3, 0, 0.001).value();
    EXPECT_NEAR(got[5].threshold, 2 + stats::normal_quantile(0.999), 1e-14);
}

TEST(ears, does_not_take_a_quiet_baseline_for_certain) {
    const auto got = ears(std::vector(4, 1.0), ears_method::c1, 3, 0.5, 0.001).value();
    EXPECT_NEAR(got[3].threshold, 1 + 0.5 * stats::normal_quantile(0.999), 1e-14);
}

TEST(ears, refuses_a_series_shorter_than_its_baseline) {
    EXPECT_EQ(ears(std::vector(7, 1.0), ears_method::c1, 7, 0, 0.001).error().what, trouble::too_few);
    EXPECT_EQ(ears(std::vector(7, 1.0), ears_method::c1, 2, 0, 0.001).error().what, trouble::bad_number);
}

// By hand, with mean 4: (8 − 4)/2 − 1 = 1, then 1 + 1 = 2.
TEST(cusum, adds_up_what_exceeds_the_mean) {
    const std::vector<double> mean(3, 4.0);
    const auto got = cusum(std::vector{8.0, 8.0, 0.0}, mean, cusum_scale::standard, 1, 2).value();
    EXPECT_DOUBLE_EQ(got[0].sum, 1);
    EXPECT_FALSE(got[0].alarm);
    EXPECT_DOUBLE_EQ(got[1].sum, 2);
    EXPECT_TRUE(got[1].alarm);
    EXPECT_EQ(got[2].sum, 0);
}

// A count at the threshold takes the sum just to h, on every scale.
TEST(cusum, reaches_h_at_its_threshold) {
    const std::vector<double> mean(1, 7.3);
    for (const auto scale : {cusum_scale::rossi, cusum_scale::anscombe}) {
        const double limit = cusum(std::vector{7.0}, mean, scale).value()[0].threshold;
        EXPECT_NEAR(cusum(std::vector{limit}, mean, scale).value()[0].sum, 2.26, 1e-12);
    }
}

TEST(cusum, refuses_a_mean_of_none) {
    EXPECT_EQ(cusum(std::vector{1.0}, std::vector{0.0}, cusum_scale::standard).error().what, trouble::bad_number);
}

// Five areas in a row, 1 2 3 4 5.
neighbours row_of_five() { return {{{1}, {0, 2}, {1, 3}, {2, 4}, {3}}}; }
const std::vector<double> rising = {1, 2, 3, 4, 5};

// By hand: 3 = 1 + 2 against 2 · 3; √(2 (5·2 − 4)/4) = √3.
TEST(getis_ord, of_the_low_end_of_a_slope_by_hand) {
    const auto got = getis_ord(rising, row_of_five(), weights::binary).value();
    EXPECT_NEAR(got[0].z, (3 - 6) / std::sqrt(3.0), 1e-14);
    EXPECT_NEAR(got[4].z, -got[0].z, 1e-14);
    EXPECT_NEAR(got[2].z, 0, 1e-14);
}

TEST(getis_ord, does_not_ask_how_the_weights_are_scaled) {
    const auto a = getis_ord(rising, row_of_five(), weights::binary).value();
    const auto b = getis_ord(rising, row_of_five(), weights::by_row).value();
    EXPECT_NEAR(a[1].z, b[1].z, 1e-14);
}

TEST(getis_ord, knows_nothing_of_an_islands_surroundings) {
    auto nb = row_of_five();
    nb.of[4].clear();
    nb.of[3] = {2};
    EXPECT_TRUE(std::isnan(getis_ord(rising, nb, weights::binary, false).value()[4].z));
    EXPECT_FALSE(std::isnan(getis_ord(rising, nb, weights::binary).value()[4].z));
}

TEST(getis_ord, refuses_what_does_not_vary) {
    EXPECT_EQ(getis_ord(std::vector(5, 2.0), row_of_five(), weights::binary).error().what, trouble::no_variation);
    EXPECT_EQ(getis_ord(std::vector{1.0, -1.0, 2.0, 3.0, 4.0}, row_of_five(), weights::binary).error().cell, 1);
}

// By hand: 5/8 · 2 (−2·−1 + 0 + 0 + 1·2) / 10.
TEST(moran_test, of_a_slope_by_hand) {
    const auto got = moran_test(rising, row_of_five(), weights::binary).value();
    EXPECT_NEAR(got.i, 5.0 / 8 * 8 / 10, 1e-14);
    EXPECT_NEAR(got.expected, -0.25, 1e-15);
    EXPECT_NEAR(got.p_two_sided, 2 * got.p_greater, 1e-15);
}

// Over all orders of the values the mean of I is its expectation and the spread its randomisation variance.
TEST(moran_test, has_the_moments_of_all_permutations) {
    std::vector<double> x = rising;
    double n = 0;
    double sum = 0;
    double squares = 0;
    do {
        const double i = moran_test(x, row_of_five(), weights::by_row).value().i;
        n += 1;
        sum += i;
        squares += i * i;
    } while (std::next_permutation(x.begin(), x.end()));
    const auto got = moran_test(rising, row_of_five(), weights::by_row).value();
    EXPECT_NEAR(sum / n, got.expected, 1e-12);
    EXPECT_NEAR(squares / n - sum / n * sum / n, got.variance, 1e-12);
}

TEST(moran_test, refuses_too_few_areas) {
    EXPECT_EQ(moran_test(std::vector{1.0, 2.0}, {{{1}, {0}}}, weights::binary).error().what, trouble::too_few);
}

} // namespace
