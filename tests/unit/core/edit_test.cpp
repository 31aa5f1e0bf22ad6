#include "core/edit.hpp"
#include "core/questions_kept.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

namespace {

using reading::document;

document read(std::string_view text) { return reading::read_document(text, reading::all_municipalities()).document; }

// Two areas, three pledges and rows, and a question about the last of each.
document example() {
    document d;
    d.title = "Löfte";
    d.valid = {base::make_date(2024, 1, 1), base::make_date(2025, 12, 31), false, false};
    d.parties = {{.name = "Fjällby kommun"}, {.name = "Polisen i Fjällby", .kind = reading::party_kind::police}};
    d.focus_areas = {{"f1", "Torget", "", {{.id = "p1", .text = "Vi ska synas"}, {.id = "p2", .text = "Vi ska lysa"}}},
                     {"f2", "Skolan", "", {{.id = "p3", .text = "Vi ska verka för lugn"}}}};
    for (const auto* id : {"m1", "m2", "m3"})
        d.plan.push_back({.id = id, .what = "Kontroller", .when = "10 gånger i månaden", .responsible = {"Polisen"}});
    using code = reading::question_code;
    d.questions = {{code::period_conflict, "/valid", "Vilket?", {}, {}},
                   {code::not_measurable, "/focus_areas/1/pledges/0", "Går det?", {}, {}},
                   {code::ambiguous_cadence, "/plan/2/readings/0", "Hur ofta?", {}, {}},
                   {code::no_feedback, "/feedback", "Hur?", {}, {}}};
    return d;
}

std::string asked(const document& d) {
    std::string all;
    for (const auto& q : d.questions)
        all += q.at + " ";
    return all;
}

TEST(editing, of_a_part_takes_its_questions_and_moves_the_others) {
    EXPECT_EQ(asked(core::without(example(), "m1").value()),
              "/valid /focus_areas/1/pledges/0 /plan/1/readings/0 /feedback ");
    EXPECT_EQ(asked(core::without(example(), "m3").value()), "/valid /focus_areas/1/pledges/0 /feedback ");
    auto cover = core::cover_of(example());
    cover.title = "Nytt";
    EXPECT_EQ(asked(core::with_cover(example(), cover)), "/focus_areas/1/pledges/0 /plan/2/readings/0 /feedback ");
    EXPECT_EQ(asked(core::with_feedback(example(), {.text = "På hemsidan"})),
              "/valid /focus_areas/1/pledges/0 /plan/2/readings/0 ");
}

TEST(editing, leaves_a_question_the_same_wherever_it_moves) {
    const auto seen = example();
    auto now = core::without(seen, "m1").value();
    now.questions.erase(now.questions.begin());
    EXPECT_EQ(core::still_asked(seen, seen.questions[2], now), 1U);
    EXPECT_EQ(core::still_asked(seen, seen.questions[3], now), 2U);
    EXPECT_EQ(core::still_asked(seen, seen.questions[0], now), std::nullopt) << "answered";
    EXPECT_EQ(core::part_asked_about(seen, seen.questions[2]), "m3");
    EXPECT_EQ(core::part_asked_about(seen, seen.questions[0]), "cover");
    now.plan.erase(now.plan.begin());
    EXPECT_EQ(core::still_asked(seen, seen.questions[2], now), std::nullopt) << "another row has its number";
    now = seen;
    now.questions[2].message = "Hur många?";
    EXPECT_EQ(core::still_asked(seen, seen.questions[2], now), std::nullopt) << "it asks something else";
}

TEST(editing, moves_a_pledge_between_areas_with_its_id) {
    auto p = example().focus_areas[1].pledges[0];
    p.by = {"police"};
    p.readings = core::read_again(example(), p.text);
    const auto d = core::with_pledge(example(), "f1", p).value();
    EXPECT_EQ(d.focus_areas[0].pledges.size(), 3U);
    EXPECT_EQ(core::area_of(d, "p3"), "f1");
    EXPECT_TRUE(d.focus_areas[1].pledges.empty());
    // What its words raise is asked at the new place.
    EXPECT_NE(asked(d).find("/focus_areas/0/pledges/2"), std::string::npos) << asked(d);
}

TEST(editing, refuses_what_is_not_there_and_what_holds_more) {
    EXPECT_EQ(core::without(example(), "m9").error().text.key, "core.edit.no_such_part");
    EXPECT_EQ(core::without(example(), "f1").error().text.key, "core.edit.area_holds_pledges");
    EXPECT_EQ(core::with_row(example(), {.id = "m9"}).error().text.key, "core.edit.no_such_part");
    EXPECT_EQ(core::with_pledge(example(), "f9", {.id = "p1"}).error().text.key, "core.edit.no_such_part");
}

TEST(editing, gives_new_parts_ids_of_their_own) {
    auto d = core::without(example(), "m2").value();
    d = core::with_row(d, {.what = "Vandringar", .when = "en gång per år", .responsible = {"Kommunen"}}).value();
    EXPECT_EQ(d.plan.back().id, "m4");
    d = core::with_area(d, {.name = "Parken"}).value();
    EXPECT_EQ(d.focus_areas.back().id, "f3");
    EXPECT_TRUE(core::without(d, "f3").has_value());
}

TEST(editing, asks_what_the_readers_rules_ask) {
    reading::plan_row row{.what = "Synas", .when = "vid behov"};
    row.readings = core::read_again(example(), row.when);
    const auto d = core::with_row(example(), row).value();
    EXPECT_NE(asked(d).find("/plan/3 "), std::string::npos) << asked(d);             // cannot be counted
    EXPECT_NE(asked(d).find("/plan/3/responsible "), std::string::npos) << asked(d); // whose is it
    row.when = "minst 2 gånger i veckan";
    row.responsible = {"Polisen"};
    row.readings = core::read_again(example(), row.when);
    ASSERT_EQ(row.readings.size(), 1U);
    EXPECT_EQ(row.readings[0].count->low, 2);
    EXPECT_EQ(asked(core::with_row(example(), row).value()), asked(example()));
}

TEST(editing, from_a_day_on_puts_another_row_in_its_place) {
    auto row = example().plan[1];
    row.when = "5 gånger i månaden";
    row.readings = core::read_again(example(), row.when);
    const reading::ending why{reading::reason_code::resources, "Färre poliser", base::make_date(2024, 12, 1)};
    const auto d = core::with_row_from(example(), row, base::make_date(2025, 1, 1), why).value();
    ASSERT_EQ(d.plan.size(), 4U);
    EXPECT_EQ(d.plan[1].when, "10 gånger i månaden");
    EXPECT_EQ(d.plan[1].life.to, base::make_date(2024, 12, 31));
    EXPECT_EQ(d.plan[1].life.ended, why);
    EXPECT_EQ(d.plan[2].id, "m4");
    EXPECT_EQ(d.plan[2].when, "5 gånger i månaden");
    EXPECT_EQ(d.plan[2].life.replaces, "m2");
    EXPECT_EQ(asked(d), "/valid /focus_areas/1/pledges/0 /plan/3/readings/0 /feedback ");
    EXPECT_FALSE(core::with_row_from(example(), row, base::make_date(2024, 1, 1), why).has_value());
}

TEST(editing, moves_the_day_from_which_another_row_holds) {
    const auto day = [](int month) { return base::make_date(2024, month, 1); };
    const reading::ending why{reading::reason_code::resources, "", day(2)};
    const auto changed = core::with_row_from(example(), example().plan[1], day(5), why).value();
    const auto moved = core::with_first_day(changed, "m4", day(7)).value();
    EXPECT_EQ(moved.plan[1].life.to, base::make_date(2024, 6, 30));
    EXPECT_EQ(moved.plan[2].life.from, day(7));
    EXPECT_FALSE(core::with_first_day(changed, "m4", day(1)).has_value()) << "the old one would never have held";
    EXPECT_FALSE(core::with_first_day(changed, "m4", {}).has_value());
    EXPECT_FALSE(core::with_first_day(changed, "m4", base::make_date(2026, 1, 1)).has_value());
    EXPECT_FALSE(core::with_first_day(changed, "m9", day(7)).has_value());
    const auto alone = core::with_first_day(example(), "p3", day(7)).value();
    EXPECT_EQ(alone.focus_areas[1].pledges[0].life.from, day(7));
    EXPECT_EQ(core::with_first_day(alone, "p3", day(1)).value(), example()) << "from the first day of all";
    const auto taken_back = core::without(changed, "m4").value();
    EXPECT_EQ(taken_back.plan, example().plan) << "the old one holds on";
}

TEST(editing, ends_what_nothing_comes_instead_of) {
    const reading::ending why{reading::reason_code::priority, "", base::make_date(2024, 6, 1)};
    const auto d = core::with_end(example(), "p1", base::make_date(2024, 6, 30), why).value();
    EXPECT_EQ(d.focus_areas[0].pledges[0].life.to, base::make_date(2024, 6, 30));
    EXPECT_FALSE(core::with_end(example(), "p1", base::make_date(2026, 1, 1), why).has_value());
    EXPECT_FALSE(core::with_end(example(), "p9", base::make_date(2024, 6, 30), why).has_value());
}

TEST(editing, of_one_part_leaves_the_others_as_they_were) {
    const auto before = example();
    auto row = before.plan[1];
    row.when = "5 gånger per år";
    const auto after = core::with_row(before, row).value();
    for (const auto* part :
         {"cover", "parties", "grounds", "follow_up", "feedback", "f1", "f2", "p1", "p2", "p3", "m1", "m3"})
        EXPECT_TRUE(core::is_same_part(before, after, part)) << part;
    EXPECT_FALSE(core::is_same_part(before, after, "m2"));
    EXPECT_FALSE(core::is_same_part(before, core::without(before, "m2").value(), "m2"));
}

TEST(editing, of_a_document_that_was_read_keeps_every_question_at_its_place) {
    const auto d =
        read("Medborgarlöfte\n\nFjällby kommun och Polisen\n2024–2025\n\nPrioriterade områden\n\n"
             "Torget\n\nVi ska verka för ett lugnare torg.\n\nSkolan\n\nVi ska besöka skolan regelbundet.\n");
    ASSERT_FALSE(d.questions.empty());
    auto same = d;
    core::questions_kept{d}.put_back(same, "");
    EXPECT_EQ(same, d);
}

} // namespace
