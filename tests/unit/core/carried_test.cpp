#include "core/carried.hpp"
#include "core/plan.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

namespace {

using reading::document;

// A pledge of the police, and a row of the plan.
document a_document(std::string_view pledge, std::string_view what, std::string_view when) {
    document d;
    d.valid = {base::make_date(2024, 1, 1), base::make_date(2024, 12, 31)};
    d.parties = {{.name = "Fjällby kommun"}, {.name = "Polisen", .kind = reading::party_kind::police}};
    d.focus_areas = {{"f1", "Trafik", "", {{.id = "p1", .text = std::string{pledge}, .by = {"police"}}}}};
    d.plan.push_back({.id = "m1",
                      .focus_area = "f1",
                      .what = std::string{what},
                      .when = std::string{when},
                      .responsible = {"Polisen"}});
    d.focus_areas[0].pledges[0].readings = reading::read_owner(pledge, {}).readings;
    d.plan[0].readings = reading::read_owner(when, {}).readings;
    return d;
}

constexpr auto twice = "Polisen lovar att göra minst 4 trafikkontroller i månaden";

bool is_carried(const document& d) { return !core::carried_pledges(d).empty(); }

TEST(carried_pledge, is_said_by_a_row_with_the_same_count_and_words) {
    EXPECT_TRUE(is_carried(a_document(twice, "Trafikkontroller", "4 i månaden")));
    EXPECT_FALSE(is_carried(a_document(twice, "Trafikkontroller vid skolor", "4 i månaden")))
        << "more than was promised";
    EXPECT_FALSE(is_carried(a_document(twice, "Trafikkontroller", "minst 5 i månaden")));
    EXPECT_FALSE(is_carried(a_document(twice, "Trafikkontroller", "minst 4 per kvartal")));
    EXPECT_FALSE(is_carried(a_document(twice, "Fotpatruller", "minst 4 i månaden"))) << "something else, as often";
    EXPECT_FALSE(is_carried(a_document("Polisen ska synas vid behov", "Synas", "vid behov"))) << "nothing is counted";
}

TEST(carried_pledge, is_of_the_same_area_parties_and_days) {
    auto d = a_document(twice, "Trafikkontroller", "4 i månaden");
    d.plan[0].responsible = {"Kommunen"};
    EXPECT_FALSE(is_carried(d));
    d = a_document(twice, "Trafikkontroller", "4 i månaden");
    d.plan[0].focus_area = "f2";
    EXPECT_FALSE(is_carried(d));
    d.plan[0].focus_area.reset();
    EXPECT_TRUE(is_carried(d)) << "the plan does not say";
    d.plan[0].life.to = base::make_date(2024, 6, 30);
    EXPECT_FALSE(is_carried(d)) << "the pledge holds on without it";
    d = a_document(twice, "Trafikkontroller", "4 i månaden");
    d.plan.push_back(d.plan[0]);
    d.plan.back().id = "m2";
    EXPECT_FALSE(is_carried(d)) << "which of them?";
}

TEST(carried_pledge, is_judged_by_the_log_of_both) {
    const auto d = a_document(twice, "Trafikkontroller", "4 i månaden");
    std::vector<core::log_entry> log(2);
    for (std::size_t i = 0; i < log.size(); ++i) {
        log[i].row = static_cast<std::int64_t>(i + 1);
        log[i].owner = i == 0 ? "m1" : "p1";
        log[i].done_on = base::make_date(2024, 1, static_cast<unsigned>(10 + i));
        log[i].amount.low = log[i].amount.high = 2;
    }
    const auto state = core::judge(d, log, {}, {}, base::make_date(2024, 2, 20));
    for (const auto* id : {"m1", "p1"}) {
        const auto* o = state.find(id);
        ASSERT_TRUE(o);
        EXPECT_EQ(o->entries, 2) << id;
        EXPECT_EQ(o->readings.at(0).windows.at(0).state, core::window_state::met) << id;
    }
    EXPECT_EQ(state.find("p1")->carried_by, "m1");
    EXPECT_EQ(state.find("m1")->carried_by, "");
}

} // namespace
