#include "figures/series_figures.hpp"
#include "figures/series_out.hpp"
#include "figures/series_words.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace {

using base::language;
using figures::lately;
using figures::pace;
using figures::since_then;

const base::translator& in(language l) {
    static const base::translator sv{language::sv}, en{language::en};
    return l == language::sv ? sv : en;
}

figures::series_plan plan_of(const std::string& more = {}) {
    const auto plan = figures::parse_series_plan(
        R"({"per": "month", "period": "månad", "count": "antal", "series": "typ", "population": "invånare")" + more +
        "}");
    EXPECT_TRUE(plan) << (plan ? "" : plan.error().field);
    return plan.value_or(figures::series_plan{});
}

std::string month(int n) { return base::to_iso(figures::first_day(12 * 2018 + n, pace::month)).substr(0, 7); }

// `counts` from January 2018 on, among 2,000 residents.
base::table table_of(const std::vector<int>& counts, const std::string& type = "skadegörelse") {
    base::table out{.headings = {"månad", "typ", "antal", "invånare"}, .rows = {}};
    for (std::size_t i = 0; i < counts.size(); ++i)
        out.rows.push_back(
            {static_cast<std::int64_t>(i) + 2, {month(static_cast<int>(i)), type, std::to_string(counts[i]), "2000"}});
    return out;
}

// A level with a little up and down; from `turn` on another.
std::vector<int> months(int n, int level, int turn = 1000, int then = 0) {
    std::vector<int> out;
    for (int i = 0; i < n; ++i)
        out.push_back((i < turn ? level : then) + (i * 7) % 5 - 2);
    return out;
}

figures::series_figure only(const std::vector<int>& counts, const std::string& began = {}) {
    const auto out = figures::series_figures(plan_of(), table_of(counts), {.items = {}, .began = began});
    EXPECT_TRUE(out) << (out ? "" : out.error().text.key);
    return out ? out->figures.at(0) : figures::series_figure{};
}

// Garwood: qgamma(.025, 120) and qgamma(.975, 121) in R.
TEST(series_figures, a_year_is_told_for_so_many_residents_with_exact_limits) {
    const auto f = only(std::vector<int>(14, 10));
    EXPECT_DOUBLE_EQ(f.latest, 10);
    EXPECT_DOUBLE_EQ(f.year, 120);
    EXPECT_DOUBLE_EQ(f.rate, 60);
    EXPECT_NEAR(f.rate_limits.low, 99.4919256259 / 2, 1e-8);
    EXPECT_NEAR(f.rate_limits.high, 143.4905853694 / 2, 1e-8);
}

TEST(series_figures, a_month_far_above_its_past_is_higher_and_a_usual_one_is_not) {
    auto counts = months(72, 10);
    EXPECT_EQ(only(counts).now, lately::as_expected);
    counts.back() = 40;
    const auto f = only(counts);
    EXPECT_EQ(f.now, lately::higher);
    EXPECT_EQ(f.years, 5);
    EXPECT_NEAR(f.expected, 10, 2);
    EXPECT_LT(f.unusual_above, 40);
}

TEST(series_figures, among_many_series_a_single_high_month_may_be_chance) {
    base::table t = table_of(months(72, 10), "s0");
    for (int s = 1; s < 60; ++s) {
        auto counts = months(72, 10);
        if (s == 1) counts.back() = 19;
        const auto more = table_of(counts, "s" + std::to_string(s));
        t.rows.insert(t.rows.end(), more.rows.begin(), more.rows.end());
    }
    const auto out = figures::series_figures(plan_of(), t, {});
    ASSERT_TRUE(out);
    EXPECT_LT(out->figures[1].p, 0.01);
    EXPECT_EQ(out->figures[1].now, lately::higher_alone);
    const auto alone = figures::series_figures(plan_of(), t, {.items = {"s1"}, .began = {}});
    EXPECT_EQ(alone->figures[0].now, lately::higher);
}

TEST(series_figures, too_few_months_and_too_few_events_are_said_to_be) {
    EXPECT_EQ(only(months(37, 10)).now, lately::too_short);
    EXPECT_EQ(only(months(38, 10)).now, lately::as_expected);
    EXPECT_EQ(only(std::vector<int>(72, 0)).now, lately::too_rare);
    EXPECT_TRUE(std::isnan(only(std::vector<int>(72, 0)).expected));
}

TEST(series_figures, a_turn_is_found_and_none_is_not) {
    const auto fell = only(months(72, 30, 48, 18), "2022-01");
    EXPECT_EQ(fell.turn, since_then::fewer);
    EXPECT_NEAR(fell.ratio, 0.6, 0.1);
    EXPECT_EQ(fell.before, 48U);
    EXPECT_EQ(fell.after, 24U);
    EXPECT_EQ(only(months(72, 30, 48, 45), "2022-01").turn, since_then::more);
    EXPECT_EQ(only(months(72, 30), "2022-01").turn, since_then::not_certain);
}

TEST(series_figures, before_and_after_need_two_years_one_year_and_five_a_month) {
    EXPECT_EQ(only(months(72, 30), "2019-12").turn, since_then::too_short);
    EXPECT_EQ(only(months(72, 30), "2020-01").turn, since_then::not_certain);
    EXPECT_EQ(only(months(72, 30), "2023-02").turn, since_then::too_short);
    EXPECT_EQ(only(months(72, 4), "2022-01").turn, since_then::too_rare);
    EXPECT_EQ(only(months(72, 30), "2017-01").turn, since_then::outside);
    EXPECT_EQ(only(months(72, 30), "2024-01").turn, since_then::outside);
    EXPECT_EQ(only(months(72, 30)).turn, since_then::unasked);
}

TEST(series_figures, counts_of_one_to_four_are_not_shown_where_they_are_to_be_hidden) {
    const auto plan = plan_of(R"(, "hide_small": true)");
    auto counts = std::vector<int>(14, 0);
    counts.back() = 3;
    const auto out = figures::series_figures(plan, table_of(counts), {});
    ASSERT_TRUE(out);
    EXPECT_TRUE(std::isnan(out->figures[0].latest));
    EXPECT_TRUE(std::isnan(out->figures[0].year));
    EXPECT_NE(level_sentence(*out, out->figures[0], in(language::sv)).find("färre än fem i februari 2019"),
              std::string::npos);
}

TEST(read_series, says_what_is_wrong_and_where) {
    const auto key = [](const auto& change) {
        auto t = table_of(months(14, 10));
        change(t);
        const auto out = figures::series_figures(plan_of(), t, {});
        return out ? std::string{} : out.error().text.key;
    };
    EXPECT_EQ(key([](auto& t) { t.rows.erase(t.rows.begin() + 4); }), "figures.month_missing");
    EXPECT_EQ(key([](auto& t) { t.rows.push_back(t.rows[3]); }), "figures.period_twice");
    EXPECT_EQ(key([](auto& t) { t.rows[3].cells[0] = "mars"; }), "figures.cell_no_month");
    EXPECT_EQ(key([](auto& t) { t.rows[3].cells[2] = "1,5"; }), "figures.cell_no_count");
    EXPECT_EQ(key([](auto& t) { t.rows[3].cells[3] = "0"; }), "figures.cell_no_population");
    EXPECT_EQ(key([](auto& t) { t.headings[2] = "Antal"; }), "figures.no_column");
    EXPECT_EQ(key([](auto& t) { t.rows.clear(); }), "figures.no_rows");
}

TEST(period_number, knows_how_months_and_weeks_are_written) {
    const auto october = 12 * 2023 + 9;
    for (const char* text : {"2023-10", "2023-10-01", "2023M10", " 2023-10-31 ", "202310"})
        EXPECT_EQ(figures::period_number(text, pace::month), october) << text;
    for (const char* text : {"2023-13", "okt", "2023", "2023-W10", ""})
        EXPECT_FALSE(figures::period_number(text, pace::month)) << text;
    const auto week = figures::period_number("2023-W41", pace::week);
    for (const char* text : {"2023w41", "2023v41", "2023 v. 41", "2023-10-09", "2023-10-15"})
        EXPECT_EQ(figures::period_number(text, pace::week), week) << text;
    EXPECT_FALSE(figures::period_number("2023-W53", pace::week));
    EXPECT_EQ(*figures::period_number("2024-W01", pace::week), *figures::period_number("2023-W52", pace::week) + 1);
    EXPECT_EQ(figures::period_words(*week, pace::week, in(language::sv)), "vecka 41 2023");
    EXPECT_EQ(figures::period_words(october, pace::month, in(language::en)), "October 2023");
}

// In the Swedish sentences here the space before % is U+00A0: it must not break.
figures::series_report told(lately now, since_then turn = since_then::unasked) {
    figures::series_report all{.last = 12 * 2023 + 11};
    if (turn != since_then::unasked) all.began = 12 * 2022 + 3;
    all.figures.resize(3);
    all.figures[0] = {.id = "skadegörelse",
                      .periods = 30,
                      .latest = 23,
                      .year = 98,
                      .now = now,
                      .years = 5,
                      .expected = 7.73,
                      .unusual_above = 16,
                      .turn = turn,
                      .before = 20,
                      .after = 10,
                      .ratio = 0.7,
                      .ratio_limits = {0.57, 1.12}};
    return all;
}

TEST(series_sentence, tells_what_is_higher_than_expected) {
    const auto all = told(lately::higher);
    EXPECT_EQ(
        latest_sentence(all, all.figures[0], in(language::sv)),
        "Det är fler än väntat: omkring 7,7 hade varit som vanligt för årstiden, och redan fler än 16 är ovanligt.");
    EXPECT_EQ(latest_sentence(all, all.figures[0], in(language::en)),
              "That is more than expected: about 7.7 would have been usual for the season, and more than 16 is unusual "
              "already.");
}

TEST(series_sentence, tells_before_and_after_with_how_sure_it_is) {
    const auto all = told(lately::higher, since_then::not_certain);
    EXPECT_EQ(turn_sentence(all, all.figures[0], in(language::sv)),
              "Om det blev fler eller färre efter april 2022 går inte att säga: allt från 43 % färre till 12 % fler än "
              "om det "
              "hade fortsatt som före dess går ihop med siffrorna.");
    const auto fell = told(lately::higher, since_then::fewer);
    EXPECT_TRUE(
        turn_sentence(fell, fell.figures[0], in(language::en))
            .starts_with(
                "Since April 2022 there are about 30% fewer than if it had gone on as before (uncertain: 43% fewer"));
}

TEST(series_sentence, each_that_cannot_be_said_says_why) {
    std::set<std::string> seen;
    for (const auto l : {language::sv, language::en}) {
        for (const auto now :
             {lately::higher_alone, lately::as_expected, lately::too_short, lately::too_rare, lately::not_fitted}) {
            const auto all = told(now);
            EXPECT_TRUE(seen.insert(latest_sentence(all, all.figures[0], in(l))).second);
        }
        for (const auto turn :
             {since_then::outside, since_then::too_short, since_then::too_rare, since_then::not_fitted}) {
            const auto all = told(lately::higher, turn);
            const auto text = turn_sentence(all, all.figures[0], in(l));
            EXPECT_TRUE(seen.insert(text).second) << text;
            EXPECT_NE(text.find("pril 2022"), std::string::npos) << text;
        }
    }
    EXPECT_EQ(seen.size(), 18U);
}

TEST(series_sentence, ratios_of_counts_are_in_words) {
    const auto& sv = in(language::sv);
    EXPECT_EQ(figures::ratio_words(0.75, sv), "25 % färre");
    EXPECT_EQ(figures::ratio_words(1.12, sv), "12 % fler");
    EXPECT_EQ(figures::ratio_words(1.001, sv), "lika många");
    EXPECT_EQ(figures::ratio_words(2.5, sv), "2,5 gånger så många");
}

} // namespace
