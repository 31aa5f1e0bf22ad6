#include "sample.hpp"

#include "stats/survey/estimate.hpp"
#include "stats/survey/rake.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stats::survey;
using stats::trouble;

double weight_of(const design& d, const std::vector<std::int32_t>& code, std::int32_t level) {
    double sum = 0;
    for (std::size_t i = 0; i < code.size(); ++i)
        sum += code[i] == level ? d.weight()[i] : 0;
    return sum;
}

void expect_met(const design& d, const sample& s) {
    EXPECT_NEAR(weight_of(d, s.sex, 0), 700, 1e-7);
    EXPECT_NEAR(weight_of(d, s.sex, 1), 620, 1e-7);
    EXPECT_NEAR(weight_of(d, s.area, 0), 400, 1e-7);
    EXPECT_NEAR(weight_of(d, s.area, 3), 300, 1e-7);
}

TEST(calibrate, meets_its_totals) {
    const sample s(2);
    expect_met(calibrate(s.stratified(), s.margins()).value(), s);
    expect_met(calibrate(s.stratified(), s.margins(), {.how = distance::linear}).value(), s);
    expect_met(calibrate(s.stratified(), s.margins(), {.how = distance::linear, .low = 0.5, .high = 2.5}).value(), s);
    expect_met(calibrate(s.stratified(), s.margins(), {.how = distance::logit, .low = 0.5, .high = 2.5}).value(), s);
    expect_met(calibrate(s.stratified(), s.margins_and_number()).value(), s);
    expect_met(rake(s.stratified(), s.margins().margins).value(), s);
}

TEST(calibrate, meets_the_total_of_a_number) {
    const sample s(2);
    const auto d = calibrate(s.stratified(), s.margins_and_number()).value();
    EXPECT_NEAR(std::inner_product(s.number.begin(), s.number.end(), d.weight().begin(), 0.0), 3400, 1e-7);
}

TEST(calibrate, knows_what_it_was_told_for_certain) {
    const sample s(2);
    const std::vector<double> woman(s.sex.begin(), s.sex.end());
    const auto got = total(calibrate(s.stratified(), s.margins()).value(), woman).value();
    EXPECT_LT(got.se, 1e-9 * got.value);
}

TEST(calibrate, keeps_within_its_bounds) {
    const sample s(2);
    const auto before = s.stratified();
    const auto after = calibrate(before, s.margins(), {.how = distance::logit, .low = 0.5, .high = 1.6}).value();
    for (std::size_t i = 0; i < before.rows(); ++i) {
        EXPECT_GT(after.weight()[i] / before.weight()[i], 0.5);
        EXPECT_LT(after.weight()[i] / before.weight()[i], 1.6);
    }
}

TEST(calibrate, by_raking_is_the_limit_of_fitting_in_turn) {
    const sample s(2);
    const auto newton = calibrate(s.stratified(), s.margins()).value();
    const auto in_turn = rake(s.stratified(), s.margins().margins).value();
    for (std::size_t i = 0; i < newton.rows(); ++i)
        EXPECT_NEAR(newton.weight()[i] / in_turn.weight()[i], 1, 1e-10);
}

TEST(calibrate, to_one_margin_is_post_stratification) {
    const sample s(2);
    const margin areas{s.by_area(), s.area_totals};
    const auto post = post_stratify(s.stratified(), areas).value();
    const auto linear = calibrate(s.stratified(), {.margins = {areas}}, {.how = distance::linear}).value();
    const auto a = mean(post, s.y).value();
    const auto b = mean(linear, s.y).value();
    EXPECT_NEAR(a.value, b.value, 1e-13);
    EXPECT_NEAR(a.se, b.se, 1e-14);
}

TEST(calibrate, after_calibration_to_the_same_changes_nothing) {
    const sample s(2);
    const auto once = calibrate(s.stratified(), s.margins()).value();
    const auto twice = calibrate(once, s.margins()).value();
    EXPECT_NEAR(mean(once, s.y).value().value, mean(twice, s.y).value().value, 1e-13);
}

TEST(calibrate, leaves_those_without_weight_without) {
    sample s(2);
    s.weight[0] = 0;
    const auto d = calibrate(s.stratified(), s.margins()).value();
    EXPECT_EQ(d.weight()[0], 0);
    EXPECT_TRUE(std::isfinite(mean(d, s.y).value().se));
}

TEST(calibrate, refuses_margins_that_contradict_each_other) {
    sample s(2);
    s.area_totals[0] += 100;
    const auto got = calibrate(s.stratified(), s.margins());
    EXPECT_EQ(got.error(), (stats::problem{trouble::margins_disagree, -1, 1, 100}));
    EXPECT_EQ(rake(s.stratified(), s.margins().margins).error().what, trouble::margins_disagree);
}

TEST(calibrate, refuses_a_level_without_respondents) {
    sample s(2);
    for (auto& a : s.area)
        a = a == 3 ? 2 : a;
    const auto got = calibrate(s.stratified(), s.margins());
    EXPECT_EQ(got.error(), (stats::problem{trouble::empty_in_sample, 3, 1, 300}));
}

TEST(calibrate, refuses_respondents_whom_the_register_does_not_have) {
    sample s(2);
    s.area_totals = {700, 0, 320, 300};
    EXPECT_EQ(calibrate(s.stratified(), s.margins()).error().what, trouble::empty_in_population);
}

TEST(calibrate, refuses_what_no_weights_within_the_bounds_give) {
    const sample s(2);
    const auto got = calibrate(s.stratified(), s.margins(), {.how = distance::linear, .low = 0.99, .high = 1.01});
    EXPECT_EQ(got.error().what, trouble::cannot_be_met);
}

// Only the diagonal of a two-way table answered: both margins cannot be met.
TEST(rake, refuses_what_its_cycles_would_never_reach) {
    const std::vector<std::int32_t> same = {0, 0, 1, 1};
    const std::vector<double> a = {500, 500};
    const std::vector<double> b = {600, 400};
    const auto d = design::make({.weight = std::vector(4, 10.0)}).value();
    const std::vector<margin> margins = {{{same, 2}, a}, {{same, 2}, b}};
    EXPECT_EQ(rake(d, margins).error().what, trouble::cannot_be_met);
    EXPECT_EQ(calibrate(d, {.margins = margins}).error().what, trouble::cannot_be_met);
    EXPECT_EQ(rake(d, margins, {.as_r = true}).value().weight()[0], 300);
}

TEST(trim_weights, spreads_what_was_cut) {
    const auto d = design::make({.weight = std::vector{1.0, 2.0, 3.0, 10.0}}).value();
    const auto got = trim_weights(d, 0, 4).value();
    EXPECT_EQ(got.weight(), (std::vector{3.0, 4.0, 5.0, 4.0}));
    const auto strictly = trim_weights(d, 0, 4, true).value();
    EXPECT_NEAR(*std::min_element(strictly.weight().begin(), strictly.weight().end()), 4, 1e-12);
}

TEST(trim_weights, refuses_limits_that_hold_less_than_all) {
    const auto d = design::make({.weight = std::vector{5.0, 6.0}}).value();
    EXPECT_FALSE(trim_weights(d, 0, 4, true));
}

TEST(calibrate, may_be_told_to_refuse_what_it_mends) {
    sample s(2);
    s.weight[7] = 0;
    EXPECT_EQ(calibrate(s.stratified(), s.margins(), {.refuse_unweighted = true}).error(),
              (stats::problem{trouble::no_weight, 7}));
    const margin areas{s.by_area(), s.area_totals};
    const calibration twice{.margins = {areas, areas}};
    EXPECT_EQ(calibrate(s.stratified(), twice, {.how = distance::linear, .refuse_repeated = true}).error().what,
              trouble::singular);
    EXPECT_TRUE(calibrate(s.stratified(), twice, {.how = distance::linear}));
}

TEST(calibrate, gives_the_same_wherever_it_begins) {
    const sample s(2);
    const auto a = calibrate(s.stratified(), s.margins()).value();
    const auto b = calibrate(s.stratified(), s.margins(), {.begin_at_one = true}).value();
    for (std::size_t i = 0; i < a.rows(); ++i)
        EXPECT_NEAR(a.weight()[i], b.weight()[i], 1e-9);
}

TEST(calibrate, draws_its_factors_in_and_keeps_the_sum) {
    const sample s(2);
    const auto before = s.stratified();
    const auto d = calibrate(before, s.margins(), {.trim = {0.7, 1.1}}).value();
    double sum = 0;
    double most = 0;
    for (std::size_t i = 0; i < d.rows(); ++i) {
        sum += d.weight()[i];
        most = std::max(most, d.weight()[i] / before.weight()[i]);
    }
    EXPECT_NEAR(sum, 1320, 1e-7);
    EXPECT_NEAR(most, 1.1, 1e-12);
}

} // namespace
