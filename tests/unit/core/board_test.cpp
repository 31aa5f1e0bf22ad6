#include "board_documents.hpp"

#include "core/whose.hpp"

#include "base/translate.hpp"

#include <gtest/gtest.h>

namespace {

using core::concern;
using made::day;

class board : public ::testing::Test {
  protected:
    std::vector<core::board_row> rows(const core::pledge_file& f, const char* on) {
        return core::board_rows(f, made::judged(f, on));
    }
    // "behind m1: 7 av minst 10 …"
    std::vector<std::string> told(const core::pledge_file& f, const char* on) {
        constexpr std::array words{"reason",   "at_risk", "behind",   "due",   "late",
                                   "resident", "waiting", "question", "silent"};
        std::vector<std::string> out;
        for (const auto& r : rows(f, on))
            out.push_back(std::string{words.at(static_cast<std::size_t>(r.concern))} + " " + r.owner + ": " +
                          swedish(r.sentence));
        return out;
    }
    using list = std::vector<std::string>;

    const base::translator swedish{base::language::sv}, english{base::language::en};
};

TEST_F(board, a_month_that_slips_is_seen_before_it_ends) {
    auto f = made::norsjo();
    f.document.plan.pop_back();
    f.document.follow_up = {};
    f.log = {made::done("m1", "2019-01-20", 31), made::done("m1", "2019-02-03", 2)};
    EXPECT_EQ(told(f, "2019-02-20"),
              (list{"behind m1: 8 av minst 10 gånger återstår för Polisen, senast 28 februari 2019."}));
    EXPECT_EQ(told(f, "2019-02-28"),
              (list{"at_risk m1: 8 av minst 10 gånger återstår för Polisen, senast 28 februari 2019. Det är mer om "
                    "dagen än under den bästa månaden."}));
    EXPECT_EQ(told(f, "2019-03-03"),
              (list{"late m1: Perioden är slut och 8 av minst 10 gånger saknas i loggen. Det som Polisen har gjort kan "
                    "loggas till 10 mars 2019."}));
    EXPECT_EQ(told(f, "2019-03-11"), (list{"reason m1: I februari gjordes 2 av minst 10 gånger, och Polisen har inte "
                                           "skrivit varför.",
                                           "behind m1: 10 av minst 10 gånger återstår för Polisen, senast 31 mars "
                                           "2019."}));
    EXPECT_EQ(rows(f, "2019-03-11").front().missed, (std::vector{day("2019-02-01")}));
}

TEST_F(board, a_reason_takes_the_missed_window_away) {
    auto f = made::norsjo();
    f.document.plan.pop_back();
    f.document.follow_up = {};
    f.log = {made::done("m1", "2019-01-20", 5), made::done("m1", "2019-02-03", 2), made::done("m1", "2019-03-01", 10)};
    EXPECT_EQ(
        told(f, "2019-03-15").front(),
        "reason m1: 2 gånger nåddes inte det som var lovat, senast den 28 februari 2019, och Polisen har inte skrivit "
        "varför.");
    core::verdict_reason reason{"m1",   day("2019-01-01"), core::reason_code::resources, "Sjukdom",
                                "chef", day("2019-03-12")};
    f.reasons = {reason};
    EXPECT_EQ(rows(f, "2019-03-15").front().missed, (std::vector{day("2019-02-01")}));
    EXPECT_EQ(rows(f, "2019-03-11").front().missed.size(), 2U) << "it was not given yet";
    reason.window_from.reset();
    f.reasons = {reason};
    EXPECT_TRUE(rows(f, "2019-03-15").empty()) << "a reason for all of it";
}

TEST_F(board, what_closes_within_a_week_is_due) {
    auto f = made::norsjo();
    f.document.plan = {made::row("m2", "Information", {"Kommunens samordnare", "Polisen"}, {made::a_year(1)})};
    f.document.follow_up = {};
    EXPECT_TRUE(told(f, "2019-12-24").empty());
    EXPECT_EQ(told(f, "2019-12-25"), (list{"due m2: 1 av minst 1 gång återstår för Kommunens samordnare och Polisen, "
                                           "senast 31 december 2019."}));
    EXPECT_EQ(told(f, "2020-02-01"), (list{"silent m2: Ingenting är loggat för Kommunens samordnare och Polisen, fast "
                                           "1 period är slut."}));
}

TEST_F(board, members_of_one_window_stand_in_one_row) {
    auto f = made::norsjo();
    auto each = made::a_year(2);
    each.per = reading::subjects{reading::subjects::sharing::each, {"6", "7", "8"}};
    f.document.plan = {made::row("m1", "Besöka klasser", {"Polisen"}, {each})};
    f.document.follow_up = {};
    f.log = {made::done("m1", "2019-02-03", 2)};
    f.log.back().subject = "6";
    EXPECT_EQ(told(f, "2019-12-25"), (list{"at_risk m1: minst 2 gånger för var och en återstår för Polisen, senast 31 "
                                           "december 2019: årskurs 7 och årskurs 8."}));
}

TEST_F(board, questions_and_drafts_wait) {
    auto f = made::nacka();
    f.document.questions.resize(2);
    f.document.questions.front().message = "Vad menas?";
    EXPECT_EQ(told(f, "2017-05-01"),
              (list{"question : 2 frågor om dokumentet väntar på svar. Den första: Vad menas?"}));
    const auto draft = core::board_row_of({"nytt", "Nytt löfte", {}, {}, day("2019-02-01")});
    EXPECT_EQ(swedish(draft.sentence), "Är ett utkast sedan 1 februari 2019 och är inte publicerat.");
    const auto lacking = core::board_row_of({"nytt", "Nytt löfte", {}, {"Polisen"}, day("2019-02-01")});
    EXPECT_EQ(swedish(lacking.sentence), "Väntar sedan 1 februari 2019 på att Polisen ska godkänna.");
}

TEST_F(board, a_reason_is_asked_of_an_organisation_under_the_name_that_the_document_gives_it) {
    core::board all;
    auto& row = all.rows.emplace_back();
    row.concern = concern::reason_missing;
    row.slug = "norsjo-2019";
    row.named = {"Bostadsbolaget"};
    row.is_of_a_party = true;
    core::board_reader company{reading::party_kind::other, "Norsjö Bostäder AB", {{"annat-2019", "Bostadsbolaget"}}};
    auto elsewhere = all;
    core::ask_owners_alone(elsewhere, {company});
    EXPECT_EQ(elsewhere.rows.front().concern, concern::waiting) << "of that name in another pledge";
    auto police = all;
    police.rows.front().named = {"Polisen"};
    core::ask_owners_alone(police, {{reading::party_kind::other, "Lokalpolisområde Norsjö", {}}});
    EXPECT_EQ(police.rows.front().concern, concern::reason_missing) << "added before its name said what it is";
    company.parties.emplace("norsjo-2019", "Bostadsbolaget");
    core::ask_owners_alone(all, {company});
    EXPECT_EQ(all.rows.front().concern, concern::reason_missing);
}

TEST_F(board, residents_who_wait_are_told_with_how_long) {
    const auto row = core::board_row_of({"nytt", "Nytt löfte", {}, 2, day("2019-02-01")}, day("2019-02-20"));
    EXPECT_EQ(swedish(row.sentence), "2 invånare väntar på svar, den första sedan 1 februari 2019, i 19 dagar.");
    const auto fresh = core::board_row_of({"nytt", "Nytt löfte", {}, 1, day("2019-02-20")}, day("2019-02-20"));
    EXPECT_EQ(swedish(fresh.sentence), "En invånare frågade i dag och väntar på svar.");
    EXPECT_TRUE(core::is_pressing(concern::resident));
}

TEST_F(board, two_rows_of_one_owner_name_their_days) {
    auto f = made::norsjo();
    f.document.follow_up = {};
    f.document.plan.resize(1);
    auto& readings = f.document.plan.front().readings;
    readings.push_back(readings.front());
    readings[0].windows = {{reading::window_kind::fri}};
    readings[1].windows = {{reading::window_kind::sat}};
    f.log = {made::done("m1", "2019-01-20", 31)};
    auto all = rows(f, "2019-02-26");
    std::erase_if(all, [](const auto& row) { return !row.due; });
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(swedish(all[0].sentence).rfind("Det som är lovat på fredagar: ", 0), 0U) << swedish(all[0].sentence);
    EXPECT_EQ(swedish(all[1].sentence).rfind("Det som är lovat på lördagar: ", 0), 0U) << swedish(all[1].sentence);
}

TEST_F(board, what_is_promised_for_each_of_some_that_nobody_named_is_asked_about) {
    auto f = made::norsjo();
    f.document.follow_up = {};
    f.document.plan.resize(1);
    f.document.plan.front().readings.front().per = {{reading::subjects::sharing::each, {"skola"}}};
    const auto questions = [&] {
        std::vector<core::board_row> all;
        for (auto& row : rows(f, "2019-02-26"))
            if (row.concern == concern::question) all.push_back(std::move(row));
        return all;
    };
    auto all = questions();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].owner, "m1");
    EXPECT_EQ(swedish(all[0].sentence),
              "Det räknas för varje skola, men ingen har sagt vilka de är, så det går inte att "
              "bedöma. Det sägs i löftet, under Rätta hur det räknas. Ansvarar: Polisen.");
    f.document.plan.front().readings.front().per->members = {"Norsjöskolan"};
    EXPECT_TRUE(questions().empty());
}

TEST_F(board, a_change_of_what_holds_is_no_draft) {
    core::waiting_document change{"nytt", "Nytt löfte", {}, {}, day("2019-02-01")};
    EXPECT_EQ(swedish(core::board_row_of(change).sentence),
              "Är ett utkast sedan 1 februari 2019 och är inte publicerat.");
    change.is_change = true;
    EXPECT_EQ(
        swedish(core::board_row_of(change).sentence),
        "Har en ändring sedan 1 februari 2019 som inte är publicerad. Tills den är det gäller löftet som det står.");
}

TEST_F(board, of_all_pledges_the_worst_stands_first) {
    auto f = made::norsjo();
    f.log = {made::done("m1", "2019-01-20", 3), made::done("m1", "2019-02-03", 2)};
    const auto g = made::angermanland();
    const std::vector<const core::pledge_file*> both{&f, &g};
    const auto all = core::board_of(both, {{"nytt", "Nytt löfte", {}, {}, day("2019-02-01")}}, day("2019-02-20"));
    ASSERT_EQ(all.rows.size(), 3U);
    EXPECT_EQ(all.rows.front().concern, concern::reason_missing);
    EXPECT_EQ(all.rows.back().concern, concern::waiting);
    EXPECT_EQ(all.of(concern::waiting).size(), 1U);
    EXPECT_TRUE(core::board_of(both, {}, day("2029-02-20")).rows.empty()) << "long over";
}

TEST_F(board, of_what_is_over_only_reasons_are_told_and_last) {
    auto f = made::norsjo();
    f.document.valid.to = day("2019-03-31");
    f.document.questions.emplace_back();
    f.log = {made::done("m1", "2019-01-20", 3), made::done("m2", "2019-01-20", 3)};
    const auto live = core::board_of(std::vector<const core::pledge_file*>{&f}, {}, day("2019-04-10"));
    EXPECT_EQ(live.of(concern::question).size(), 1U) << "it is reported on still";
    EXPECT_TRUE(live.of(concern::over).empty());
    auto second = f;
    second.slug = "annat";
    second.document.plan.push_back(second.document.plan.front());
    second.document.plan.back().id = "m3";
    second.log.push_back(made::done("m3", "2019-02-01", 1));
    auto all = core::board_of(std::vector<const core::pledge_file*>{&f, &second},
                              {{"nytt", "Nytt löfte", {}, {}, day("2019-02-01")}}, day("2019-04-11"));
    core::ask_owners_alone(all, {{reading::party_kind::police, "Polisen i Norsjö", {}}});
    core::tell_over_once(all);
    ASSERT_EQ(all.rows.size(), 3U);
    EXPECT_EQ(all.rows.front().concern, concern::waiting) << "what lives stands first";
    EXPECT_EQ(all.rows[1].slug, "annat");
    EXPECT_EQ(all.rows[1].owner, "m1") << "the first to be explained";
    EXPECT_EQ(swedish(all.rows[1].sentence),
              "Löftet gällde till 31 mars 2019. 2 av dess åtgärder missades, och inget skäl är skrivet.");
    EXPECT_EQ(all.rows[2].slug, "norsjo");
    EXPECT_FALSE(core::is_pressing(concern::over)) << "no letter is sent for it alone";
    core::ask_owners_alone(all, {{reading::party_kind::municipality, "Norsjö kommun", {}}});
    EXPECT_EQ(all.rows.size(), 1U) << "what others may explain is theirs";
}

TEST_F(board, who_answers_is_found_by_name_and_kind) {
    using enum reading::party_kind;
    EXPECT_TRUE(core::names_organisation({"Polisen"}, police, "Lokalpolisområde Västervik"));
    EXPECT_TRUE(core::names_organisation({"police"}, police, "Polisen i Fjällby"));
    EXPECT_FALSE(core::names_organisation({"Polisen"}, municipality, "Norsjö kommun"));
    EXPECT_TRUE(core::names_organisation({"Kommunens fritidsgård"}, municipality, "Norsjö kommun"));
    EXPECT_TRUE(core::names_organisation({"Norsjö kommuns samordnare"}, municipality, "Norsjö kommun"));
    EXPECT_FALSE(core::names_organisation({"Kramfors kommun"}, municipality, "Norsjö kommun"));
    EXPECT_FALSE(core::names_organisation({"Kommunpolis"}, municipality, "Norsjö kommun"));
    EXPECT_TRUE(core::names_organisation({"Hyresbostäder"}, company, "Hyresbostäder"));
    EXPECT_EQ(core::named_for(made::norsjo().document, "m1"), (list{"Polisen"}));
    EXPECT_EQ(core::named_for(made::norsjo().document, "feedback"), (list{"Norsjö kommun", "Polisen"}));
}

TEST_F(board, can_be_told_in_both_languages) {
    auto f = made::norsjo();
    f.log = {made::done("m1", "2019-01-20", 3), made::done("m1", "2019-02-03", 2)};
    for (const auto* on : {"2019-02-20", "2019-02-28", "2019-03-03", "2019-12-30", "2020-03-01"})
        for (const auto& r : rows(f, on))
            EXPECT_FALSE(english(r.sentence).empty() || english(r.what).empty());
    EXPECT_EQ(
        english(rows(f, "2019-02-20").back().sentence),
        "Left for Polisen: 8 of at least 10 times, by 28 February 2019. That is more a day than in the best month.");
}

} // namespace
