// What a document of another layout says: who sends it, headings drawn by hand, pairs of wish and promise, letters for
// owners, sources and channels told in other words.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using reading::basis_kind;
using reading::channel;

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

texts parties(const reading::document& d) {
    texts all;
    for (const auto& p : d.parties)
        all.push_back(p.name);
    return all;
}

std::vector<basis_kind> basis(const reading::document& d) {
    std::vector<basis_kind> all;
    for (const auto& b : d.basis)
        all.push_back(b.kind);
    return all;
}

TEST(layouts, the_police_of_a_place_has_its_name) {
    EXPECT_EQ(parties(read("VADSTENA KOMMUN\nPolisen Västra Vättern\n\nMedborgarlöfte\n\nPolisen lovar tio besök.\n")),
              (texts{"Vadstena kommun", "Polisen Västra Vättern"}));
    EXPECT_EQ(
        parties(read("Medborgarlöfte från Vadstena kommun och Polisen Mjölby/Boxholm\n\nPolisen lovar tio besök.\n")),
        (texts{"Vadstena kommun", "Polisen Mjölby/Boxholm"}));
    EXPECT_EQ(parties(read(head + "Polisen lovar tio besök.\n")), (texts{"Vadstena kommun", "Polisen"}));
}

TEST(layouts, a_heading_may_be_drawn_between_lines) {
    const auto d = read(head + "—— TRAFIK OCH BUS ——\n\nPolisen lovar\n• minst tio kontroller i månaden\n\n"
                               "== Unga ute ==\n\nKommunen lovar\n• att ha fältare ute varje fredag\n");
    EXPECT_EQ(names(d), (texts{"TRAFIK OCH BUS", "Unga ute"}));
    EXPECT_EQ(pledges(d), (promised{{"minst tio kontroller i månaden", {"police"}},
                                    {"att ha fältare ute varje fredag", {"municipality"}}}));
}

TEST(layouts, what_residents_said_stands_above_each_promise) {
    const auto d =
        read(head + "Ni har sagt: \"Mopederna kör för fort.\"\nVi lovar: Polisen mäter farten två gånger i "
                    "veckan.\n\nNi har sagt: \"Det är mörkt i parken.\"\nVi lovar: Kommunen byter lampor inom "
                    "tre dagar.\n\nNi har sagt: \"Ungdomar saknar lokal.\"\nVi lovar: Fritidsgården har öppet "
                    "varje lördag.\n");
    EXPECT_EQ(names(d).size(), 3u);
    EXPECT_EQ(pledges(d).at(0),
              (std::pair<std::string, texts>{"Polisen mäter farten två gånger i veckan.", {"police"}}));
    EXPECT_EQ(pledges(d).at(1),
              (std::pair<std::string, texts>{"Kommunen byter lampor inom tre dagar.", {"municipality"}}));
}

TEST(layouts, letters_say_who_as_the_text_explains_them) {
    const auto d =
        read("Medborgarlöften 2031\nVadstena kommun\n\n(P) = Polisen, (V) = Vadstena kommun, (PV) = båda.\n\nTRAFIK\n"
             "1. Tio kontroller per månad. (P)\n2. Nya skyltar senast 1 maj 2031. (V)\n3. Två vandringar. (PV)\n");
    ASSERT_EQ(pledges(d).size(), 3u);
    EXPECT_EQ(pledges(d)[0].second, (texts{"police"}));
    EXPECT_EQ(pledges(d)[1].second, (texts{"municipality"}));
    EXPECT_EQ(pledges(d)[2].second, (texts{"police", "municipality"}));
}

TEST(layouts, areas_may_be_named_on_one_line) {
    EXPECT_EQ(names(read(head + "Fokusområden: Trafik · Trygga hem · Unga\n\nVi följer upp löftet varje år.\n")),
              (texts{"Trafik", "Trygga hem", "Unga"}));
}

TEST(layouts, a_numbered_item_may_begin_with_its_area) {
    const auto d = read(head + "Våra löften\n\n1. Stationen. Polisen lovar att vara på plats varje kväll.\n\n"
                               "2. Torget ska vara tryggt. Kommunen lovar två vandringar per år.\n");
    EXPECT_EQ(names(d), (texts{"Stationen", "Torget ska vara tryggt"}));
}

TEST(layouts, who_stands_behind_the_verb_acts) {
    const auto d =
        read(head + "Unga\n\nNär polisen har gripit någon ska socialtjänsten ringa inom 24 timmar. Under lovet, "
                    "när skolan är stängd, patrullerar polisen varje kväll. Varje förening får besök av polisen "
                    "en gång per år.\n");
    ASSERT_EQ(pledges(d).size(), 3u);
    EXPECT_EQ(pledges(d)[0].second, (texts{"municipality"}));
    EXPECT_EQ(pledges(d)[1].second, (texts{"police"}));
    EXPECT_EQ(pledges(d)[2].second, (texts{"police"}));
}

TEST(layouts, a_sentence_on_the_next_line_tells_how_often) {
    const auto d = read(head + "Droger\n\nPolisen ska söka igenom skåpen.\nDet ska ske tre gånger om året.\n");
    ASSERT_EQ(pledges(d).size(), 1u);
    EXPECT_EQ(d.focus_areas[0].pledges[0].readings.at(0).count->low, 3);
}

TEST(layouts, what_is_told_as_a_story_promises_nothing) {
    const auto d =
        read(head + "Trafik\n\nVi lovar alla en lugnare höst. Antalet anmälningar var 340 per år. Kommunen ska "
                    "byta skyltar senast den 1 maj 2031.\n");
    EXPECT_EQ(pledges(d).size(), 1u);
}

TEST(layouts, sources_are_told_in_many_words) {
    EXPECT_EQ(
        basis(read(head + "Bakgrund\n\nVid byamötena och i en enkät på kommunens hemsida sade många att de är oroliga. "
                          "Polisens kartläggning säger detsamma.\n")),
        (std::vector{basis_kind::resident_dialogue, basis_kind::web_survey, basis_kind::police_assessment}));
    EXPECT_EQ(
        basis(read(head + "Löftet utgår från lägesbilden från polisen och kommunen. Vi frågade 300 personer i maj.\n")),
        (std::vector{basis_kind::police_assessment, basis_kind::municipal_assessment, basis_kind::resident_dialogue}));
}

TEST(layouts, how_one_gets_to_know_may_answer_a_question) {
    const auto d = read(
        head + "Trafik\n\nPolisen lovar tio kontroller.\n\nHur vet du att vi håller löftet?\n\nVi träffas varje "
               "månad. Det går att läsa på kommunens webbplats och i Vadstenabladet, som går till alla hushåll.\n");
    EXPECT_EQ(d.feedback.channels, (std::vector{channel::municipality_website, channel::household_paper}));
    ASSERT_EQ(d.follow_up.readings.size(), 1u);
}

TEST(layouts, all_below_its_own_heading_is_follow_up) {
    const auto d =
        read(head + "Polisen lovar tio besök.\n\nAvstämning: varje måndag kl. 9 på sommaren, annars en gång i "
                    "månaden.\n");
    EXPECT_EQ(d.follow_up.readings.size(), 2u);
}

TEST(layouts, two_sentences_may_say_together_when_it_holds) {
    const auto d = read("Medborgarlöfte för Vadstena kommun\n\nLöftet gäller i två år.\nDet börjar den 1 mars 2031.\n");
    EXPECT_EQ(d.valid.from, base::parse_iso_date("2031-03-01"));
    EXPECT_EQ(d.valid.to, base::parse_iso_date("2033-02-28"));
}

TEST(layouts, a_plan_for_one_year_does_not_dispute_the_validity) {
    const auto d =
        read("Medborgarlöfte 2031–2034 för Vadstena kommun\n\nPolisen lovar tio besök.\n\nGenomförandeplan 2032\n\n"
             "Vad\tNär\tAnsvarig\nNya skyltar\tQ2\tKommunen\nNya lampor\tQ3\tKommunen\n");
    EXPECT_EQ(d.valid.to, base::parse_iso_date("2034-12-31"));
    EXPECT_EQ(d.plan.at(0).readings.at(0).deadline, base::parse_iso_date("2032-06-30"));
}

TEST(layouts, parts_that_do_not_add_up_are_asked) {
    const auto d = read(head + "Droger\n\nPolisen lovar 40 (25 + 20) insatser under 2031.\n");
    ASSERT_TRUE(asks(d, reading::question_code::parts_disagree));
    const auto q = std::find_if(d.questions.begin(), d.questions.end(),
                                [](const auto& x) { return x.code == reading::question_code::parts_disagree; });
    ASSERT_EQ(q->options.size(), 2u);
    EXPECT_EQ(q->options[0].label, "40");
    EXPECT_EQ(q->options[1].label, "45");
}

TEST(layouts, a_weekday_that_its_date_lacks_is_asked) {
    EXPECT_TRUE(asks(read(head + "Polisen lovar tio besök.\n\nVadstena måndagen den 4 mars 2031\n"),
                     reading::question_code::weekday_mismatch));
}

TEST(layouts, a_party_acts_by_its_own_name) {
    const auto d =
        read("Löfte för ett tryggare Vadstena\n\nVadstena kommun, Polisen och bostadsbolaget Vätternhem\n\nTrygga "
             "hem\n\nVätternhem ska byta lås senast den 1 maj 2031.\n");
    EXPECT_EQ(parties(d), (texts{"Vadstena kommun", "Polisen", "bostadsbolaget Vätternhem"}));
    EXPECT_EQ(pledges(d).at(0).second, (texts{"company"}));
}

TEST(layouts, what_shall_be_done_by_nobody_named_is_asked_about) {
    const auto d = read(head + "Skolor\n\nAlla anställda ska ha gått kursen senast den 1 maj 2031.\n");
    ASSERT_EQ(pledges(d).size(), 1u);
    EXPECT_TRUE(asks(d, reading::question_code::no_owner));
}

TEST(layouts, a_table_may_have_a_column_for_each_promise_and_one_more) {
    const auto d =
        read(head + "Område\tPolisens löfte\tKommunens löfte\tUppföljning\nTorget\tMinst 4 besök i veckan\tNya "
                    "lampor senast 1 maj 2031\tLoggbok\n");
    EXPECT_EQ(names(d), (texts{"Torget"}));
    EXPECT_EQ(pledges(d).size(), 2u);
    EXPECT_TRUE(d.plan.empty());
}

TEST(layouts, rows_of_what_we_promise_and_whose_it_is_are_promises) {
    for (const std::string heads :
         {"Område\tVi lovar\tVem", "Tema\tDet här lovar vi\tVem gör det?", "Problem\tVi lovar att\tAnsvarig",
          "Fokusområde\tPolisen och kommunen lovar\tVem?"}) {
        const auto d = read(head + heads +
                            "\nTorget\tGå till fots minst 4 gånger i veckan\tPolisen\nTorget\tByta lampor "
                            "senast 1 maj 2031\tKommunen\nSkolan\tTräffa klasserna en gång per termin\tBåda\n");
        EXPECT_EQ(names(d), (texts{"Torget", "Skolan"})) << heads;
        EXPECT_EQ(pledges(d), (promised{{"Gå till fots minst 4 gånger i veckan", {"police"}},
                                        {"Byta lampor senast 1 maj 2031", {"municipality"}},
                                        {"Träffa klasserna en gång per termin", {"municipality", "police"}}}))
            << heads;
        EXPECT_TRUE(d.plan.empty()) << heads;
    }
    const auto plain = read(head + "Vi lovar\tVem\nGå till fots minst 4 gånger i veckan\tPolisen\nByta lampor senast "
                                   "1 maj 2031\tKommunen\n");
    EXPECT_EQ(pledges(plain).size(), 2u);
    // The areas that are announced above are those of the table.
    const auto announced =
        read(head + "Två områden har valts: trafiken vid skolan och tryggt torg.\n\nOmråde\tVi lovar\tVem\n" +
             "Trafiken vid skolan\tMäta farten varje vecka\tPolisen\nTryggt torg\tByta lampor "
             "senast 1 maj 2031\tKommunen\n");
    EXPECT_EQ(names(announced).size(), 2u);
    EXPECT_EQ(pledges(announced).size(), 2u);
    // When and how it is followed up make it a plan.
    for (const std::string more : {"När", "Uppföljning"}) {
        const auto d = read(head + "Område\tVi lovar\tVem\t" + more + "\nTorget\tGå till fots\tPolisen\tvarje vecka\n" +
                            "Skolan\tMäta farten\tPolisen\tvarje månad\n");
        EXPECT_EQ(d.plan.size(), 2u) << more;
    }
}

TEST(layouts, a_letter_promises_without_headings) {
    const auto d = read(
        "Hej alla i Vadstena!\n\nPolisen lovar att gå runt på torget två gånger i veckan. Vi i kommunen sätter upp "
        "tio skyltar under 2031. Kommunen kommer att ha öppet på gården fyra kvällar per vecka.\n");
    EXPECT_EQ(pledges(d).size(), 3u);
}

TEST(layouts, whose_turn_it_is_may_be_asked) {
    const auto d =
        read(head + "Vad lovar polisen?\n\n* Vi besöker torget varje vecka.\n\nVad gör ni tillsammans?\n\n* Vi träffar "
                    "skolan varje termin.\n");
    EXPECT_EQ(pledges(d), (promised{{"Vi besöker torget varje vecka.", {"police"}},
                                    {"Vi träffar skolan varje termin.", {"municipality", "police"}}}));
}

TEST(layouts, parts_may_be_listed_by_place) {
    EXPECT_TRUE(
        asks(read(head +
                  "Trafik\n\nPolisen ska göra 40 kontroller per år (20 i Vadstena, 12 i Borghamn och 6 i Rogslösa).\n"),
             reading::question_code::parts_disagree));
    EXPECT_FALSE(
        asks(read(head +
                  "Trafik\n\nPolisen ska göra 40 kontroller per år (20 i Vadstena, 12 i Borghamn och 8 i Rogslösa).\n"),
             reading::question_code::parts_disagree));
}

TEST(layouts, a_season_is_asked_about_with_its_last_days) {
    const auto d =
        read("Medborgarlöfte 2031–2032 för Vadstena kommun\n\nLampor\n\nKommunen ska byta lamporna under hösten.\n");
    const auto q = std::find_if(d.questions.begin(), d.questions.end(),
                                [](const auto& x) { return x.code == reading::question_code::ambiguous_cadence; });
    ASSERT_NE(q, d.questions.end());
    EXPECT_EQ(q->options.size(), 2u);
}

TEST(layouts, labels_may_ask) {
    const auto d =
        read(head + "Vad? Polisen besöker skolan\nHur ofta? En gång i veckan\nVem? Kommunpolisen\n\nVad? Nya skyltar\n"
                    "Hur ofta? Klart senast 30 september 2031\nVem? Tekniska kontoret\n");
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[0].what, "Polisen besöker skolan");
    EXPECT_EQ(d.plan[1].responsible, (texts{"Tekniska kontoret"}));
}

TEST(layouts, sources_may_be_listed_below_what_is_built_on_them) {
    EXPECT_EQ(
        basis(read(head + "Löftet bygger på\n\n* en trygghetsenkät\n* brottsstatistik\n\nPolisen lovar tio besök.\n")),
        (std::vector{basis_kind::resident_survey, basis_kind::crime_statistics}));
}

TEST(layouts, an_agreement_with_its_parties_is_the_title) {
    const auto d = read("Samverkansöverenskommelse 2031–2034\nmellan Vadstena kommun och "
                        "Polismyndigheten\n\nMedborgarlöften\n\nPolisen "
                        "lovar tio besök per år.\n\nSten Testsson\tMaj Provsson\nKommunalråd, Vadstena kommun\t"
                        "Lokalpolisområdeschef\n");
    EXPECT_EQ(d.valid.from, base::parse_iso_date("2031-01-01"));
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
    EXPECT_EQ(d.signatories[1].party, "Polismyndigheten");
}

TEST(layouts, cards_between_drawn_lines_are_rows) {
    const std::string line = "= = = = = = = = = =\n";
    const auto d =
        read(head + line +
             "KORT 1\nOmråde: Droger\nVad: Besök på gården\nNär: Varje vecka\nSamverkan: Gården\n"
             "Ansvarig: Polisen\n" +
             line +
             "KORT 2\nOmråde: Droger\nVad: Sök med hund\nNär: Varje kvartal\nSamverkan: Skolan, LUF Ungdomarna\n"
             "Ansvar: Kommunens samordnare\nKommentar: efter samtal\n" +
             line);
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[1].area, "Droger");
    EXPECT_EQ(d.plan[1].with, (texts{"Skolan", "LUF Ungdomarna"}));
    EXPECT_EQ(d.plan[1].responsible, (texts{"Kommunens samordnare"}));
    EXPECT_TRUE(d.signatories.empty());
}

TEST(layouts, empty_cells_repeat_the_row_above_where_the_text_says_so) {
    const std::string table = "Vad\tNär\tAnsvarig\nMäta fart\tVarje vecka\tPolisen\nMäta buller\tVarje månad\t\n";
    const auto responsible = [&](const std::string& note) { return read(head + note + table).plan.at(1).responsible; };
    EXPECT_EQ(responsible("En tom ruta betyder detsamma som rutan ovanför.\n\n"), (texts{"Polisen"}));
    EXPECT_EQ(responsible("Blanka fält har samma innehåll som raden över.\n\n"), (texts{"Polisen"}));
    EXPECT_EQ(responsible("Samma plan gäller på tomma tomter.\n\n"), texts{});
}

} // namespace
