#include "core/difference.hpp"

#include "base/translate.hpp"

#include <gtest/gtest.h>

#include <ctime>

namespace {

using base::make_date;
using core::change;
using core::part_kind;

reading::plan_row row(std::string id, std::string what, std::string when) {
    reading::plan_row r;
    r.id = std::move(id);
    r.what = std::move(what);
    r.when = when;
    r.focus_area = "f1";
    r.responsible = {"Polisen"};
    reading::reading monthly;
    monthly.text = std::move(when);
    monthly.count = reading::amount{10, 10};
    monthly.every = reading::duration{1, 'M'};
    r.readings = {monthly};
    return r;
}

reading::document a_document() {
    reading::document d;
    d.title = "Löfte 2024–2026";
    d.valid = {make_date(2024, 1, 1), make_date(2026, 12, 31)};
    d.parties = {{"Solviks kommun", reading::party_kind::municipality, "9999"},
                 {"Polisen", reading::party_kind::police}};
    d.aims = {"Färre ska köra för fort", "Fler ska känna sig trygga"};
    d.focus_areas = {{"f1", "Trafik", "Många kör för fort.", {{"p1", "Vi ska göra vägarna säkrare.", {"police"}}}},
                     {"f2", "Torget", "", {{"p2", "Vi ska lysa upp torget.", {"municipality"}}}}};
    d.plan = {row("m1", "Fartkontroller", "minst 10 i månaden"), row("m2", "Vandringar", "två gånger om året"),
              row("m3", "Möten", "varje kvartal")};
    d.feedback.text = "Invånarna får veta en gång om året.";
    return d;
}

std::string line(const core::told_line& l) {
    if (const auto* text = std::get_if<std::string>(&l)) return *text;
    return base::translator{base::language::sv}(std::get<base::message>(l));
}

std::string joined(const std::vector<core::told_line>& lines) {
    std::string out;
    for (const auto& l : lines)
        out += (out.empty() ? "" : " | ") + line(l);
    return out;
}

// "ended m1 -> m4: what a => b; …", a line a part.
std::string shown(const reading::document& older, const reading::document& newer) {
    constexpr std::array changes{"added", "changed", "replaced", "ended", "removed"};
    constexpr std::array kinds{"cover",     "parties",  "grounds",     "area",     "pledge",    "row",
                               "follow_up", "feedback", "signatories", "outcomes", "questions", "order"};
    std::string out;
    for (const auto& p : core::difference_between(older, newer).parts) {
        out += std::string{changes[static_cast<std::size_t>(p.change)]} + " " +
               (p.id.empty() ? std::string{kinds[static_cast<std::size_t>(p.kind)]} : p.id);
        if (!p.other.empty()) out += " ~ " + p.other;
        for (const auto& f : p.fields)
            out += "; " + f.field + ": " + joined(f.was) + " => " + joined(f.is);
        out += "\n";
    }
    return out;
}

TEST(difference, of_a_document_and_itself_is_none) {
    EXPECT_TRUE(core::difference_between(a_document(), a_document()).empty());
}

TEST(difference, tells_each_field_that_changed) {
    auto d = a_document();
    d.title = "Löfte 2024–2027";
    d.valid.to = make_date(2027, 12, 31);
    d.plan[0].responsible = {"Polisen", "Kommunen"};
    d.plan[1].what = "Vandringar på torget";
    EXPECT_EQ(
        shown(a_document(), d),
        "changed cover; title: Löfte 2024–2026 => Löfte 2024–2027; valid: till och med 31 december 2026 => till och "
        "med 31 december 2027\n"
        "changed m1; responsible:  => Kommunen\n"
        "changed m2; what: Vandringar => Vandringar på torget\n");
}

TEST(difference, tells_texts_word_by_word) {
    auto d = a_document();
    d.focus_areas[0].pledges[0].text = "Vi ska göra vägarna genom byn säkrare.";
    const auto all = core::difference_between(a_document(), d);
    ASSERT_EQ(all.parts.size(), 1U);
    const auto& words = all.parts[0].fields.at(0).words;
    ASSERT_EQ(words.size(), 3U);
    EXPECT_EQ(words[1], (core::word_run{core::word_run::where::newer, "genom byn"}));
}

TEST(difference, tells_what_is_new_and_what_is_gone_where_it_stands) {
    auto d = a_document();
    d.plan.erase(d.plan.begin() + 1);
    d.plan.insert(d.plan.begin(), row("m4", "Fotpatrull", "varje fredag"));
    const auto all = shown(a_document(), d);
    const auto added = all.find("added m4"), removed = all.find("removed m2");
    ASSERT_NE(added, std::string::npos);
    ASSERT_NE(removed, std::string::npos);
    EXPECT_LT(added, removed);
    EXPECT_NE(all.find("what:  => Fotpatrull"), std::string::npos) << all;
    EXPECT_NE(all.find("what: Vandringar => "), std::string::npos) << all;
}

TEST(difference, tells_a_row_that_another_replaced_once_with_what_changed) {
    auto d = a_document();
    d.plan[0].life.to = make_date(2024, 12, 31);
    d.plan[0].life.ended = reading::ending{reading::reason_code::superseded, "Färre räcker.", make_date(2024, 11, 1)};
    auto fewer = row("m4", "Fartkontroller", "minst 8 i månaden");
    fewer.life.from = make_date(2025, 1, 1);
    fewer.life.replaces = "m1";
    d.plan.push_back(fewer);
    fewer.readings[0].count = reading::amount{8, 8};
    d.plan.back() = fewer;
    EXPECT_EQ(
        shown(a_document(), d),
        "replaced m4 ~ m1; when: minst 10 i månaden => minst 8 i månaden; readings: ”minst 10 i månaden”: Minst 10 "
        "gånger varje månad => ”minst 8 i månaden”: Minst 8 gånger varje månad\n");
    const auto all = core::difference_between(a_document(), d);
    EXPECT_EQ(all.parts[0].life.from, make_date(2025, 1, 1));
    ASSERT_TRUE(all.parts[0].ended);
    EXPECT_EQ(all.parts[0].ended->text, "Färre räcker.");
}

TEST(difference, tells_a_row_that_ended_with_why) {
    auto d = a_document();
    d.plan[2].life.to = make_date(2025, 6, 30);
    d.plan[2].life.ended = reading::ending{reading::reason_code::resources, "Tjänsten drogs in.", {}};
    EXPECT_EQ(shown(a_document(), d), "ended m3\n");
    const auto all = core::difference_between(a_document(), d);
    EXPECT_EQ(all.parts[0].ended->reason, reading::reason_code::resources);
    EXPECT_EQ(all.count(change::ended), 1U);
}

TEST(difference, tells_a_replaced_row_by_itself_where_more_of_it_changed) {
    auto d = a_document();
    d.plan[0].life.to = make_date(2024, 12, 31);
    d.plan[0].what = "Fart- och nykterhetskontroller";
    auto next = row("m4", "Fartkontroller", "minst 8 i månaden");
    next.life.from = make_date(2025, 1, 1);
    next.life.replaces = "m1";
    d.plan.push_back(next);
    const auto all = shown(a_document(), d);
    EXPECT_TRUE(all.starts_with("ended m1 ~ m4; what: Fartkontroller => Fart- och nykterhetskontroller\nreplaced m4"))
        << all;
}

TEST(difference, tells_dates_that_were_changed_again) {
    auto was = a_document(), is = a_document();
    was.plan[0].life.to = make_date(2024, 12, 31);
    is.plan[0].life.to = make_date(2025, 3, 31);
    EXPECT_EQ(shown(was, is), "changed m1; to: 31 december 2024 => 31 mars 2025\n");
    EXPECT_EQ(shown(was, a_document()), "changed m1; to: 31 december 2024 => \n");
}

TEST(difference, tells_a_count_that_the_words_do_not_tell) {
    auto d = a_document();
    d.plan[0].readings[0].count = reading::amount{8, 8};
    EXPECT_EQ(shown(a_document(), d),
              "changed m1; readings: ”minst 10 i månaden”: Minst 10 gånger varje månad => ”minst 10 "
              "i månaden”: Minst 8 gånger varje månad\n");
}

TEST(difference, tells_by_its_notation_what_no_sentence_tells) {
    auto d = a_document();
    d.plan[0].readings[0].reason = "svårt att räkna";
    EXPECT_EQ(shown(a_document(), d), "changed m1; notation: at_least 10 occasions P1M each shall yes => at_least 10 "
                                      "occasions P1M each shall yes \"svårt att räkna\"\n");
    d.plan[0].readings[0].text = "minst 10 varje månad";
    EXPECT_NE(shown(a_document(), d).find("; notation: "), std::string::npos);
}

TEST(difference, is_blind_to_where_in_the_source_a_reading_stood) {
    auto d = a_document();
    d.plan[0].readings[0].span = {7, 19};
    EXPECT_TRUE(core::difference_between(a_document(), d).empty());
}

TEST(difference, tells_a_pledge_that_moved_to_another_area) {
    auto d = a_document();
    d.focus_areas[1].pledges.push_back(d.focus_areas[0].pledges[0]);
    d.focus_areas[0].pledges.clear();
    const auto all = shown(a_document(), d);
    EXPECT_NE(all.find("changed p1; area: Trafik => Torget\n"), std::string::npos) << all;
}

TEST(difference, tells_a_new_order) {
    auto d = a_document();
    std::swap(d.plan[0], d.plan[2]);
    std::swap(d.aims[0], d.aims[1]);
    EXPECT_EQ(
        shown(a_document(), d),
        "changed grounds; aims: Färre ska köra för fort | Fler ska känna sig trygga => Fler ska känna sig trygga | "
        "Färre ska köra för fort\n"
        "changed order; rows: m1 | m2 | m3 => m3 | m2 | m1\n");
}

TEST(difference, tells_of_parties_contacts_channels_and_questions) {
    auto d = a_document();
    d.parties[1].contact = reading::contact{"Kommunpolis", "polis@example.se", ""};
    d.parties.push_back({"Bostadsbolaget", reading::party_kind::company, std::nullopt, reading::party_role::partner});
    d.feedback.channels = {reading::channel::press};
    d.questions.push_back({reading::question_code::no_follow_up, "/follow_up", "Hur följs löftet upp?", {}, {}});
    EXPECT_EQ(
        shown(a_document(), d),
        "changed parties; parties:  => Bostadsbolaget: företag, samverkanspart; contacts:  => Polisen, Kommunpolis, "
        "polis@example.se\n"
        "changed feedback; channels:  => pressen\n"
        "changed questions; questions:  => Hur följs löftet upp?\n");
}

TEST(difference, of_many_rows_is_told_quickly) {
    auto was = a_document(), is = a_document();
    for (int i = 10; i < 5000; ++i) {
        was.plan.push_back(row("m" + std::to_string(i), "Rad " + std::to_string(i), "varje vecka"));
        is.plan.push_back(row("m" + std::to_string(i), "Rad " + std::to_string(i + i % 2), "varje vecka"));
    }
    const auto begin = std::clock(); // of this program alone: a busy machine does not count
    EXPECT_EQ(core::difference_between(was, is).parts.size(), 2495U);
    EXPECT_LT(std::clock() - begin, 5 * CLOCKS_PER_SEC);
}

} // namespace
