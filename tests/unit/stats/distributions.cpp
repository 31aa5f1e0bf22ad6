#include "stats/distributions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// R 4.2.2, printed with 17 digits.
TEST(distributions, have_the_digits_of_r) {
    EXPECT_NEAR(stats::normal_quantile(0.975), 1.9599639845400541, 1e-15);
    EXPECT_NEAR(stats::normal_two_sided(5.5) / 3.797912493177554e-08, 1, 1e-13);
    EXPECT_NEAR(stats::t_quantile(0.975, 3008), 1.9607529505784476, 1e-13);
    EXPECT_NEAR(stats::t_two_sided(-5.9943083088197212, 3008) / 2.2864663715650820e-09, 1, 1e-12);
    EXPECT_NEAR(stats::f_above(21.899259, 2.98922, 5186.3) / 4.7837120113061573e-14, 1, 1e-12);
    EXPECT_NEAR(stats::chi2_quantile(0.001, 203.58), 146.87263673507374, 1e-11);
}

// With one degree of freedom Student's t is Cauchy's distribution, with two it has a closed form.
TEST(distributions, agree_with_closed_forms) {
    EXPECT_NEAR(stats::t_quantile(0.75, 1), 1, 1e-14);
    EXPECT_NEAR(stats::t_two_sided(2, 2), 1 - 2 / std::sqrt(6.0), 1e-14);
    EXPECT_NEAR(stats::f_above(3, 2, 4), std::pow(1 + 2 * 3 / 4.0, -2), 1e-14);
    EXPECT_NEAR(stats::chi2_above(4, 2), std::exp(-2), 1e-15);
    EXPECT_NEAR(stats::gamma_quantile(0.5, 1), std::log(2), 1e-15);
    EXPECT_NEAR(stats::beta_quantile(0.3, 1, 5), 1 - std::pow(0.7, 0.2), 1e-14);
    EXPECT_NEAR(stats::binomial_below(1, 4, 0.5), 5.0 / 16, 1e-15);
    EXPECT_NEAR(stats::binomial_above(1, 4, 0.5), 11.0 / 16, 1e-15);
}

TEST(distributions, know_their_ends) {
    EXPECT_EQ(stats::normal_quantile(1), infinity);
    EXPECT_EQ(stats::gamma_quantile(0.025, 0), 0);
    EXPECT_EQ(stats::binomial_below(-1, 4, 0.5), 0);
    EXPECT_EQ(stats::f_above(infinity, 2, 3), 0);
    EXPECT_EQ(stats::t_two_sided(infinity, 3), 0);
    EXPECT_NEAR(stats::t_quantile(0.975, infinity), 1.9599639845400541, 1e-15);
}

TEST(distributions, answer_nonsense_with_nan) {
    EXPECT_TRUE(std::isnan(stats::t_quantile(0.975, 0)));
    EXPECT_TRUE(std::isnan(stats::gamma_quantile(0.5, std::nan(""))));
    EXPECT_TRUE(std::isnan(stats::beta_quantile(0.5, -1, 2)));
    EXPECT_TRUE(std::isnan(stats::normal_below(std::nan(""))));
}

} // namespace
