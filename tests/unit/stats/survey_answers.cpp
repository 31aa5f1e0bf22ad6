#include "sample.hpp"

#include "stats/distributions.hpp"
#include "stats/survey/association.hpp"
#include "stats/survey/change.hpp"
#include "stats/survey/estimate.hpp"
#include "stats/survey/quantile.hpp"
#include "stats/survey/regression.hpp"
#include "stats/survey/share.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stats::survey;
using stats::trouble;

const share typical{.p = 0.3, .se = 0.05, .df = 40, .rows = 90};

TEST(share_limits, lie_around_the_share_and_within_its_range) {
    for (const auto how :
         {share_limits_by::logit, share_limits_by::beta, share_limits_by::arcsine, share_limits_by::likelihood}) {
        const auto got = share_limits(typical, how);
        EXPECT_GT(got.low, 0.15);
        EXPECT_LT(got.low, 0.3);
        EXPECT_GT(got.high, 0.3);
        EXPECT_LT(got.high, 0.45);
    }
}

TEST(share_limits, of_no_are_those_of_yes_turned_over) {
    const share no{.p = 0.7, .se = 0.05, .df = 40, .rows = 90};
    for (const auto how :
         {share_limits_by::logit, share_limits_by::beta, share_limits_by::arcsine, share_limits_by::likelihood}) {
        EXPECT_NEAR(share_limits(typical, how).low, 1 - share_limits(no, how).high, 1e-12);
        EXPECT_NEAR(share_limits(typical, how).high, 1 - share_limits(no, how).low, 1e-12);
    }
}

TEST(share_limits, by_likelihood_end_where_the_deviance_is_t_squared) {
    const auto got = share_limits(typical, share_limits_by::likelihood);
    const double t = stats::t_quantile(0.975, 40);
    const double n = 0.3 * 0.7 / (0.05 * 0.05);
    const double deviance = 2 * n * (0.3 * std::log(0.3 / got.low) + 0.7 * std::log(0.7 / (1 - got.low)));
    EXPECT_NEAR(deviance, t * t, 1e-9);
}

TEST(share_limits, of_all_or_none_are_not_known_by_approximation) {
    EXPECT_TRUE(std::isnan(share_limits({.p = 0, .se = 0, .df = 9}, share_limits_by::logit).low));
}

TEST(careful_share_limits, turn_exact_where_few_said_yes) {
    const auto got = careful_share_limits({.p = 0, .se = 0, .df = 29}, 0, 30, 1.5).value();
    EXPECT_TRUE(got.exact);
    EXPECT_EQ(got.limits.low, 0);
    EXPECT_NEAR(got.limits.high, 1 - std::pow(0.025, 1 / 20.0), 1e-13);
    EXPECT_TRUE(careful_share_limits({.p = 0.1, .se = 0.05, .df = 29}, 4, 40, 1).value().exact);
    EXPECT_FALSE(careful_share_limits({.p = 0.125, .se = 0.05, .df = 29}, 5, 40, 1).value().exact);
    EXPECT_EQ(careful_share_limits(typical, 0, 0, 1).error().what, trouble::no_data);
}

design of_weights(const std::vector<double>& w) { return design::make({.weight = w}).value(); }

TEST(quantile, is_the_smallest_answer_that_enough_are_no_larger_than) {
    const auto d = of_weights({1, 1, 1, 1});
    const std::vector<double> y = {4, 1, 3, 2};
    EXPECT_EQ(quantile(d, y, 0.5).value(), 2);
    EXPECT_EQ(quantile(d, y, 0.51).value(), 3);
    EXPECT_EQ(quantile(d, y, 0.5, {.rule = quantile_rule::midway}).value(), 2.5);
    EXPECT_EQ(quantile(d, y, 1).value(), 4);
}

TEST(quantile, weighs_the_answers) {
    EXPECT_EQ(quantile(of_weights({1, 1, 8}), std::vector{1., 2., 3.}, 0.25).value(), 3);
}

TEST(quantile, of_next_to_nothing_is_the_smallest_answer) {
    const auto d = of_weights({1, 1, 1, 1});
    const std::vector<double> y = {1, 2, 3, 4};
    EXPECT_EQ(quantile(d, y, 0.1).value(), 1);
    EXPECT_EQ(quantile(d, y, 0.1, {.as_r = true}).value(), 2);
}

TEST(quantile, of_equal_weights_by_hf7_is_the_usual_one) {
    const std::vector<double> y = {1, 2, 4, 8};
    EXPECT_NEAR(quantile(of_weights({1, 1, 1, 1}), y, 0.4, {.rule = quantile_rule::hf7}).value(), 2.4, 1e-14);
}

TEST(quantile, leaves_out_those_without_answer_or_weight) {
    EXPECT_EQ(quantile(of_weights({1, 0, 1}), std::vector{stats::missing, 1.0, 5.0}, 0.5).value(), 5);
    EXPECT_FALSE(quantile(of_weights({1}), std::vector{stats::missing}, 0.5));
}

TEST(quantile_with_limits, holds_the_quantile) {
    const sample s(2);
    const auto got = quantile_with_limits(s.stratified(), s.y, 0.5).value();
    EXPECT_LE(got.limits.low, got.value);
    EXPECT_GE(got.limits.high, got.value);
}

// By hand: 0.5 / √(0.2² + 0.1²).
TEST(change_between, of_independent_rounds_adds_their_variances) {
    const auto got = change_between({.before = 2, .se_before = 0.2, .after = 2.5, .se_after = 0.1}, 50).value();
    EXPECT_NEAR(got.t, 0.5 / std::sqrt(0.05), 1e-14);
    EXPECT_NEAR(got.p, stats::t_two_sided(got.t, 50), 1e-15);
    EXPECT_NEAR(got.detectable, (stats::t_quantile(0.975, 50) + stats::t_quantile(0.8, 50)) * std::sqrt(0.05), 1e-14);
}

TEST(change_between, of_the_same_persons_is_surer) {
    const two_rounds apart{.before = 2, .se_before = 0.2, .after = 2.5, .se_after = 0.1};
    auto together = apart;
    together.covariance = 0.01;
    EXPECT_NEAR(change_between(together, 50).value().se, std::sqrt(0.03), 1e-15);
}

TEST(change_between, refuses_to_test_what_does_not_vary) {
    EXPECT_EQ(change_between({1, 0, 2, 0}, 9).error().what, trouble::no_variation);
    EXPECT_EQ(change_between({1, 0.1, 2, 0.1}, 0).error().what, trouble::too_few);
    EXPECT_EQ(change_between({}, 9).error().what, trouble::no_data);
}

TEST(change_in_log_odds, is_the_logarithm_of_the_odds_ratio) {
    const auto got = change_in_log_odds({0.2, 0.02, 0.5, 0.03}, 100).value();
    EXPECT_NEAR(got.difference, std::log(4), 1e-14);
    EXPECT_NEAR(got.se, std::hypot(0.02 / 0.16, 0.03 / 0.25), 1e-14);
    EXPECT_EQ(change_in_log_odds({0, 0, 0.5, 0.03}, 100).error().what, trouble::no_variation);
}

TEST(contrast, of_two_levels_is_their_difference) {
    const sample s(2);
    const auto m = means_by(s.stratified(), s.y, s.by_sex()).value();
    const auto got = contrast(m, std::vector{-1.0, 1.0}, 200).value();
    EXPECT_NEAR(got.difference, m.value[1] - m.value[0], 1e-15);
    EXPECT_NEAR(got.se * got.se, m.covariance(0, 0) + m.covariance(1, 1) - 2 * m.covariance(0, 1), 1e-15);
}

// A regression on a group is the difference of its means, calibrated or not.
TEST(regress, on_a_group_gives_the_difference_of_its_means) {
    const sample s(2);
    const auto d = calibrate(s.clustered(), s.margins()).value();
    const std::vector<double> one(s.y.size(), 1.0);
    const std::vector<double> woman(s.sex.begin(), s.sex.end());
    const auto fit = regress(d, s.y, std::vector<stats::column>{one, woman}).value();
    const auto m = means_by(d, s.y, s.by_sex()).value();
    const auto want = contrast(m, std::vector{-1.0, 1.0}, fit.df).value();
    EXPECT_NEAR(fit.coefficient[1], want.difference, 1e-13);
    EXPECT_NEAR(fit.se(1), want.se, 1e-13);
}

TEST(regress, of_a_share_on_a_group_gives_its_log_odds) {
    const sample s(2);
    const auto d = s.stratified();
    std::vector<double> high = s.y;
    std::transform(high.begin(), high.end(), high.begin(), [](double v) { return v != v ? v : v > 3; });
    const std::vector<double> one(s.y.size(), 1.0);
    const std::vector<double> woman(s.sex.begin(), s.sex.end());
    const auto fit = regress(d, high, std::vector<stats::column>{one, woman}, response::share).value();
    const auto m = means_by(d, high, s.by_sex()).value();
    const auto want = change_in_log_odds({m.value[0], std::sqrt(m.covariance(0, 0)), m.value[1],
                                          std::sqrt(m.covariance(1, 1)), m.covariance(0, 1)},
                                         9)
                          .value();
    EXPECT_NEAR(fit.coefficient[1], want.difference, 1e-12);
    EXPECT_NEAR(fit.se(1), want.se, 1e-12);
    EXPECT_NEAR(test_together(fit, std::vector<Eigen::Index>{1}).value().f, std::pow(fit.t(1), 2), 1e-10);
}

TEST(regress, refuses_columns_that_say_the_same) {
    const sample s(2);
    const std::vector<double> one(s.y.size(), 1.0);
    EXPECT_EQ(regress(s.stratified(), s.y, std::vector<stats::column>{one, one}).error().what, trouble::singular);
}

TEST(regress, refuses_a_share_that_the_columns_tell_apart) {
    const std::vector<double> y = {0, 0, 0, 1, 1, 1};
    const std::vector<double> one(6, 1.0);
    EXPECT_EQ(
        regress(of_weights(std::vector(6, 1.0)), y, std::vector<stats::column>{one, y}, response::share).error().what,
        trouble::not_converged);
}

// With equal weights and no strata Rao and Scott's test is close to Pearson's own.
TEST(test_association, of_a_simple_sample_is_about_pearsons) {
    std::vector<std::int32_t> a;
    std::vector<std::int32_t> b;
    for (int i = 0; i < 400; ++i) {
        a.push_back(i % 2);
        b.push_back((i / 2) % 10 < (i % 2 == 0 ? 4 : 6) ? 1 : 0);
    }
    const auto d = of_weights(std::vector(400, 1.0));
    const auto got = test_association(d, {a, 2}, {b, 2}, association_test::chi_square).value();
    EXPECT_NEAR(got.statistic, 16, 1e-10);
    EXPECT_NEAR(got.p, stats::chi2_above(16, 1), 0.3 * got.p);
    EXPECT_NEAR(test_association(d, {b, 2}, {a, 2}).value().p, test_association(d, {a, 2}, {b, 2}).value().p, 1e-14);
}

TEST(test_association, refuses_an_answer_that_all_gave) {
    const sample s(2);
    const std::vector<std::int32_t> same(s.y.size(), 1);
    EXPECT_EQ(test_association(s.stratified(), s.by_sex(), {same, 3}).error(),
              (stats::problem{trouble::no_variation, -1, 1, 0}));
}

} // namespace
