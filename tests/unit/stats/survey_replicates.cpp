#include "stats/survey/calibrate.hpp"
#include "stats/survey/estimate.hpp"
#include "stats/survey/replicate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace {

using namespace stats::survey;
using stats::trouble;
using numbers = std::vector<double>;

double total_of(const numbers& w, const numbers& y) { return std::inner_product(w.begin(), w.end(), y.begin(), 0.0); }
numbers mean_of(const numbers& w, const numbers& y) { return {total_of(w, y) / total_of(w, numbers(y.size(), 1))}; }

// Two strata of 4 and 3 households, two persons in each but one.
const std::vector<std::int32_t> stratum{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
const std::vector<std::int32_t> household{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6};
const numbers weight{5, 5, 5, 5, 5, 5, 5, 5, 8, 8, 8, 8, 8};
const numbers population{20, 20, 20, 20, 20, 20, 20, 20, 24, 24, 24, 24, 24};
const numbers y{1, 4, 2, 2, 6, 5, 3, 1, 0, 2, 7, 6, 3};

design households(const numbers& fpc = population) {
    return design::make({.stratum = {stratum, 2}, .unit = {household, 7}, .weight = weight, .population = fpc}).value();
}

TEST(jackknife, leaves_one_unit_out_at_a_time) {
    const auto r = jackknife(households()).value();
    ASSERT_EQ(r.each.size(), 7U);
    EXPECT_DOUBLE_EQ(r.each[1][0], 5 * 4 / 3.0);
    EXPECT_EQ(r.each[1][2], 0);
    EXPECT_EQ(r.each[1][3], 0);
    EXPECT_EQ(r.each[1][8], 8);
    EXPECT_EQ(r.each[6][12], 0);
    EXPECT_EQ(r.each[6][8], 12);
    EXPECT_NEAR(r.rscale[0], (1 - 4 / 20.0) * 3 / 4, 1e-15);
    EXPECT_NEAR(r.rscale[6], (1 - 3 / 24.0) * 2 / 3, 1e-15);
    EXPECT_EQ(r.degrees_of_freedom(), households().degrees_of_freedom());
}

// A total is linear: its jackknife is Taylor's variance, to the last digit.
TEST(jackknife, of_a_total_is_what_linearisation_says) {
    const auto d = households();
    const auto got =
        estimate_by(jackknife(d).value(), [](const numbers& w) { return numbers{total_of(w, y)}; }).value();
    const auto taylor = total(d, y).value();
    EXPECT_NEAR(got.value[0], taylor.value, 1e-12);
    EXPECT_NEAR(got.se(0), taylor.se, 1e-12 * taylor.se);
}

TEST(bootstrap, of_a_total_comes_near_to_what_linearisation_says) {
    const auto d = households({});
    const auto got =
        estimate_by(bootstrap(d, 4000, 11).value(), [](const numbers& w) { return numbers{total_of(w, y)}; }).value();
    // Its own error is 1.1 %.
    EXPECT_NEAR(got.se(0), total(d, y).value().se, 0.04 * got.se(0));
}

TEST(bootstrap, keeps_each_stratum_and_its_seed) {
    const auto d = households();
    const auto r = bootstrap(d, 50, 3).value();
    EXPECT_EQ(r.each, bootstrap(d, 50, 3).value().each);
    EXPECT_NE(r.each, bootstrap(d, 50, 4).value().each);
    for (const auto& w : r.each) {
        // Households weigh as many times 4/3 or 3/2, and n_h − 1 of them were drawn.
        EXPECT_NEAR(w[0] + w[2] + w[4] + w[6], 20, 1e-12);
        EXPECT_NEAR(w[8] + w[10] + w[12], 24, 1e-12);
        EXPECT_EQ(w[0], w[1]);
    }
}

TEST(reweighted, meets_the_totals_in_every_replicate) {
    const auto d = households();
    const numbers age{1, 2, 1, 3, 2, 2, 1, 1, 3, 2, 1, 2, 2};
    const numbers wanted{150};
    const auto r = reweighted(jackknife(d).value(), d, [&](const design& one) {
                       return calibrate(one, {.numbers = {age}, .number_totals = wanted, .population = 80},
                                        {.how = distance::linear});
                   }).value();
    for (const auto& w : r.each) {
        EXPECT_NEAR(total_of(w, age), 150, 1e-9);
        EXPECT_NEAR(std::accumulate(w.begin(), w.end(), 0.0), 80, 1e-9);
    }
    EXPECT_NEAR(total_of(r.weight, age), 150, 1e-9);
}

TEST(reweighted, says_which_replicate_cannot_be_calibrated) {
    const auto d = households();
    // Only the third household has any: the replicate without it cannot have 7 of them.
    const numbers rare{0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    const numbers wanted{7};
    const auto got = reweighted(jackknife(d).value(), d, [&](const design& one) {
        return calibrate(one, {.numbers = {rare}, .number_totals = wanted, .population = 80});
    });
    EXPECT_EQ(got.error().cell, 2);
}

TEST(estimate_by, gives_covariances_and_refuses_what_is_missing) {
    const auto r = jackknife(households()).value();
    const auto got = estimate_by(r, [](const numbers& w) {
                         return numbers{mean_of(w, y)[0], -2 * mean_of(w, y)[0]};
                     }).value();
    EXPECT_NEAR(got.covariance(0, 1), -2 * got.covariance(0, 0), 1e-12);
    const auto none = estimate_by(r, [](const numbers& w) { return numbers{w[0] == 0 ? std::nan("") : 1.0}; });
    EXPECT_EQ(none.error().what, trouble::no_data);
    EXPECT_EQ(none.error().cell, 0);
}

TEST(replicates, are_refused_where_a_stratum_has_one_unit) {
    const std::vector<std::int32_t> alone{0, 0, 1};
    const auto d = design::make({.stratum = {alone, 2}, .weight = numbers{1, 1, 1}}).value();
    EXPECT_EQ(jackknife(d).error().what, trouble::stratum_alone);
    EXPECT_EQ(jackknife(d).error().cell, 1);
    EXPECT_EQ(bootstrap(d, 10, 1).error().what, trouble::stratum_alone);
    EXPECT_EQ(bootstrap(households(), 1, 1).error().what, trouble::too_few);
}

TEST(unit_means, keep_calibrated_weights_alike_within_units) {
    const auto d = households();
    const numbers age{1, 2, 1, 3, 2, 2, 1, 1, 3, 2, 1, 2, 2};
    const auto means = unit_means(age, {household, 7}).value();
    EXPECT_EQ(means[0], 1.5);
    const numbers wanted{150};
    const auto c =
        calibrate(d, {.numbers = {means}, .number_totals = wanted, .population = 80}, {.how = distance::linear})
            .value();
    EXPECT_EQ(c.weight()[2], c.weight()[3]);
    EXPECT_NEAR(total_of(c.weight(), age), 150, 1e-9);
    EXPECT_EQ(unit_means(age, {household, 6}).error().what, trouble::bad_code);
}

} // namespace
