// What pledge documents have in common, each shape in a text of its own: who promises, where, and what stands around
// it.
#include "base/date.hpp"
#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using reading::basis_kind;
using reading::channel;

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

std::vector<std::pair<std::string, texts>> pledges(const reading::document& d) {
    std::vector<std::pair<std::string, texts>> all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.emplace_back(p.text, p.by);
    return all;
}

TEST(genre, a_heading_says_who_promises_what_stands_below_it) {
    const auto d = read(head + "Trafik\n\nPolisen lovar\n\n* att mäta farten varje vecka\n\nKommunens åtaganden\n\n"
                               "* nya skyltar senast den 1 maj 2031\n");
    ASSERT_EQ(d.focus_areas.size(), 1u);
    EXPECT_EQ(d.focus_areas[0].name, "Trafik");
    EXPECT_EQ(pledges(d), (promised{{"att mäta farten varje vecka", {"police"}},
                                    {"nya skyltar senast den 1 maj 2031", {"municipality"}}}));
}

TEST(genre, what_is_done_is_promised_where_it_is_told_how_much) {
    const auto d = read(head + "Trafik\n\nPolisen ser ofta höga farter. Polisen mäter farten två gånger i veckan. "
                               "Kommunen har möjlighet att låna ut skyltar.\n");
    EXPECT_EQ(pledges(d), (promised{{"Polisen mäter farten två gånger i veckan.", {"police"}},
                                    {"Kommunen har möjlighet att låna ut skyltar.", {"municipality"}}}));
    EXPECT_EQ(d.focus_areas.at(0).pledges.at(1).modality, reading::modality::possibility);
}

TEST(genre, who_promises_stands_before_a_colon_or_below) {
    const auto d = read(head + "Trafik\n\nPolis: 10 kontroller per månad.\n\nKommunen ska byta skyltar under 2031.\n");
    EXPECT_EQ(pledges(d).at(0), (std::pair<std::string, texts>{"10 kontroller per månad.", {"police"}}));
}

TEST(genre, columns_may_be_headed_by_who_promises) {
    const auto d = read(head + "Område\tPolisen lovar\tKommunen lovar\nTrafik\tMinst 10 kontroller per månad\t"
                               "Nya skyltar senast 2031-08-15\n");
    ASSERT_EQ(d.focus_areas.size(), 1u);
    EXPECT_EQ(d.focus_areas[0].name, "Trafik");
    EXPECT_EQ(pledges(d), (promised{{"Minst 10 kontroller per månad", {"police"}},
                                    {"Nya skyltar senast 2031-08-15", {"municipality"}}}));
    EXPECT_TRUE(d.plan.empty());
}

TEST(genre, problem_and_pledge_below_an_area_belong_to_it) {
    const auto d =
        read(head + "Område 1: Trafik\nProblem\nFarten är hög.\nLöfte\nPolisen ska mäta farten varje vecka.\n\n"
                    "Område 2: Parken\nProblem\nDet är mörkt.\nLöfte\nKommunen ska byta lampor varje år.\n");
    ASSERT_EQ(d.focus_areas.size(), 2u);
    EXPECT_EQ(d.focus_areas[1].name, "Parken");
    EXPECT_EQ(d.focus_areas[1].background, "Det är mörkt.");
    EXPECT_EQ(d.focus_areas[1].pledges.size(), 1u);
}

TEST(genre, a_cell_ends_the_name_of_a_police_area) {
    const auto d =
        read("Genomförandeplan 2031 Vadstena kommun och lokalpolisområde Skogen\n\nVad\tNär\tAnsvarig\tMått\n"
             "Mäta fart\tVarje vecka\tLokalpolisområde Skogen\tAntal patruller\n");
    ASSERT_EQ(d.parties.size(), 2u);
    EXPECT_EQ(d.parties[1].name, "Lokalpolisområde Skogen");
}

TEST(genre, a_second_registration_number_is_the_other_partys) {
    const auto d = read(head + "Diarienummer: KS 2031/51 (kommunen), A123.456/2031 (polisen)\n");
    ASSERT_EQ(d.references.size(), 2u);
    EXPECT_EQ(d.references[0].number, "KS 2031/51");
    EXPECT_EQ(d.references[0].party, "Vadstena kommun");
    EXPECT_EQ(d.references[1].number, "A123.456/2031");
    EXPECT_EQ(d.references[1].party, "Polisen");
}

TEST(genre, an_organisation_in_its_own_title_is_a_signatory) {
    const auto d = read("Vadstena kommuns och polisens medborgarlöfte 2031\n\nTrafik\n\nPolisen ska mäta farten.\n");
    ASSERT_EQ(d.parties.size(), 2u);
    EXPECT_EQ(d.parties[0].role, reading::party_role::signatory);
}

TEST(genre, a_stroke_is_nothing_and_dito_is_the_row_above) {
    const auto d = read("Genomförandeplan 2031 Vadstena kommun och polisen\n\nVad\tNär\tAnsvarig\tMed vem\n"
                        "Mäta fart\tVarje vecka\tPolisen\tSkolan\nBesöka torget\tVarje vecka\td:o\t-\n");
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[1].responsible, texts{"Polisen"});
    EXPECT_EQ(d.plan[1].with, texts{});
}

TEST(genre, a_row_with_the_words_of_a_head_is_a_row) {
    const auto d = read("Genomförandeplan 2031 Vadstena kommun och polisen\n\nNr\tAktivitet\tTid\tMed vem\tAnsvarig\n"
                        "1\tMäta fart\tVarje vecka\tSkolan\tPolisen\n"
                        "2\tÅtgärda mörka platser\tNär rapporten är klar\tKyrkan\tGatukontoret\n");
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[1].what, "Åtgärda mörka platser");
}

TEST(genre, a_cover_may_hold_the_days_of_the_validity) {
    const auto d = read("Medborgarlöfte för Vadstena kommun\nPerioden 1 mars 2031 till och med 28 februari 2033\n\n"
                        "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nVadstena den 3 februari 2031\n");
    EXPECT_EQ(d.valid.from, base::make_date(2031, 3, 1));
    EXPECT_EQ(d.valid.to, base::make_date(2033, 2, 28));
    EXPECT_EQ(d.decided, base::make_date(2031, 2, 3));
}

TEST(genre, what_the_promises_stand_on_is_told_in_many_ways) {
    const auto d =
        read(head + "Så har vi gjort\n\nUnder 2030 har vi frågat invånarna i en webbenkät, talat med personal i skolan "
                    "och gått igenom anmälda brott.\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n");
    std::vector<basis_kind> kinds;
    for (const auto& b : d.basis)
        kinds.push_back(b.kind);
    for (const auto k : {basis_kind::web_survey, basis_kind::staff_dialogue, basis_kind::crime_statistics})
        EXPECT_TRUE(std::find(kinds.begin(), kinds.end(), k) != kinds.end()) << static_cast<int>(k);
}

TEST(genre, residents_are_told_under_no_heading_too) {
    const auto d =
        read(head + "Polisen\n\n- ska mäta farten varje vecka\n\nFolkhälsorådet tar upp löftet varje kvartal.\n\n"
                    "Invånarna kan läsa om resultatet på vadstena.se och i kommunbladet.\n");
    EXPECT_EQ(d.feedback.channels, (std::vector<channel>{channel::municipality_website, channel::household_paper}));
    EXPECT_EQ(d.follow_up.fora, texts{"Folkhälsorådet"});
    EXPECT_EQ(pledges(d).size(), 1u);
}

TEST(genre, a_title_may_stand_above_the_name_that_signs) {
    const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nVadstena 2031-01-02\n\n"
                               "Kommunalråd\tLokalpolisområdeschef\nMaja Hittepå\tNils Exempel\n");
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[0].name, "Maja Hittepå");
    EXPECT_EQ(d.signatories[0].title, "Kommunalråd");
    EXPECT_EQ(d.signatories[1].title, "Lokalpolisområdeschef");
}

TEST(genre, a_title_may_sign_without_a_name) {
    using all = std::vector<std::pair<std::string, std::string>>;
    const auto signed_by = [](const std::string& end) {
        all found;
        for (const auto& s :
             read("Medborgarlöfte 2031\n\nVadstena kommun och Lokalpolisområde Norra Slätten\n\nTrafik\n\n"
                  "Polisen ska mäta farten varje vecka.\n\nVadstena den 2 januari 2031\n\n" +
                  end)
                 .signatories) {
            EXPECT_EQ(s.name, "");
            found.emplace_back(s.title, s.party.value_or(""));
        }
        return found;
    };
    const all both{{"Kommunalråd", "Vadstena kommun"}, {"Lokalpolisområdeschef", "Lokalpolisområde Norra Slätten"}};
    EXPECT_EQ(signed_by("Kommunalråd, Vadstena kommun\n\nLokalpolisområdeschef, Lokalpolisområde Norra Slätten\n"),
              both);
    EXPECT_EQ(signed_by(".....................\nKommunalråd\nVadstena kommun\n\n.....................\n"
                        "Lokalpolisområdeschef\n"),
              both);
    EXPECT_EQ(signed_by("För Vadstena kommun\n\nKommunalråd\n\nFör Polisen\n\nLokalpolisområdeschef\n"), both);
    EXPECT_EQ(signed_by("Kommunalråd\tLokalpolisområdeschef\n"), both);
    EXPECT_EQ(signed_by("Kommunstyrelsens ordförande Vadstena kommun\n\nChef för lokalpolisområde Norra Slätten\n"),
              (all{{"Kommunstyrelsens ordförande", "Vadstena kommun"},
                   {"Chef för lokalpolisområde Norra Slätten", "Lokalpolisområde Norra Slätten"}}));
    EXPECT_EQ(signed_by("I rådet deltar:\n\n- kommunchef\n- rektor\n- kommunpolis\n"), all{}) << "who takes part";
}

TEST(genre, a_form_has_its_headings_in_the_first_column) {
    const auto d =
        read("Medborgarlöfte\tVadstena kommun och polisen\nGiltighetstid\t1 mars 2031 till 28 februari 2033\n"
             "Bakgrund\tLöftet bygger på medborgardialog i maj 2030.\n"
             "Polisen lovar\t• Mäta farten varje vecka • Besöka skolan två gånger per år\n"
             "Uppföljning\tFolkhälsorådet följer upp löftet varje kvartal.\n"
             "Återkoppling\tResultatet visas på kommunens hemsida.\n");
    EXPECT_EQ(d.valid.from, base::make_date(2031, 3, 1));
    EXPECT_EQ(pledges(d),
              (promised{{"Mäta farten varje vecka", {"police"}}, {"Besöka skolan två gånger per år", {"police"}}}));
    EXPECT_EQ(d.basis.size(), 1u);
    EXPECT_EQ(d.follow_up.fora, texts{"Folkhälsorådet"});
    EXPECT_EQ(d.feedback.channels, std::vector{channel::municipality_website});
}

TEST(genre, letters_in_brackets_may_say_who) {
    const auto d = read(
        head + "Trafik\n\n- Mäta farten varje vecka (P)\n- Nya skyltar varje år [K]\n- Besöka skolan varje år (P+K)\n");
    EXPECT_EQ(pledges(d), (promised{{"Mäta farten varje vecka", {"police"}},
                                    {"Nya skyltar varje år", {"municipality"}},
                                    {"Besöka skolan varje år", {"police", "municipality"}}}));
}

// "Under 2031 lovar vi … att" above items: who promises, and how long.
TEST(genre, one_line_may_lead_with_the_year_and_all_who_promise) {
    for (const auto& lead : texts{"Under 2031 lovar vi, Vadstena kommun och polisen, att",
                                  "Under 2031 lovar vi att:", "Det här lovar vi under 2031:"}) {
        const auto d = read("VADSTENA KOMMUN | POLISEN\n\nVårt löfte till dig\n\n" + lead +
                            "\n\n1) gå tre rundor i veckan\n\n2) bjuda in till ett möte per termin\n");
        EXPECT_EQ(pledges(d), (promised{{"gå tre rundor i veckan", {"municipality", "police"}},
                                        {"bjuda in till ett möte per termin", {"municipality", "police"}}}))
            << lead;
        EXPECT_EQ(d.valid.to, base::make_date(2031, 12, 31)) << lead;
    }
}

TEST(genre, an_item_may_name_its_area_and_go_on_with_the_promise) {
    const auto d = read(head + "Fokusområden\n\n- Torget. Polisen lovar att synas.\n- Skolvägar. Kommunen lovar att "
                               "plocka skräp.\n");
    ASSERT_EQ(d.focus_areas.size(), 2u);
    EXPECT_EQ(d.focus_areas[1].name, "Skolvägar");
    EXPECT_EQ(pledges(d), (promised{{"Polisen lovar att synas.", {"police"}},
                                    {"Kommunen lovar att plocka skräp.", {"municipality"}}}));
}

TEST(genre, who_takes_part_may_promise_below_a_name_that_no_table_knows) {
    const auto d =
        read(head + "Bakgrund\n\nVadstenaBo deltar som samverkanspart.\n\nFokusområde 1: Centrum\n\nPolisen\n"
                    "- går två rundor per vecka\n\nVadstenaBo\n- ser över låsen en gång per halvår\n");
    EXPECT_EQ(pledges(d),
              (promised{{"går två rundor per vecka", {"police"}}, {"ser över låsen en gång per halvår", {"company"}}}));
    ASSERT_EQ(d.parties.size(), 3u);
    EXPECT_EQ(d.parties[2].role, reading::party_role::partner);
}

TEST(genre, a_relative_clause_has_its_own_verb) {
    const auto d = read(head + "Stöd\n\nDen som anmäler ett brott hos polisen ska erbjudas samtal inom tre dagar. Alla "
                               "ska bo i ett område som kommunen ska sköta.\n");
    ASSERT_EQ(pledges(d).size(), 1u);
    EXPECT_EQ(pledges(d)[0].first, "Den som anmäler ett brott hos polisen ska erbjudas samtal inom tre dagar.");
}

TEST(genre, those_who_sign_may_be_titles_behind_their_parties) {
    const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nFör kommunen: Kommundirektör\nFör "
                               "polisen: Lokalpolisområdeschef\n");
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[0].title, "Kommundirektör");
    EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
    EXPECT_EQ(d.signatories[1].party, "Polisen");
    const auto named = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nFör kommunen: Alva Ek, "
                                   "kommunchef\nFör polisen: Bo Alm, polischef\n");
    ASSERT_EQ(named.signatories.size(), 2u);
    EXPECT_EQ(named.signatories[0].name, "Alva Ek");
    EXPECT_EQ(named.signatories[0].party, "Vadstena kommun");
}

TEST(genre, numbers_of_files_may_stand_in_a_list_below_their_label) {
    const auto d = read("Medborgarlöfte 2031\nVadstena kommun och Motala kommun\n\nDiarienummer\nVadstena kommun: KS "
                        "2030/17\nMotala kommun: 30-412\n\nPolisen ska mäta farten varje vecka.\n");
    ASSERT_EQ(d.references.size(), 2u);
    EXPECT_EQ(d.references[0].number, "KS 2030/17");
    EXPECT_EQ(d.references[1].party, "Motala kommun");
}

TEST(genre, how_often_residents_are_told_may_stand_below_where) {
    const auto d = read(head + "Återkoppling\n\n- på kommunens webbplats:\n- varje kvartal\n- i kommunbladet till alla "
                               "hushåll\n- en gång per år\n");
    EXPECT_EQ(d.feedback.readings.size(), 2u);
}

TEST(genre, hopes_and_grounds_stand_where_it_is_told_why) {
    const auto d =
        read(head + "Varför ett löfte?\n\nKommunens lägesbild gjordes hösten 2030. Vi hoppas att fler ska våga "
                    "gå ut och att buskörningen minskar. Grannsamverkan finns i 14 områden.\n\nTrafik\n\n"
                    "Polisen ska mäta farten varje vecka.\n");
    EXPECT_EQ(d.aims, (texts{"fler ska våga gå ut", "buskörningen minskar"}));
    ASSERT_EQ(d.basis.size(), 1u);
    EXPECT_EQ(d.basis[0].kind, basis_kind::municipal_assessment);
    EXPECT_TRUE(std::none_of(d.questions.begin(), d.questions.end(), [](const reading::question& q) {
        return q.code == reading::question_code::count_mismatch;
    }));
}

TEST(genre, parties_may_have_agreed_on_a_day) {
    const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nParterna har ingått denna "
                               "överenskommelse den 3 mars 2030 och gläds åt det.\n");
    EXPECT_EQ(d.decided, base::make_date(2030, 3, 3));
}

} // namespace
