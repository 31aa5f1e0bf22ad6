#include "core/lifetime.hpp"

#include "base/translate.hpp"
#include "core/document_rules.hpp"
#include "core/log_rules.hpp"

#include <gtest/gtest.h>

namespace {

using base::make_date;

const auto today = make_date(2025, 6, 15);

reading::plan_row row(std::string id, std::optional<base::date> from, std::optional<base::date> to,
                      std::optional<std::string> replaces = {}) {
    reading::plan_row r;
    r.id = std::move(id);
    r.what = "Fotpatrull";
    reading::reading monthly;
    monthly.count = reading::amount{4, 4};
    monthly.stated = true;
    monthly.every = reading::duration{1, 'M'};
    r.readings = {monthly};
    r.life.from = from;
    r.life.to = to;
    r.life.replaces = std::move(replaces);
    return r;
}

// m1 → m2 → m3, then nothing; m4 beside them came late; m5 ended and nothing came instead.
reading::document a_document() {
    reading::document d;
    d.title = "Löfte";
    d.valid = {make_date(2024, 1, 1), make_date(2026, 12, 31)};
    d.plan = {row("m1", {}, make_date(2024, 6, 30)), row("m2", make_date(2024, 7, 1), make_date(2024, 12, 31), "m1"),
              row("m3", make_date(2025, 1, 1), {}, "m2"), row("m4", make_date(2025, 3, 1), {}),
              row("m5", {}, make_date(2024, 9, 30))};
    return d;
}

std::string refusal(std::string owner, base::date on) {
    core::new_entry e;
    e.owner = std::move(owner);
    e.amount = "2";
    e.on = on;
    const auto kept = core::check_entry(a_document(), e, today);
    return kept ? "kept" : base::translator{base::language::sv}(kept.error().text);
}

core::log_entry entry(std::int64_t number, std::string owner, base::date on, double n = 1) {
    core::log_entry e;
    e.row = number;
    e.id = "e" + std::to_string(number);
    e.owner = std::move(owner);
    e.done_on = on;
    e.said = "1";
    e.amount = {n, n};
    return e;
}

TEST(an_entry, on_the_days_that_its_row_holds_is_kept) {
    EXPECT_EQ(refusal("m1", make_date(2024, 1, 1)), "kept");
    EXPECT_EQ(refusal("m1", make_date(2024, 6, 30)), "kept");
    EXPECT_EQ(refusal("m2", make_date(2024, 7, 1)), "kept");
    EXPECT_EQ(refusal("m3", today), "kept");
}

TEST(an_entry, on_another_day_is_told_which_row_holds_then) {
    EXPECT_EQ(
        refusal("m1", make_date(2024, 7, 1)),
        "”Fotpatrull” (m1) gällde till och med 30 juni 2024. Den 1 juli 2024 gäller i stället ”Fotpatrull” (m2, från 1 "
        "juli 2024 till 31 december 2024): logga där.");
    EXPECT_EQ(
        refusal("m1", make_date(2025, 2, 3)),
        "”Fotpatrull” (m1) gällde till och med 30 juni 2024. Den 3 februari 2025 gäller i stället ”Fotpatrull” (m3, "
        "från 1 januari 2025): logga där.");
    EXPECT_EQ(
        refusal("m3", make_date(2024, 3, 3)),
        "”Fotpatrull” (m3) gäller från 1 januari 2025. Den 3 mars 2024 gällde ”Fotpatrull” (m1, till 30 juni 2024): "
        "logga där.");
}

TEST(an_entry, that_no_row_came_instead_for_is_told_so) {
    EXPECT_EQ(refusal("m4", make_date(2025, 2, 28)), "”Fotpatrull” (m4) gäller från 1 mars 2025. Välj ett datum då "
                                                     "eller senare, eller en annan åtgärd än den för 28 februari "
                                                     "2025.");
    EXPECT_EQ(refusal("m5", make_date(2024, 10, 1)), "”Fotpatrull” (m5) gällde till och med 30 september 2024, och "
                                                     "inget kom i stället som gällde 1 oktober 2024. Välj ett "
                                                     "annat datum, eller en annan åtgärd.");
}

TEST(an_entry, outside_the_validity_is_told_of_that_first) {
    EXPECT_EQ(refusal("m3", make_date(2023, 12, 31)),
              "31 december 2023 ligger före löftet, som gäller från 1 januari 2024.");
}

TEST(an_entry, that_stands_on_a_day_when_its_row_did_not_hold_is_shown_and_not_counted) {
    const auto d = a_document();
    const std::vector<core::log_entry> log{entry(1, "m1", make_date(2024, 5, 2), 4),
                                           entry(2, "m1", make_date(2024, 8, 1), 9)};

    const auto state = core::judge(d, log, {}, {}, make_date(2024, 9, 1));

    const auto* m1 = state.find("m1");
    ASSERT_NE(m1, nullptr);
    EXPECT_EQ(m1->entries, 2);
    EXPECT_EQ(m1->outside, std::vector<std::int64_t>{2});
    EXPECT_EQ(m1->readings.at(0).windows.back().to, make_date(2024, 6, 30));
}

TEST(a_correction, moves_an_entry_to_the_row_that_holds_its_day) {
    const std::vector<core::log_entry> log{entry(1, "m1", make_date(2024, 8, 1))};
    core::new_entry there;
    there.owner = "m2";
    const auto moved = core::check_correction(a_document(), log, "e1", there, today);
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->owner, "m2");
    EXPECT_EQ(moved->done_on, make_date(2024, 8, 1));
}

TEST(with_replaced, goes_back_by_every_step) {
    using ids = std::vector<std::string>;
    auto d = a_document();
    EXPECT_EQ(core::with_replaced(d, "m3"), (ids{"m3", "m2", "m1"}));
    EXPECT_EQ(core::with_replaced(d, "m4"), (ids{"m4"}));
    EXPECT_EQ(core::with_replaced(d, "follow_up"), (ids{"follow_up"}));
    d.plan[0].life.replaces = "m3";
    EXPECT_EQ(core::with_replaced(d, "m2"), (ids{"m2", "m1", "m3"})) << "a ring has an end";
}

TEST(an_own_span, is_none_where_it_is_the_validity) {
    const auto valid = core::validity_of(a_document());
    reading::lifetime life{make_date(2024, 1, 1), make_date(2026, 12, 31), {}, {}};
    const auto same = core::span_of(valid, &life);
    EXPECT_FALSE(same.begins_inside);
    EXPECT_FALSE(same.ends_inside);
    EXPECT_FALSE(core::own_span(same, today));
}

TEST(check_document, refuses_a_row_that_holds_on_no_day_of_the_validity) {
    auto d = a_document();
    d.parties = {{.name = "Solviks kommun", .code = {}, .contact = {}}};
    EXPECT_TRUE(core::check_document(d));
    d.plan[3].life.from = make_date(2027, 1, 1);
    const auto refused = core::check_document(d);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().text.key, "core.document.row_outside");
}

TEST(check_document, refuses_a_personal_number_in_why_a_row_ended) {
    auto d = a_document();
    d.plan[0].life.ended = reading::ending{reading::reason_code::other, "Se 640823-3234.", {}};
    const auto refused = core::check_document(d);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().text.key, "core.document.personal_number");
}

} // namespace
