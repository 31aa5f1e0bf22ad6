#include "figures/funnel_figures.hpp"
#include "figures/funnel_out.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace {

using base::language;
using figures::among;

// A year of months for each area: its persons, and its count in each month.
struct area {
    std::string name;
    int persons = 0;
    std::vector<int> months;
};

base::table table_of(const std::vector<area>& areas) {
    base::table out{.headings = {"m", "o", "n", "inv"}, .rows = {}};
    for (const auto& a : areas)
        for (std::size_t i = 0; i < a.months.size(); ++i)
            out.rows.push_back({static_cast<std::int64_t>(out.rows.size()) + 2,
                                {"2023-" + std::string(i < 9 ? "0" : "") + std::to_string(i + 1), a.name,
                                 std::to_string(a.months[i]), std::to_string(a.persons)}});
    return out;
}

std::vector<int> a_year(int each) { return std::vector<int>(12, each); }
std::vector<int> in_all(int n) {
    std::vector<int> out(12, 0);
    out[0] = n;
    return out;
}

figures::series_plan plan_of(const std::string& more = {}) {
    return figures::parse_series_plan(
               R"({"per": "month", "period": "m", "count": "n", "series": "o", "population": "inv")" + more + "}")
        .value();
}

// Nineteen alike, and one with four times as many.
std::vector<area> twenty() {
    std::vector<area> out;
    for (int i = 0; i < 19; ++i)
        out.push_back({"a" + std::to_string(i), 2000, a_year(4 + i % 2)});
    out.push_back({"hög", 2000, a_year(18)});
    return out;
}

TEST(funnel_figures, one_that_stands_out_is_told_and_the_order_stays) {
    auto areas = twenty();
    std::swap(areas[3], areas[19]);
    const auto out = figures::funnel_figures(plan_of(), table_of(areas));
    ASSERT_TRUE(out);
    EXPECT_EQ(out->figures[3].id, "hög");
    EXPECT_EQ(out->figures[3].where, among::above);
    EXPECT_EQ(out->figures[0].where, among::usual);
    EXPECT_DOUBLE_EQ(out->figures[3].count, 216);
    EXPECT_DOUBLE_EQ(out->figures[3].rate, 108);
    // All are as large: the same is expected of each, a twentieth of all.
    EXPECT_NEAR(out->figures[0].expected, (10 * 48 + 9 * 60 + 216) / 20.0, 1e-9);
}

TEST(funnel_figures, of_few_residents_nothing_is_said) {
    auto areas = twenty();
    areas.push_back({"liten", 60, in_all(9)});
    const auto out = figures::funnel_figures(plan_of(), table_of(areas));
    ASSERT_TRUE(out);
    EXPECT_LT(out->figures[20].expected, 5);
    EXPECT_EQ(out->figures[20].where, among::too_few);
}

TEST(funnel_figures, a_small_count_is_hidden_and_cannot_be_worked_out) {
    auto areas = twenty();
    areas.push_back({"liten", 2000, in_all(3)});
    const auto out = figures::funnel_figures(plan_of(R"(, "hide_small": true)"), table_of(areas));
    ASSERT_TRUE(out);
    EXPECT_EQ(out->figures[20].where, among::hidden);
    EXPECT_TRUE(std::isnan(out->figures[20].count));
    const auto others = std::count_if(out->figures.begin(), out->figures.end(),
                                      [](const auto& f) { return f.where == among::protects; });
    EXPECT_EQ(others, 1);
    const auto json = funnel_json(*out, base::translator{language::en});
    EXPECT_EQ(json.find("\"year\": 3.0"), std::string::npos);
    EXPECT_NE(figures::funnel_figures(plan_of(), table_of(areas))->figures[20].where, among::hidden);
}

TEST(funnel_figures, says_what_it_needs) {
    const auto key = [](const figures::series_plan& plan, const std::vector<area>& areas) {
        const auto out = figures::funnel_figures(plan, table_of(areas));
        return out ? std::string{} : out.error().text.key;
    };
    auto few = twenty();
    few.resize(4);
    EXPECT_EQ(key(plan_of(), few), "figures.funnel_few");
    auto short_one = twenty();
    for (auto& a : short_one)
        a.months.resize(11);
    EXPECT_EQ(key(plan_of(), short_one), "figures.funnel_short");
    auto none = twenty();
    for (auto& a : none)
        a.months = a_year(0);
    EXPECT_EQ(key(plan_of(), none), "figures.funnel_none");
    auto unknown = plan_of();
    unknown.population_column.clear();
    EXPECT_EQ(key(unknown, twenty()), "figures.funnel_columns");
}

TEST(funnel_sentence, each_place_has_its_own_in_both_languages) {
    std::set<std::string> seen;
    const figures::funnel_report all{.last = 12 * 2023 + 11};
    for (const auto l : {language::sv, language::en})
        for (const auto where :
             {among::usual, among::above, among::below, among::too_few, among::hidden, among::protects}) {
            const auto text = sentence(
                all,
                {.id = "Norr", .count = 45, .rate = 12.33, .expected = 58.2, .usual = {21.4, 112.9}, .where = where},
                base::translator{l});
            EXPECT_TRUE(text.starts_with("Norr: ")) << text;
            EXPECT_EQ(text.find("45") == std::string::npos, !is_shown(where)) << text;
            EXPECT_TRUE(seen.insert(text).second) << text;
        }
    EXPECT_TRUE(
        seen.contains("Norr: 45 in a year, 12.3 per 1,000 residents. Does not stand out from other areas: there "
                      "would be 58 if all were alike, and 22–112 are common."));
}

} // namespace
