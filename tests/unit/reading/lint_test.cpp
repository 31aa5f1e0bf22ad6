#include "reading/lint.hpp"

#include "base/text.hpp"

#include <gtest/gtest.h>

namespace {

using reading::lint;
using reading::lint_code;
using reading::lint_context;

const std::vector<std::string> parties{"Solviks kommun", "Polisen"};

// The codes of a pledge's remarks, the most serious first.
std::string codes(std::string_view text, lint_context around = {}) {
    around.known.parties = parties;
    std::string out;
    for (const auto& r : lint(text, around))
        out += (out.empty() ? "" : " ") + std::string{reading::name(r.code)};
    return out;
}

std::string of_row(std::string_view what, std::string when, std::vector<std::string> who = {"Polisen"}) {
    lint_context around;
    around.is_row = true;
    around.when = std::move(when);
    around.responsible = std::move(who);
    return codes(what, around);
}

std::string marked(std::string_view text, lint_code code) {
    for (const auto& r : lint(text))
        if (r.code == code) return base::to_utf8(base::to_utf32(text).substr(r.span.begin, r.span.end - r.span.begin));
    return "(none)";
}

TEST(lint, has_nothing_to_say_of_a_good_pledge) {
    for (const auto* good :
         {"Polisen ska göra minst 10 fartkontroller i månaden på Storgatan, för att färre ska köra för fort.",
          "Kommunen ska hålla trygghetsvandringar två gånger om året i varje tätort så att fler vågar gå ut.",
          "Kommunpolisen och fritidsgården ska besöka torget minst två kvällar i veckan under sommaren, för att unga "
          "ska "
          "ha vuxna att vända sig till.",
          "Kommunen byter all belysning på gångvägen till stationen senast 1 oktober 2026, så att den syns.",
          "Vi ska svara på felanmälningar av trasig belysning inom 24 timmar så att ingen går i mörker."})
        EXPECT_EQ(codes(good), "") << good;
}

TEST(lint, has_nothing_to_say_of_a_good_row) {
    EXPECT_EQ(of_row("Fartkontroller på Storgatan", "minst 10 i månaden"), "");
    EXPECT_EQ(of_row("Minst 10 fartkontroller på Storgatan", "varje månad"), "");
    EXPECT_EQ(of_row("Besöka årskurs 7", "en gång per termin", {"Kommunpolisen", "Skolan"}), "");
    EXPECT_EQ(of_row("Ta fram en rutin för orosanmälan", "senast 1 juni 2026", {"Socialtjänsten"}), "");
}

TEST(lint, finds_what_is_done_only_as_needed) {
    EXPECT_EQ(codes("Polisen ska gå fotpatrull i centrum vid behov."), "as_needed");
    EXPECT_EQ(codes("Kommunen ska löpande informera om inbrott."), "as_needed");
    EXPECT_EQ(of_row("Fotpatrull i centrum", "Vid behov"), "as_needed");
    EXPECT_EQ(of_row("Fotpatrull i centrum", "Kontinuerligt"), "as_needed");
    EXPECT_EQ(marked("Polisen ska gå fotpatrull i centrum vid behov.", lint_code::as_needed), "vid behov");
}

TEST(lint, leaves_as_needed_be_where_the_least_is_promised) {
    EXPECT_EQ(of_row("Fotpatrull i centrum", "minst två gånger i veckan, och oftare vid behov"), "");
}

TEST(lint, finds_verbs_that_promise_an_effort) {
    EXPECT_EQ(codes("Kommunen ska verka för en trygg miljö vid stationen."), "weak_verb");
    EXPECT_EQ(codes("Polisen och kommunen ska bidra till ökad trygghet."), "weak_verb");
    EXPECT_EQ(codes("Kommunen ska se över belysningen."), "weak_verb");
    EXPECT_EQ(marked("Kommunen ska verka för en trygg miljö.", lint_code::weak_verb), "verka för");
}

TEST(lint, does_not_take_the_purpose_for_what_is_done) {
    EXPECT_EQ(codes("Polisen ska gå fotpatrull minst två gånger i veckan för att stärka tryggheten."), "");
}

TEST(lint, finds_wishes) {
    EXPECT_EQ(codes("Brotten ska minska."), "only_a_wish");
    EXPECT_EQ(codes("Invånarna ska känna sig trygga på torget."), "only_a_wish");
}

TEST(lint, finds_what_has_no_number) {
    EXPECT_EQ(codes("Polisen ska göra fartkontroller på Storgatan."), "no_number");
    EXPECT_EQ(codes("Polisen ska göra några fartkontroller på Storgatan."), "no_number");
    EXPECT_EQ(of_row("Fotpatrull i centrum", ""), "no_number");
}

TEST(lint, finds_numbers_without_a_time) {
    EXPECT_EQ(codes("Polisen ska göra minst 10 fartkontroller på Storgatan, för att färre ska köra för fort."),
              "no_time");
}

TEST(lint, takes_the_years_of_a_pledge_for_a_time) {
    for (const auto* timed :
         {"Under 2026 ska polisen göra minst 10 fartkontroller så att färre kör för fort.",
          "Under åren 2026–2027 ska polisen göra minst 10 fartkontroller så att färre kör för fort.",
          "Polisen ska göra minst 10 fartkontroller under perioden så att färre kör för fort."})
        EXPECT_EQ(codes(timed), "") << timed;
}

TEST(lint, does_not_take_several_ways_for_a_number) {
    EXPECT_EQ(codes("Polisen ska ur flera perspektiv arbeta för trygghet."), "weak_verb");
}

TEST(lint, finds_what_nobody_answers_for) {
    EXPECT_EQ(codes("Fartkontroller ska göras minst 10 gånger i månaden så att färre kör för fort."), "no_responsible");
    EXPECT_EQ(of_row("Fotpatrull i centrum", "varje fredag", {}), "no_responsible");
    EXPECT_EQ(codes("Man ska gå fotpatrull minst två gånger i veckan så att det blir lugnt."), "unclear_who");
    EXPECT_EQ(of_row("Fotpatrull i centrum", "varje fredag", {"Berörda aktörer"}), "unclear_who");
    EXPECT_EQ(of_row("Fotpatrull i centrum", "varje fredag", {"Alla"}), "unclear_who");
    EXPECT_EQ(of_row("Fotpatrull i centrum", "varje fredag", {"Polisen m.fl."}), "unclear_who");
}

TEST(lint, asks_what_it_is_for) {
    EXPECT_EQ(codes("Polisen ska göra minst 10 fartkontroller i månaden."), "only_output");
    lint_context known;
    known.has_purpose = true;
    EXPECT_EQ(codes("Polisen ska göra minst 10 fartkontroller i månaden.", known), "");
}

TEST(lint, finds_two_promises_in_one) {
    EXPECT_EQ(
        codes("Polisen ska göra minst 10 fartkontroller i månaden för att färre ska köra för fort. Kommunen ska sätta "
              "upp fartkameror senast 1 juni 2026."),
        "double_promise");
}

TEST(lint, finds_what_is_too_long) {
    std::string text = "Polisen ska minst två gånger i månaden för att det ska bli lugnt gå till";
    for (int i = 0; i < 40; ++i)
        text += " torget";
    EXPECT_EQ(codes(text + "."), "too_long");
}

TEST(lint, leaves_numbers_to_the_plan_where_a_pledge_has_rows) {
    lint_context around;
    around.has_rows = true;
    EXPECT_EQ(codes("Polisen ska göra vägarna genom byn säkrare.", around), "");
}

reading::document a_document() {
    reading::document d;
    d.title = "Löfte";
    d.valid = {base::make_date(2026, 1, 1), base::make_date(2027, 12, 31)};
    d.parties = {{"Solviks kommun"}, {"Polisen", reading::party_kind::police}};
    d.aims = {"Färre ska köra för fort"};
    d.focus_areas = {{"f1", "Trafik", "", {{"p1", "Polisen ska göra minst 10 fartkontroller i månaden.", {"police"}}}}};
    reading::plan_row row;
    row.id = "m1";
    row.what = "Fotpatrull";
    row.when = "varje fredag";
    row.responsible = {"Polisen"};
    d.plan = {row};
    d.follow_up.text = "Följs upp varje kvartal.";
    d.feedback.text = "Redovisas på webben två gånger om året.";
    return d;
}

TEST(lint_of_a_document, is_none_where_all_is_well) { EXPECT_TRUE(lint(a_document()).empty()); }

TEST(lint_of_a_document, says_where) {
    auto d = a_document();
    d.plan[0].when = "vid behov";
    d.feedback = {};
    d.follow_up = {};
    std::string all;
    for (const auto& r : lint(d))
        all += r.at + " " + std::string{reading::name(r.code)} + "; ";
    EXPECT_EQ(all, "/plan/0/what as_needed; /follow_up no_follow_up; /feedback no_feedback; ");
}

TEST(lint_of_a_document, leaves_words_that_a_person_has_explained) {
    auto d = a_document();
    d.plan.at(0).when = "Vid behov";
    d.plan.at(0).readings = reading::read_owner("Vid behov", {}).readings;
    EXPECT_FALSE(lint(d).empty());
    d.plan.at(0).readings = reading::read_owner("Minst 2 gånger i månaden", {}).readings;
    EXPECT_TRUE(lint(d).empty());
}

TEST(lint_of_a_document, leaves_rows_that_ended) {
    auto d = a_document();
    d.plan[0].when = "vid behov";
    d.plan[0].life.to = base::make_date(2026, 6, 30);
    d.plan[0].life.ended = reading::ending{};
    EXPECT_TRUE(lint(d).empty());
}

TEST(lint, takes_any_text) {
    EXPECT_TRUE(lint("").empty());
    EXPECT_TRUE(lint(" \n ").empty());
    for (const auto* odd : {"ska", "m.fl.", "!!!", "123", "att ska som", "\xff\xfe", "ska ska ska ska"})
        lint(odd);
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "ska ";
    lint(text); // how its time grows is told by reading_growth
}

} // namespace
