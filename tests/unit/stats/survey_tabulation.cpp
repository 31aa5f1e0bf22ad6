#include "sample.hpp"

#include "stats/survey/estimate.hpp"
#include "stats/survey/rake.hpp"
#include "stats/survey/tabulation.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stats::survey;

struct figures {
    std::vector<domain_estimate> means, totals;
};

figures tabulated(const design& d, const sample& s, const std::vector<double>& y) {
    const std::vector<stats::factor> groups = {s.by_sex(), s.by_area(), s.by_group()};
    const auto t = tabulation::make(d, groups).value();
    tabulation::scratch scratch;
    figures out{std::vector<domain_estimate>(t.domains()), std::vector<domain_estimate>(t.domains())};
    t.means(y, out.means, scratch);
    t.totals(y, out.totals, scratch);
    return out;
}

void expect_same(const domain_estimate& got, const estimate& want) {
    EXPECT_NEAR(got.value, want.value, 1e-12 * std::abs(want.value));
    EXPECT_NEAR(got.se, want.se, 1e-10 * want.se);
    EXPECT_NEAR(got.design_effect, want.design_effect, 1e-9 * want.design_effect);
    EXPECT_EQ(got.answers, want.answers);
}

// Every domain of the one pass against influence values computed for it alone.
void expect_as_by_influence(const design& d, const sample& s) {
    const auto got = tabulated(d, s, s.y);
    ASSERT_EQ(got.means.size(), 11U);
    const auto check = [&](std::size_t at, const std::vector<std::int32_t>& code, std::int32_t level) {
        std::vector<char> in;
        for (const auto c : code)
            in.push_back(c == level || level < 0);
        expect_same(got.means[at], mean(d, s.y, in).value());
        expect_same(got.totals[at], total(d, s.y, in).value());
    };
    check(0, s.sex, -1);
    for (std::int32_t l = 0; l < 2; ++l)
        check(1 + static_cast<std::size_t>(l), s.sex, l);
    for (std::int32_t l = 0; l < 4; ++l) {
        check(3 + static_cast<std::size_t>(l), s.area, l);
        check(7 + static_cast<std::size_t>(l), s.group, l);
    }
}

class one_pass : public testing::TestWithParam<unsigned> {};

TEST_P(one_pass, gives_what_influence_values_give) {
    const sample s(GetParam());
    expect_as_by_influence(s.stratified(), s);
    expect_as_by_influence(s.clustered(), s);
    expect_as_by_influence(s.two_stages(), s);
}

TEST_P(one_pass, gives_it_for_calibrated_weights_too) {
    const sample s(GetParam());
    expect_as_by_influence(calibrate(s.stratified(), s.margins()).value(), s);
    expect_as_by_influence(calibrate(s.stratified(), s.margins_and_number(), {.how = distance::linear}).value(), s);
    expect_as_by_influence(calibrate(s.clustered(), s.margins()).value(), s);
    expect_as_by_influence(calibrate(s.two_stages(), s.margins()).value(), s);
    expect_as_by_influence(post_stratify(s.clustered(), {s.by_area(), s.area_totals}).value(), s);
    expect_as_by_influence(rake(s.stratified(), s.margins().margins).value(), s);
    const auto post = post_stratify(s.stratified(), {s.by_area(), s.area_totals}).value();
    expect_as_by_influence(calibrate(post, s.margins()).value(), s);
    expect_as_by_influence(trim_weights(calibrate(s.stratified(), s.margins()).value(), 2, 9).value(), s);
}
INSTANTIATE_TEST_SUITE_P(samples, one_pass, testing::Values(1U, 2U, 3U, 4U));

// Nineteen items: twice as many as are taken at a time, and some over; one of them with nothing in it.
TEST(tabulation, gives_many_items_what_it_gives_each) {
    const sample s(7);
    const std::vector<stats::factor> groups = {s.by_sex(), s.by_area()};
    for (const auto& d : {calibrate(s.stratified(), s.margins()).value(), s.two_stages()}) {
        const auto t = tabulation::make(d, groups).value();
        std::vector<std::vector<double>> items(19, s.y);
        for (std::size_t k = 0; k < items.size(); ++k)
            for (std::size_t i = k; i < s.y.size(); i += k + 2)
                items[k][i] = i % 3 == 0 ? stats::missing : items[k][i] + static_cast<double>(k);
        items[5].assign(s.y.size(), stats::missing);
        std::vector<domain_estimate> together(items.size() * t.domains()), alone(t.domains());
        tabulation::scratch scratch;
        t.means(std::vector<stats::column>(items.begin(), items.end()), together, scratch);
        for (std::size_t k = 0; k < items.size(); ++k) {
            t.means(items[k], alone, scratch);
            for (std::size_t j = 0; j < t.domains(); ++j) {
                const auto& got = together[k * t.domains() + j];
                EXPECT_EQ(got.answers, alone[j].answers);
                EXPECT_EQ(std::isnan(got.se), std::isnan(alone[j].se));
                if (alone[j].answers == 0) continue;
                EXPECT_DOUBLE_EQ(got.value, alone[j].value);
                EXPECT_NEAR(got.se, alone[j].se, 1e-12 * alone[j].se);
                EXPECT_NEAR(got.design_effect, alone[j].design_effect, 1e-10 * alone[j].design_effect);
            }
        }
    }
}

class rules : public testing::TestWithParam<lonely> {};

TEST_P(rules, for_strata_alone_are_the_same_in_one_pass) {
    sample s(2);
    std::fill(s.stratum.begin() + 1, s.stratum.end(), 0);
    std::fill_n(s.stratum.begin() + 1, 100, 2);
    s.stratum[0] = 1;
    std::replace_if(
        s.y.begin(), s.y.end(), [](double x) { return x != x; }, 3.5);
    const auto d = design::make({.stratum = {s.stratum, 3}, .weight = s.weight, .alone = GetParam()}).value();
    expect_as_by_influence(d, s);
    expect_as_by_influence(calibrate(d, s.margins()).value(), s);
}
INSTANTIATE_TEST_SUITE_P(all, rules, testing::Values(lonely::leave_out, lonely::about_zero, lonely::as_the_others));

TEST(tabulation, refuses_a_stratum_alone) {
    const std::vector<std::int32_t> strata = {0, 0, 1};
    const auto d = design::make({.stratum = {strata, 2}, .weight = std::vector(3, 1.0)}).value();
    EXPECT_EQ(tabulation::make(d, {}).error(), (stats::problem{stats::trouble::stratum_alone, 1}));
}

TEST(tabulation, refuses_a_group_of_another_length) {
    const sample s;
    const std::vector<std::int32_t> short_one = {0, 1};
    const std::vector<stats::factor> groups = {s.by_sex(), {short_one, 2}};
    EXPECT_EQ(tabulation::make(s.stratified(), groups).error().part, 1);
}

TEST(tabulation, does_not_ask_for_the_order_of_rows) {
    const sample s(2);
    const sample t = s.shuffled();
    const auto a = tabulated(calibrate(s.two_stages(), s.margins()).value(), s, s.y);
    const auto b = tabulated(calibrate(t.two_stages(), t.margins()).value(), t, t.y);
    for (std::size_t k = 0; k < a.means.size(); ++k) {
        EXPECT_NEAR(a.means[k].value, b.means[k].value, 1e-12);
        EXPECT_NEAR(a.means[k].se, b.means[k].se, 1e-12);
    }
}

TEST(tabulation, of_weights_in_another_unit_has_the_same_means) {
    const sample s(2);
    sample t = s;
    for (double& w : t.weight)
        w *= 1000;
    const auto a = tabulated(s.stratified(), s, s.y);
    const auto b = tabulated(t.stratified(), t, t.y);
    for (std::size_t k = 0; k < a.means.size(); ++k) {
        EXPECT_NEAR(a.means[k].se, b.means[k].se, 1e-13);
        EXPECT_NEAR(a.totals[k].se * 1000, b.totals[k].se, 1e-8);
    }
}

TEST(tabulation, of_an_item_in_another_unit_follows_it) {
    const sample s(2);
    auto y = s.y;
    for (double& x : y)
        x = 1e6 + 10 * x;
    const auto a = tabulated(calibrate(s.stratified(), s.margins()).value(), s, s.y);
    const auto b = tabulated(calibrate(s.stratified(), s.margins()).value(), s, y);
    for (std::size_t k = 0; k < a.means.size(); ++k) {
        EXPECT_NEAR(b.means[k].value, 1e6 + 10 * a.means[k].value, 1e-8);
        EXPECT_NEAR(b.means[k].se, 10 * a.means[k].se, 1e-8);
    }
}

TEST(tabulation, has_domains_that_add_up) {
    const sample s(2);
    const auto got = tabulated(s.clustered(), s, s.y).totals;
    EXPECT_NEAR(got[1].value + got[2].value, got[0].value, 1e-9);
    EXPECT_NEAR(got[3].value + got[4].value + got[5].value + got[6].value, got[0].value, 1e-9);
    EXPECT_EQ(got[1].answers + got[2].answers, got[0].answers);
    EXPECT_NEAR(got[1].weight + got[2].weight, got[0].weight, 1e-9);
}

TEST(tabulation, says_nothing_of_a_domain_without_answers) {
    sample s(2);
    for (std::size_t i = 0; i < s.y.size(); ++i)
        if (s.area[i] == 1) s.y[i] = stats::missing;
    const auto got = tabulated(s.stratified(), s, s.y).means[4];
    EXPECT_EQ(got.answers, 0);
    EXPECT_TRUE(std::isnan(got.value));
    EXPECT_TRUE(std::isnan(got.se));
}

TEST(tabulation, of_what_calibration_fixes_does_not_vary) {
    const sample s(2);
    const std::vector<double> woman(s.sex.begin(), s.sex.end());
    EXPECT_EQ(tabulated(calibrate(s.stratified(), s.margins()).value(), s, woman).totals[0].se, 0);
}

TEST(tabulation, joins_rows_that_are_alike) {
    const sample s(1);
    const std::vector<stats::factor> groups = {s.by_sex()};
    EXPECT_LE(tabulation::make(calibrate(s.stratified(), s.margins()).value(), groups).value().cells(), 3U * 2 * 4);
}

TEST(tabulation, does_not_know_how_sure_one_answer_is) {
    sample s(2);
    for (std::size_t i = 1; i < s.y.size(); ++i)
        if (s.area[i] == 1) s.y[i] = stats::missing;
    s.area[0] = 1;
    s.y[0] = 5;
    const auto got = tabulated(s.stratified(), s, s.y).means[4];
    EXPECT_EQ(got.value, 5);
    EXPECT_TRUE(std::isnan(got.se));
    std::vector<char> first(s.y.size(), 0);
    first[0] = 1;
    EXPECT_TRUE(std::isnan(mean(s.stratified(), s.y, first).value().se));
}

} // namespace
