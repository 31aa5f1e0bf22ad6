#include "stats/model/synthetic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace {

using namespace stats::model;
using stats::trouble;

const std::vector<double> a = {10, 14, 11, 18, 12, 15};
const std::vector<double> b = {20, 19, 25, 22, 24, 21};
const std::vector<double> c = {5, 50, 5, 60, 5, 50};
const std::vector<stats::column> donors = {a, b, c};

TEST(fit_synthetic, finds_the_mixture_it_was_made_of) {
    std::vector<double> y;
    for (std::size_t t = 0; t < a.size(); ++t)
        y.push_back(0.75 * a[t] + 0.25 * b[t] - (t >= 4 ? 3 : 0));
    const auto got = fit_synthetic(y, donors, 4).value();
    EXPECT_NEAR(got.weight[0], 0.75, 1e-10);
    EXPECT_NEAR(got.weight[1], 0.25, 1e-10);
    EXPECT_NEAR(got.weight[2], 0, 1e-10);
    EXPECT_NEAR(got.loss, 0, 1e-10);
    EXPECT_NEAR(got.effect, -3, 1e-10);
}

// What lies outside all donors is met by the nearest of them alone.
TEST(fit_synthetic, does_not_reach_beyond_its_donors) {
    const std::vector<double> low = {1, 1, 1, 1, 1, 1};
    const std::vector<stats::column> two = {a, b};
    const auto got = fit_synthetic(low, two, 4).value();
    EXPECT_EQ(got.weight, (std::vector{1.0, 0.0}));
}

TEST(fit_synthetic, shares_out_one) {
    const std::vector<double> y = {12, 20, 13, 25, 9, 9};
    const auto got = fit_synthetic(y, donors, 4).value();
    EXPECT_NEAR(std::accumulate(got.weight.begin(), got.weight.end(), 0.0), 1, 1e-12);
    EXPECT_GE(*std::min_element(got.weight.begin(), got.weight.end()), 0);
}

TEST(test_synthetic, counts_its_own_among_all) {
    std::vector<double> y;
    for (std::size_t t = 0; t < a.size(); ++t)
        y.push_back(0.5 * a[t] + 0.5 * b[t] + 0.01 * static_cast<double>(t % 2) - (t >= 4 ? 9 : 0));
    const auto got = test_synthetic(y, donors, 4).value();
    EXPECT_EQ(got.fits.size(), 4U);
    EXPECT_NEAR(got.p, 0.25, 1e-15);
}

TEST(fit_synthetic, refuses_what_has_no_before_or_after) {
    EXPECT_EQ(fit_synthetic(a, donors, 6).error().what, trouble::no_data);
    EXPECT_EQ(fit_synthetic(a, std::vector<stats::column>{b}, 4).error().what, trouble::too_few);
}

} // namespace
