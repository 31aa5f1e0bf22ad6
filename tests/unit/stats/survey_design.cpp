#include "sample.hpp"

#include "stats/survey/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stats::survey;
using stats::trouble;

const std::vector<std::int32_t> two_strata = {0, 0, 1, 1, 1};
const std::vector<double> five_each(5, 5.0);
const std::vector<double> ten_and_fifteen = {10, 10, 15, 15, 15};
const std::vector<double> answers = {1, 3, 2, 4, 6};

design small_design() {
    return design::make({.stratum = {two_strata, 2}, .weight = five_each, .population = ten_and_fifteen}).value();
}

// By hand: ȳ = 80/25; z = 0.2 (y − 3.2); V = 0.8 · 2 · 0.08 + 0.8 · 1.5 · 0.32.
TEST(mean, of_a_stratified_sample_by_hand) {
    const auto got = mean(small_design(), answers).value();
    EXPECT_NEAR(got.value, 3.2, 1e-15);
    EXPECT_NEAR(got.se, std::sqrt(0.8 * 2 * 0.08 + 0.8 * 1.5 * 0.32), 1e-15);
}

// By hand: s² = 0.2·14.8·5/4, against its variance 0.2 s² · 20/25 of five by simple random sampling.
TEST(mean, has_its_design_effect_by_hand) {
    const double s2 = 14.8 / 5 * 5 / 4;
    EXPECT_NEAR(mean(small_design(), answers).value().design_effect, 0.512 / (s2 / 5 * 20 / 25), 1e-14);
}

// What a domain's rows outside add is nothing but their place among the stratum's units.
TEST(total, of_a_domain_pads_with_nothing) {
    const auto got = total(small_design(), answers, std::vector<char>{1, 0, 0, 0, 0}).value();
    EXPECT_NEAR(got.value, 5, 1e-15);
    EXPECT_NEAR(got.se, std::sqrt(0.8 * 2 * 12.5), 1e-14);
}

TEST(mean, of_a_stratum_drawn_in_full_is_certain) {
    const auto d = design::make({.weight = std::vector(2, 1.0), .population = std::vector(2, 2.0)}).value();
    EXPECT_EQ(mean(d, std::vector{1.0, 5.0}).value().se, 0);
}

TEST(mean, refuses_where_nobody_answered) {
    EXPECT_EQ(mean(small_design(), std::vector(5, stats::missing)).error().what, trouble::no_data);
}

TEST(design, refuses_more_than_there_are) {
    const auto got = design::make(
        {.stratum = {two_strata, 2}, .weight = five_each, .population = {std::vector{10., 10., 2., 2., 2.}}});
    EXPECT_EQ(got.error(), (stats::problem{trouble::over_population, 1, -1, -1}));
}

TEST(design, takes_a_population_as_a_share_too) {
    const std::vector<double> share = {0.2, 0.2, 0.2, 0.2, 0.2};
    const auto d = design::make({.stratum = {two_strata, 2}, .weight = five_each, .population = share}).value();
    EXPECT_NEAR(mean(d, answers).value().se, mean(small_design(), answers).value().se, 1e-15);
}

TEST(design, counts_units_less_strata) {
    EXPECT_EQ(small_design().degrees_of_freedom(), 3);
    EXPECT_EQ(small_design().degrees_of_freedom(std::vector<char>{0, 0, 1, 1, 0}), 1);
    EXPECT_EQ(sample().clustered().degrees_of_freedom(), 24 - 3);
}

TEST(design, says_what_unequal_weights_cost) {
    const auto d = design::make({.weight = std::vector{1.0, 3.0}}).value();
    EXPECT_NEAR(d.weight_effect(), 2 * 10.0 / 16, 1e-15);
}

class alone : public testing::TestWithParam<std::pair<lonely, double>> {};

// The second stratum has one unit: by hand, with z = (y − 3)/3.
TEST_P(alone, stratum_adds_what_its_rule_says) {
    const std::vector<std::int32_t> strata = {0, 0, 1};
    const auto d =
        design::make({.stratum = {strata, 2}, .weight = std::vector(3, 1.0), .alone = GetParam().first}).value();
    EXPECT_NEAR(mean(d, std::vector{1.0, 2.0, 6.0}).value().se, std::sqrt(GetParam().second), 1e-15);
}
INSTANTIATE_TEST_SUITE_P(rules, alone,
                         testing::Values(std::pair{lonely::leave_out, 1.0 / 9},
                                         std::pair{lonely::about_zero, 1.0 / 9 + 1},
                                         std::pair{lonely::as_the_others, 2.0 / 9}));

TEST(alone, is_refused_with_its_stratum) {
    const std::vector<std::int32_t> strata = {0, 0, 1};
    const auto d = design::make({.stratum = {strata, 2}, .weight = std::vector(3, 1.0)}).value();
    EXPECT_EQ(mean(d, std::vector{1.0, 2.0, 6.0}).error(), (stats::problem{trouble::stratum_alone, 1}));
}

// By hand: three equal answers of each cluster are as one.
TEST(mean, of_clusters_goes_by_their_totals) {
    const std::vector<std::int32_t> unit = {0, 0, 0, 1, 1, 1};
    const auto d = design::make({.unit = {unit, 2}, .weight = std::vector(6, 1.0)}).value();
    EXPECT_NEAR(mean(d, std::vector{1., 1., 1., 3., 3., 3.}).value().se, 1, 1e-15);
}

TEST(ratio, of_an_item_to_itself_is_certain) {
    const auto got = ratio(small_design(), answers, answers).value();
    EXPECT_EQ(got.value, 1);
    EXPECT_EQ(got.se, 0);
}

TEST(variance, counts_those_who_did_not_answer_too) {
    const auto got = variance(small_design(), std::vector{1.0, 3.0, 2.0, 4.0, stats::missing}).value();
    EXPECT_NEAR(got.value, 1.25 * 5 / 4, 1e-15);
}

} // namespace
