#include "stats/model/panel.hpp"
#include "stats/model/sandwich.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stats::model;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using stats::trouble;

const std::vector<double> counts = {3, 5, 4, 8, 9, 12};

MatrixXd line() {
    MatrixXd x = MatrixXd::Ones(6, 2);
    x.col(1) << 0, 1, 2, 3, 4, 5;
    return x;
}

// By hand: Σ(x−x̄)y / Σ(x−x̄)².
TEST(fit_glm, of_a_line_is_least_squares) {
    const auto m = fit_glm(line(), counts, {.of = family::linear}).value();
    const double slope = (-2.5 * 3 - 1.5 * 5 - 0.5 * 4 + 0.5 * 8 + 1.5 * 9 + 2.5 * 12) / 17.5;
    EXPECT_NEAR(m.coefficient[1], slope, 1e-13);
    EXPECT_NEAR(m.unscaled(1, 1), 1 / 17.5, 1e-14);
    EXPECT_NEAR(m.leverage.sum(), 2, 1e-12);
    EXPECT_EQ(m.df, 4);
}

// With one coefficient the fitted rate is the events over the exposure.
TEST(fit_glm, of_counts_with_an_exposure_is_their_rate) {
    const std::vector<double> offset(6, std::log(1000.0));
    const auto m = fit_glm(MatrixXd::Ones(6, 1), counts, {.offset = offset, .epsilon = 1e-14}).value();
    EXPECT_NEAR(std::exp(m.coefficient[0]), 41.0 / 6000, 1e-15);
    EXPECT_NEAR(m.unscaled(0, 0), 1 / 41.0, 1e-9);
    EXPECT_TRUE(m.converged);
}

// The scores of a fit are orthogonal to its columns.
TEST(fit_glm, leaves_nothing_for_its_columns_to_explain) {
    const auto m = fit_glm(line(), counts, {.epsilon = 1e-14}).value();
    EXPECT_LT(scores(m, line()).colwise().sum().cwiseAbs().maxCoeff(), 1e-9);
}

TEST(fit_glm, spreads_a_prediction_by_its_column) {
    const auto m = fit_glm(line(), counts).value();
    const VectorXd at = VectorXd::LinSpaced(2, 1, 9);
    EXPECT_NEAR(m.spread_of(at), at.dot(m.unscaled * at), 1e-14);
}

// Three months without a count beside three with ten each: the second group's level has variance 1/30, whatever the
// first.
TEST(fit_glm, knows_a_group_whose_neighbour_is_empty) {
    MatrixXd x = MatrixXd::Ones(6, 2);
    x.col(1) << 0, 0, 0, 1, 1, 1;
    const auto m = fit_glm(x, std::vector<double>{0, 0, 0, 10, 10, 10}).value();
    EXPECT_NEAR(m.spread_of(VectorXd::Ones(2)) * 30, 1, 1e-12);
}

TEST(fit_glm, refuses_columns_that_repeat_each_other) {
    EXPECT_EQ(fit_glm(MatrixXd::Ones(6, 2), counts).error().what, trouble::singular);
}

TEST(fit_glm, refuses_less_than_none) {
    EXPECT_EQ(fit_glm(line(), std::vector{1.0, 2.0, -1.0, 3.0, 4.0, 5.0}).error(),
              (stats::problem{trouble::bad_number, 2}));
}

TEST(fit_glm, refuses_fewer_rows_than_coefficients) {
    EXPECT_EQ(fit_glm(MatrixXd::Ones(1, 2), std::vector{1.0}).error().what, trouble::too_few);
}

TEST(newey_west_covariance, without_lag_is_whites) {
    const auto m = fit_glm(line(), counts).value();
    const MatrixXd a = newey_west_covariance(m, line(), {.lag = 0});
    EXPECT_LT((a - heteroskedastic_covariance(m, line(), heteroskedastic::hc0)).norm(), 1e-15);
}

// By hand, of a mean: Σe² + 2 · ½ · Σ e_t e_{t+1}, over n².
TEST(newey_west_covariance, of_a_mean_by_hand) {
    const std::vector<double> y = {1, 2, 4, 5};
    const auto m = fit_glm(MatrixXd::Ones(4, 1), y, {.of = family::linear}).value();
    const double by_hand = (4 + 1 + 1 + 4 + 2 * 0.5 * (2 - 1 + 2)) / 16;
    EXPECT_NEAR(newey_west_covariance(m, MatrixXd::Ones(4, 1), {.lag = 1})(0, 0), by_hand, 1e-14);
    EXPECT_NEAR(newey_west_covariance(m, MatrixXd::Ones(4, 1), {.lag = 1, .adjust = true})(0, 0), by_hand * 4 / 3,
                1e-14);
}

TEST(heteroskedastic_covariance, by_hc3_stretches_each_by_its_leverage) {
    const std::vector<double> y = {1, 2, 4, 5};
    const auto m = fit_glm(MatrixXd::Ones(4, 1), y, {.of = family::linear}).value();
    EXPECT_NEAR(heteroskedastic_covariance(m, MatrixXd::Ones(4, 1), heteroskedastic::hc3)(0, 0), 10 / 16.0 / 0.5625,
                1e-14);
}

TEST(durbin_watson, of_a_saw_is_far_above_two) {
    VectorXd e(4);
    e << 1, -1, 1, -1;
    EXPECT_DOUBLE_EQ(durbin_watson(e), 3);
}

// Two municipalities, two months: the change in the one less the change in the other.
struct two_by_two {
    std::vector<double> y = {10, 14, 20, 30, 11, 15, 21, 31};
    std::vector<double> treated = {0, 0, 0, 1, 0, 0, 0, 1};
    std::vector<std::int32_t> unit = {0, 0, 1, 1, 2, 2, 3, 3};
    std::vector<std::int32_t> month = {0, 1, 0, 1, 0, 1, 0, 1};
    [[nodiscard]] panel_input input() const {
        return {.y = y, .x = {treated}, .unit = {unit, 4}, .time = {month, 2}, .offset = {}, .weight = {}};
    }
};

TEST(panel, is_the_difference_of_the_changes) {
    const two_by_two p;
    const auto m = panel::fit(p.input()).value();
    EXPECT_NEAR(m.coefficient()[0], 10 - 4, 1e-12);
    EXPECT_EQ(m.df(), 8 - 6);
}

TEST(panel, of_counts_is_the_ratio_of_the_ratios) {
    const two_by_two p;
    auto input = p.input();
    input.of = family::poisson;
    EXPECT_NEAR(panel::fit(input).value().coefficient()[0], std::log((61.0 / 41) / (29.0 / 21)), 1e-12);
}

TEST(panel, clustered_by_row_is_whites) {
    const two_by_two p;
    const auto m = panel::fit(p.input()).value();
    const std::vector<std::int32_t> own = {0, 1, 2, 3, 4, 5, 6, 7};
    MatrixXd x = MatrixXd::Zero(8, 6);
    for (int i = 0; i < 8; ++i) {
        const auto k = static_cast<std::size_t>(i);
        x(i, 0) = p.treated[k];
        x(i, 1 + p.unit[k]) = 1;
        x(i, 5) = p.month[k];
    }
    const auto same = fit_glm(x, p.y, {.of = family::linear}).value();
    EXPECT_NEAR(m.clustered({own, 8})(0, 0), heteroskedastic_covariance(same, x, heteroskedastic::hc0)(0, 0), 1e-12);
    EXPECT_NEAR(m.naive()(0, 0), same.dispersion() * same.unscaled(0, 0), 1e-12);
}

TEST(panel, refuses_what_no_municipality_tells_apart) {
    two_by_two p;
    p.treated = {0, 1, 0, 1, 0, 1, 0, 1};
    EXPECT_EQ(panel::fit(p.input()).error().what, trouble::singular);
}

TEST(test_by_placebo, counts_its_own_among_all) {
    const two_by_two p;
    const std::vector<char> after = {0, 1, 0, 1, 0, 1, 0, 1};
    const auto got = test_by_placebo({.y = p.y,
                                      .unit = {p.unit, 4},
                                      .time = {p.month, 2},
                                      .after = after,
                                      .offset = {},
                                      .treated = 1,
                                      .comparisons = {0, 2, 3}})
                         .value();
    EXPECT_EQ(got.estimate.size(), 4U);
    EXPECT_NEAR(got.estimate[0], 10 - (4 + 4 + 10) / 3.0, 1e-12);
    EXPECT_NEAR(got.estimate[3], 10 - 4, 1e-12);
    EXPECT_NEAR(got.p, 0.5, 1e-15);
}

} // namespace
