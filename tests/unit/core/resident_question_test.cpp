#include "core/resident_question.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using core::resident_state;

core::moment at_noon(int year, unsigned month, unsigned day) {
    return core::moment{base::make_date(year, month, day)} + std::chrono::hours{11};
}

core::resident_question asked(std::int64_t number, core::moment when, std::string owner = "m1") {
    core::resident_question q;
    q.number = number;
    q.owner = std::move(owner);
    q.text = "Varför inte i juli?";
    q.asked_at = when;
    return q;
}

core::resident_question answered(std::int64_t number, core::moment when, core::moment then,
                                 resident_state how = resident_state::published) {
    auto q = asked(number, when);
    q.state = how;
    q.settled_at = then;
    return q;
}

std::string cut(std::string_view original, std::string_view kept) {
    const auto made = core::cut_text(original, kept);
    return made ? *made : made.error().text.key;
}

TEST(cutting, marks_what_is_taken_out) {
    EXPECT_EQ(cut("Ring Eva Ek, hon vet.", "Ring Eva Ek, hon vet."), "Ring Eva Ek, hon vet.");
    EXPECT_EQ(cut("Ring Eva Ek, hon vet.", "Ring , hon vet."), "Ring […], hon vet.");
    EXPECT_EQ(cut("Ring Eva Ek, hon vet.", "Ring […], hon vet."), "Ring […], hon vet.");
    EXPECT_EQ(cut("Eva Ek vet.", "vet."), "[…] vet.");
    EXPECT_EQ(cut("Det vet Eva Ek", "Det vet"), "Det vet […]");
    EXPECT_EQ(cut("ett två\ntre fyra", "ett\ntre"), "ett […]\ntre […]");
    EXPECT_EQ(cut("a  b", "a b"), "a  b") << "space is of no account";
}

TEST(cutting, changes_and_adds_nothing) {
    EXPECT_EQ(cut("Ni kom inte.", "Ni kom."), "Ni kom […].");
    EXPECT_EQ(cut("Ni kom inte.", "Ni kom alltid."), "core.resident.only_cut");
    EXPECT_EQ(cut("Ni kom inte.", "inte Ni"), "core.resident.only_cut");
    EXPECT_EQ(cut("Ni kom inte.", "ni kom inte."), "core.resident.only_cut");
    EXPECT_EQ(cut("åtgärd", "gärd"), "core.resident.only_cut") << "a part of a word is another word";
    EXPECT_EQ(cut("Ni kom.", ""), "core.resident.all_cut");
    EXPECT_EQ(cut("Ni kom.", " […] "), "core.resident.all_cut");
}

TEST(texts_of_residents, pass_the_screen_or_are_asked_about) {
    const auto said = [](std::string_view text, bool confirmed = false) {
        const auto fit = core::check_resident_text("text", text, confirmed);
        return fit ? std::string{"fits"} : fit.error().text.key;
    };
    EXPECT_EQ(said("Varför kom ingen i juli?\nVi väntade."), "fits");
    EXPECT_EQ(said(" \n "), "core.resident.empty");
    EXPECT_EQ(said("a\x1B[31m"), "core.resident.hidden");
    EXPECT_EQ(said("\xFF"), "core.resident.hidden");
    EXPECT_EQ(said(std::string(2'001, 'a')), "core.resident.too_long");
    EXPECT_EQ(said("Jag är 19811218-9876", true), "core.resident.personal_number") << "whatever is confirmed";
    for (const auto* text : {"Ring Eva Lindgren", "Ring 070-123 45 67", "Bilen ABC 12D", "eva@fjallby.example"}) {
        EXPECT_EQ(said(text), "core.resident.ask") << text;
        EXPECT_EQ(said(text, true), "fits") << text;
    }
}

TEST(what_is_told, is_what_was_so_on_the_day) {
    const std::vector all{answered(1, at_noon(2022, 5, 2), at_noon(2022, 5, 12)),
                          answered(2, at_noon(2022, 5, 3), at_noon(2022, 6, 1)),
                          answered(3, at_noon(2022, 5, 4), at_noon(2022, 5, 5), resident_state::answered),
                          answered(4, at_noon(2022, 5, 5), at_noon(2022, 5, 6), resident_state::refused),
                          asked(5, at_noon(2022, 6, 2)),
                          asked(6, at_noon(2022, 5, 1), "")};
    const auto now = core::told_of(all, "m1", std::nullopt);
    ASSERT_EQ(now.published.size(), 2U);
    EXPECT_EQ(now.published[0]->number, 2) << "the last answered first";
    EXPECT_EQ(now.waiting, 1);
    EXPECT_EQ(now.waiting_since, base::make_date(2022, 6, 2));
    const auto then = core::told_of(all, "m1", base::make_date(2022, 5, 20));
    ASSERT_EQ(then.published.size(), 1U);
    EXPECT_EQ(then.published[0]->number, 1);
    EXPECT_EQ(then.waiting, 1);
    EXPECT_EQ(then.waiting_since, base::make_date(2022, 5, 3));
    EXPECT_EQ(core::told_of(all, "", std::nullopt).waiting, 1);
    EXPECT_EQ(core::told_of(all, std::nullopt, std::nullopt).waiting, 2);
    EXPECT_EQ(core::told_of(all, "m1", base::make_date(2022, 4, 1)).waiting, 0);
    EXPECT_EQ(core::usual_wait(all, std::nullopt), 10) << "1, 10 and 29 days; who is refused has no answer";
    EXPECT_EQ(core::usual_wait(all, base::make_date(2022, 4, 1)), std::nullopt);
}

TEST(days, are_swedish_civil_days) {
    auto q = asked(1, core::moment{base::make_date(2022, 7, 1)} + std::chrono::hours{21}); // 23 in Stockholm
    EXPECT_EQ(core::civil_day(q.asked_at), base::make_date(2022, 7, 1));
    EXPECT_EQ(core::days_waited(q, q.asked_at + std::chrono::hours{2}), 1);
}

} // namespace
