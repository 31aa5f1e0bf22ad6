#include "stats/counts.hpp"
#include "stats/distributions.hpp"
#include "stats/model/glm.hpp"
#include "stats/series/level_trend.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

void expect_exact(const stats::count_standing& got, double quantile, double at_least) {
    EXPECT_EQ(got.quantile, quantile);
    // At a size of 10^11 the incomplete beta function itself is off by 1.5e-11, by 40 digits of the same sum.
    EXPECT_NEAR(got.at_least, at_least, 3e-11 * at_least);
}

// The sums beside the functions that are exact one by one, from hardly any to a city's.
TEST(count_standing, is_what_the_functions_give) {
    for (const double mean : {1e-9, 0.03, 0.7, 3.0, 25.0, 400.0, 9e4, 3e7})
        for (const double share : {0.3, 0.95, 0.99, 0.995, 1 - 1e-6})
            for (const double off : {-2.5, 0.0, 1.0, 2.5, 8.0}) {
                const double k = std::max(0.0, std::round(mean + off * std::sqrt(mean)));
                expect_exact(stats::poisson_standing(share, k, mean), stats::poisson_quantile(share, mean),
                             stats::poisson_at_least(k, mean));
                for (const double phi : {1.000001, 1.4, 6.0, 90.0}) {
                    const double size = mean / (phi - 1);
                    expect_exact(stats::negative_binomial_standing(share, k, size, 1 / phi),
                                 stats::negative_binomial_quantile(share, size, 1 / phi),
                                 stats::negative_binomial_at_least(k, size, 1 / phi));
                }
            }
}

TEST(count_standing, of_a_number_between_counts_and_of_none) {
    const auto between = stats::poisson_standing(0.99, 2.5, 3);
    EXPECT_EQ(between.at_least, stats::poisson_at_least(2.5, 3));
    EXPECT_EQ(stats::poisson_standing(0.99, 0, 3).at_least, 1);
    EXPECT_EQ(stats::negative_binomial_standing(0.99, 0, 2, 0.5).at_least, 1);
}

struct grouped_series {
    stats::series::grouped_points at;
    std::vector<double> y, offset;
    Eigen::MatrixXd x;
};

grouped_series made(unsigned seed) {
    std::mt19937 e{seed};
    grouped_series out;
    const std::size_t groups = 4;
    const std::size_t years = 6;
    out.x = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(groups * years), groups + 1);
    for (std::size_t g = 0; g < groups; ++g) {
        for (std::size_t i = 0; i < years; ++i) {
            const auto row = static_cast<Eigen::Index>(out.y.size());
            const double t = static_cast<double>(12 * i + g);
            out.at.time.push_back(t);
            out.offset.push_back(std::log(1000.0 + static_cast<double>(i)));
            out.y.push_back(std::poisson_distribution<int>(3.0 * static_cast<double>(g + 1) * std::exp(0.01 * t))(e));
            out.x(row, 0) = 1;
            out.x(row, 1) = t;
            if (g > 0) out.x(row, static_cast<Eigen::Index>(g) + 1) = 1;
        }
        out.at.begin.push_back(static_cast<std::uint32_t>(out.y.size()));
    }
    return out;
}

class level_trend : public testing::TestWithParam<unsigned> {};

// With weights, step by step and to the same end.
TEST_P(level_trend, is_the_model_of_indicators) {
    const auto s = made(GetParam());
    std::vector<double> weight(s.y.size(), 1.0);
    weight[5] = 0.2;
    stats::series::level_trend fast(s.at, s.y, s.offset);
    fast.set_prior(weight);
    ASSERT_EQ(fast.run(true), stats::series::level_trend::ending::converged);
    const auto slow = stats::model::fit_glm(s.x, s.y, {.offset = s.offset, .prior_weight = weight}).value();
    EXPECT_NEAR(fast.slope(), slow.coefficient[1], 1e-13);
    EXPECT_NEAR(fast.slope_variance(), slow.unscaled(1, 1), 1e-11 * slow.unscaled(1, 1));
    EXPECT_NEAR(fast.dispersion(), slow.dispersion(), 1e-11 * slow.dispersion());
    Eigen::VectorXd now = Eigen::VectorXd::Zero(5);
    now[0] = now[4] = 1;
    now[1] = 80;
    EXPECT_NEAR(fast.predictor(3, 80), slow.coefficient.dot(now), 1e-12);
    EXPECT_NEAR(fast.spread(3, 80), slow.spread_of(now), 1e-11 * slow.spread_of(now));
    for (std::size_t i = 0; i < s.y.size(); ++i) {
        const auto k = static_cast<Eigen::Index>(i);
        EXPECT_NEAR(fast.mean(i), slow.mean[k], 1e-11 * slow.mean[k]);
        EXPECT_NEAR(fast.leverage(i / 6, i), slow.leverage[k], 1e-11);
    }
}
INSTANTIATE_TEST_SUITE_P(samples, level_trend, testing::Values(1U, 2U, 3U));

TEST(level_trend, refuses_a_trend_that_is_the_groups) {
    stats::series::grouped_points at;
    at.time = {1, 1, 2, 2};
    at.begin = {0, 2, 4};
    const std::vector<double> y = {3, 4, 5, 7};
    stats::series::level_trend m(at, y, {});
    EXPECT_EQ(m.run(true), stats::series::level_trend::ending::failed);
    EXPECT_EQ(m.run(false), stats::series::level_trend::ending::converged);
    EXPECT_NEAR(m.mean(0), 3.5, 1e-9);
}

} // namespace
