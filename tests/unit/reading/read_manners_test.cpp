// What a document means where it is worded or laid out in yet other ways.

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

std::vector<std::pair<basis_kind, int>> basis(const reading::document& d) {
    std::vector<std::pair<basis_kind, int>> all;
    for (const auto& b : d.basis)
        all.emplace_back(b.kind, b.year.value_or(0));
    return all;
}

std::vector<texts> owners(const reading::document& d) {
    std::vector<texts> all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.push_back(p.by);
    return all;
}

TEST(manners, a_name_alone_says_who_we_are_below_it) {
    const auto d = read(head + "Löftet bygger på en trygghetsenkät.\n\nTRYGGT PÅ TORGET\n\nPolisen\n\n"
                               "Vi går till fots varje fredag.\n\nVadstena kommun\n\nVi byter lampor varje höst.\n\n"
                               "LUGNT I TRAFIKEN\n\nPolisen\n\nVi mäter farten två gånger i veckan.\n");
    EXPECT_EQ(names(d), (texts{"TRYGGT PÅ TORGET", "LUGNT I TRAFIKEN"}));
    EXPECT_EQ(owners(d), (std::vector<texts>{{"police"}, {"municipality"}, {"police"}}));
    EXPECT_TRUE(d.signatories.empty());
}

TEST(manners, one_municipality_has_a_genitive_of_its_own) {
    EXPECT_EQ(parties(read("Medborgarlöfte i Falun\n\nFalu kommun och polisen\n\nPolisen lovar tio besök.\n")),
              (texts{"Falu kommun", "Polisen"}));
    EXPECT_EQ(parties(read("Medborgarlöfte för Falun\n\nPolisen lovar tio besök.\n")),
              (texts{"Falu kommun", "Polisen"}));
}

TEST(manners, how_it_went_is_told_to_residents) {
    for (const std::string told : {"I december 2031 berättar vi hur det gick, i sociala medier och på ett öppet möte.",
                                   "Hur löftet hölls berättar vi varje år på vadstena.se och på Facebook."}) {
        const auto d = read(head + "Polisen lovar tio besök.\n\nUPPFÖLJNING\n\nRådet går igenom löftet varje år. " +
                            told + "\n\nVadstena i januari 2031\n");
        EXPECT_EQ(d.feedback.text, told);
        EXPECT_EQ(d.follow_up.text, "Rådet går igenom löftet varje år.");
        EXPECT_FALSE(d.feedback.channels.empty());
    }
}

TEST(manners, areas_are_named_in_the_sentence_that_announces_them) {
    const texts four{"Trafik vid skolor", "Droger och langning", "Mörka stråk", "Bedrägerier mot äldre"};
    EXPECT_EQ(names(read(head + "Fyra problem har valts ut: trafik vid skolor, droger och langning, mörka stråk samt "
                                "bedrägerier mot äldre.\n\nVi följer upp löftet varje år.\n")),
              four);
    EXPECT_EQ(names(read(head + "Vi går vidare med tre områden: parken, bilarna på torget och unga ute.\n\nVi följer "
                                "upp löftet varje år.\n")),
              (texts{"Parken", "Bilarna på torget", "Unga ute"}));
    // As many as are announced, or none.
    EXPECT_TRUE(
        names(read(head + "Fyra problem har valts ut bland många: parken, torget.\n\nVi följer upp löftet varje år.\n"))
            .empty());
}

TEST(manners, names_above_their_numbers_promise_nothing) {
    const auto d = read("VADSTENA KOMMUN\tPOLISEN\tSida 1 (2)\nDnr KS 2031/12\tPolisområde Vättern\t2031-01-02\n\n"
                        "Medborgarlöfte 2031\n\nLöftet följs upp varje år.\n");
    EXPECT_TRUE(owners(d).empty());
}

TEST(manners, sources_have_their_own_years_and_owners) {
    EXPECT_EQ(basis(read(head + "Löftet bygger på 2030 års trygghetsenkät och på kommunens lägesbild.\n")),
              (std::vector<std::pair<basis_kind, int>>{{basis_kind::resident_survey, 2030},
                                                       {basis_kind::municipal_assessment, 0}}));
    EXPECT_EQ(
        basis(read(head + "Vi har läst polisens brottsstatistik för 2030 och kommunens lägesbilder, och pratat med "
                          "invånare på torgmöten i Borghamn, Herrestad och Nässja under 2029.\n")),
        (std::vector<std::pair<basis_kind, int>>{{basis_kind::crime_statistics, 2030},
                                                 {basis_kind::municipal_assessment, 0},
                                                 {basis_kind::resident_dialogue, 2029}}));
    EXPECT_EQ(
        basis(read(head + "Bakgrund\n\nDet är samma bild som polisen har i sin lägesbild. Kommunens personal har i "
                          "egna dialoger sagt detsamma.\n")),
        (std::vector<std::pair<basis_kind, int>>{{basis_kind::police_assessment, 0}, {basis_kind::staff_dialogue, 0}}));
    EXPECT_EQ(basis(read(head + "Bakgrund\n\nVi har frågat er. 900 personer svarade på webbenkäten 2030.\n")),
              (std::vector<std::pair<basis_kind, int>>{{basis_kind::web_survey, 2030}}));
}

TEST(manners, a_papers_name_is_no_second_paper) {
    const auto d =
        read(head + "Återkoppling\n\nResultatet når alla genom hushållsbladet Nytt och nära, som delas ut till "
                    "alla hushåll, och på kommunens webbplats.\n");
    EXPECT_EQ(d.feedback.channels, (std::vector{channel::household_paper, channel::municipality_website}));
}

TEST(manners, who_promises_is_listed_between_dashes_or_alone) {
    const texts three{"Vadstena kommun", "Lokalpolisområde Vättern", "bostadsbolaget Vätternhem"};
    EXPECT_EQ(parties(read("Till dig i Vadstena\n\nNu ger vi – Vadstena kommun, Lokalpolisområde Vättern och "
                           "bostadsbolaget Vätternhem – dig ett medborgarlöfte. Det gäller 2031.\n")),
              three);
    EXPECT_EQ(parties(read("Medborgarlöfte 2031\n\nVilka står bakom\nVadstena kommun, Lokalpolisområde Vättern och "
                           "bostadsbolaget Vätternhem.\n\nVi följer upp löftet varje år.\n")),
              three);
}

TEST(manners, whoever_sees_to_it_promises) {
    const auto d =
        read(head + "Gårdarna\n\nKommunen ser till att trasiga lampor är lagade inom 48 timmar. Polisen ska gå "
                    "förbi varje kväll.\n");
    EXPECT_EQ(owners(d), (std::vector<texts>{{"municipality"}, {"police"}}));
}

TEST(manners, two_tags_behind_a_sentence_are_both_its_own) {
    const auto d =
        read(head + "Löften\n\n1. En vandring hålls varje höst. (Polis) (Kommun)\n2. Klotter tas bort inom tre "
                    "dagar. (Kommun)\n");
    EXPECT_EQ(owners(d), (std::vector<texts>{{"police", "municipality"}, {"municipality"}}));
}

texts signed_for(const reading::document& d) {
    texts all;
    for (const auto& s : d.signatories)
        all.push_back(s.party.value_or(""));
    return all;
}

TEST(manners, titles_stand_above_names_of_another_kind) {
    const std::string text = "Medborgarlöfte 2031\n\nMotala kommun, Lokalpolisområde Motala Vättern och bostadsbolaget "
                             "Motalahem\n\nPolisen lovar tio besök.\n\n";
    EXPECT_EQ(signed_for(read(text + "Kommunstyrelsens ordförande\tLokalpolisområdeschef\nMotala kommun\tMotala "
                                     "Vättern\n")),
              (texts{"Motala kommun", "Lokalpolisområde Motala Vättern"}));
    EXPECT_EQ(signed_for(read(text + "Kommunstyrelsens ordförande, Motala kommun\n\nDistriktschef, Motalahem\n")),
              (texts{"Motala kommun", "bostadsbolaget Motalahem"}));
}

TEST(manners, a_report_by_a_day_is_followed_up_by_then) {
    const auto d =
        read(head + "Polisen lovar tio besök.\n\nSå följer vi upp\n\nStyrgruppen går igenom löftet varje "
                    "kvartal. En slutrapport lämnas senast den 31 januari 2032.\n\nVadstena den 2 mars 2031\n");
    ASSERT_EQ(d.follow_up.readings.size(), 2u);
    EXPECT_TRUE(d.follow_up.readings[1].deadline.has_value());
    EXPECT_FALSE(d.follow_up.readings[0].per.has_value());
}

TEST(manners, a_rows_places_share_its_count_or_have_it_each) {
    const std::string plan = "Handlingsplan\n\nVad\tNär\tHuvudansvar\n";
    EXPECT_TRUE(asks(read(head + plan + "Polisbuss i Borghamn och Nässja\tMinst en gång i månaden\tPolisen\n"),
                     reading::question_code::ambiguous_subjects));
    const auto one = read(head + plan + "Information på skolor och fritidsgårdar\tMinst en gång i månaden\tPolisen\n");
    EXPECT_FALSE(asks(one, reading::question_code::ambiguous_subjects));
    ASSERT_EQ(one.plan.size(), 1u);
    EXPECT_EQ(one.plan[0].responsible, (texts{"Polisen"}));
}

TEST(manners, a_promise_for_another_municipality_is_asked_about) {
    EXPECT_TRUE(asks(read(head + "Löften\n\n• I Motala ska polisen finnas på torget varje fredag.\n• Kommunen ska byta "
                                 "lampor varje höst.\n"),
                     reading::question_code::foreign_municipality));
}

TEST(manners, what_a_web_page_says_of_itself_is_none_of_the_document) {
    const auto d =
        read("Start / Kommun och politik / Medborgarlöfte\n\nSå gör vi Vadstena tryggare\n\nVadstena kommun "
             "och polisen har gett ett medborgarlöfte för mars 2031 – juni 2032.\n\nTorget\n\n• Polisen "
             "lovar att gå förbi varje kväll.\n• Kommunen lovar att byta lampor varje höst.\n\nVad händer "
             "sen?\n\nVad löftet gav visar vi på den här sidan och på polisen.se i juni 2032.\n\nFrågor? "
             "Trygghetssamordnaren, telefon 0143-123 45.\n\nLöftet i sin helhet 2033 (PDF, 214 kB)\n\nSenast "
             "granskad: 2031-02-03\n");
    EXPECT_EQ(d.title, "Så gör vi Vadstena tryggare");
    EXPECT_EQ(d.valid.from, base::parse_iso_date("2031-03-01"));
    EXPECT_EQ(d.valid.to, base::parse_iso_date("2032-06-30"));
    EXPECT_EQ(d.feedback.channels, (std::vector{channel::municipality_website, channel::police_website}));
    ASSERT_EQ(d.feedback.readings.size(), 1u);
    EXPECT_EQ(d.feedback.readings[0].deadline, base::parse_iso_date("2032-06-30"));
    EXPECT_TRUE(asks(d, reading::question_code::no_follow_up));
}

TEST(manners, the_pledge_says_its_own_time_beside_the_agreements) {
    const auto d = read("Samverkansöverenskommelse\n\nmellan Vadstena kommun och Polisen\n\nÖverenskommelsen gäller "
                        "2030–2033.\n\nMedborgarlöfte för Vadstena\n\nMedborgarlöftet gäller kalenderåret 2031. Region "
                        "Östergötland har hörts.\n\nPolisen lovar tio besök.\n");
    EXPECT_EQ(d.valid.from, base::parse_iso_date("2031-01-01"));
    EXPECT_FALSE(asks(d, reading::question_code::period_conflict));
    const auto region = std::find_if(d.parties.begin(), d.parties.end(),
                                     [](const auto& p) { return p.kind == reading::party_kind::region; });
    ASSERT_NE(region, d.parties.end());
    EXPECT_EQ(region->role, reading::party_role::consulted);
}

TEST(manners, a_name_above_the_first_of_several_labelled_parts_heads_them_all) {
    const auto d = read(head + "Vad ska hända?\n\nStationen\nÅtgärd: Väktare på plats\nNär: Varje fredag\nAnsvarig: "
                               "Kommunen\n\nÅtgärd: Kameror sätts upp\nNär: Senast 30 juni 2031\nAnsvarig: "
                               "Kommunen\n\nCykelstölder\nÅtgärd: Märkdagar\nNär: 2 gånger per termin\nAnsvarig: "
                               "Polisen\n");
    texts areas;
    for (const auto& row : d.plan)
        areas.push_back(row.area);
    EXPECT_EQ(areas, (texts{"Stationen", "Stationen", "Cykelstölder"}));
    EXPECT_EQ(names(d), (texts{"Stationen", "Cykelstölder"}));
}

TEST(manners, a_plan_may_call_what_is_done_a_pledge) {
    const auto d =
        read(head + "Handlingsplan\n\nOmråde\tLöfte\tHur ofta\tVem\nTrafik\tMäta farten\t3 ggr/mån\tPolisen\n"
                    "Unga\tVandring\tVarje lördag\tKommunen\n");
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[0].area, "Trafik");
    EXPECT_EQ(d.plan[0].what, "Mäta farten");
}

TEST(manners, a_letter_ends_with_its_place_and_time) {
    const auto d =
        read("Kära Vadstenabor!\n\nKommunen och polisen har kommit överens om två saker som vi lovar er under "
             "2032.\n\nPolisen ska mäta farten varje vecka.\n\nSå följer vi upp löftet\n\nVarannan månad möts "
             "styrgruppen.\n\nHur får du reda på resultatet?\n\nPå vadstena.se.\n\nVadstena i december "
             "2031\n\nKommunalrådet\tKommunpolisen\nför Vadstena kommun\tför Lokalpolisområde Vättern\n");
    EXPECT_EQ(d.valid.from, base::parse_iso_date("2032-01-01"));
    EXPECT_EQ(d.follow_up.fora, (texts{"styrgruppen"}));
    EXPECT_EQ(d.feedback.channels, (std::vector{channel::municipality_website}));
    EXPECT_EQ(signed_for(d), (texts{"Vadstena kommun", "Lokalpolisområde Vättern"}));
}

TEST(manners, numbered_questions_head_the_answers_right_below_them) {
    const auto d =
        read("Medborgarlöfte 2031 för Vadstena\n\nVadstena kommun och Lokalpolisområde Vättern västra lovar detta "
             "tillsammans under hela året.\n\n1. Varför ett löfte?\nBilden har vi tagit fram genom en enkät till "
             "boende hösten 2030 och tre trygghetsvandringar i stan.\n\n2. Vad vill vi åstadkomma?\n– Färre unga "
             "ska börja använda droger.\n\n3. Vad lovar vi?\n\n3.1 Torget\na) Polisen ska gå förbi varje "
             "kväll.\nb) Klotter ska vara borta inom 48 timmar.\n\n4. Hur följs löftet upp?\nSamordnaren och "
             "kommunpolisen träffas varannan vecka.\n");
    EXPECT_EQ(basis(d), (std::vector<std::pair<basis_kind, int>>{{basis_kind::resident_survey, 2030},
                                                                 {basis_kind::safety_walk, 0}}));
    EXPECT_EQ(d.aims, (texts{"Färre unga ska börja använda droger."}));
    EXPECT_EQ(d.follow_up.text, "Samordnaren och kommunpolisen träffas varannan vecka.");
    EXPECT_EQ(parties(d), (texts{"Vadstena kommun", "Lokalpolisområde Vättern västra"}));
}

TEST(manners, file_numbers_are_told_by_place) {
    const auto d = read("Medborgarlöfte för Vadstena och Motala\n\nParter\tVadstena kommun, Motala kommun, polisen\n"
                        "Diarienummer\tVadstena: KS 2031/33, Motala: 2031-118\n\nPolisen lovar tio besök.\n");
    ASSERT_EQ(d.references.size(), 2u);
    EXPECT_EQ(d.references[0].number, "KS 2031/33");
    EXPECT_EQ(d.references[1].party, "Motala kommun");
}

TEST(manners, those_who_promise_may_be_named_after_the_verb) {
    const auto d =
        read("Tryggare Vadstena 2031\n\nVi som lovar är Vadstena kommun, Polisen i Vättern västra och Vätterbo "
             "Vadstena.\n\nBackarna\n\n• Vätterbo Vadstena ska byta lås varje höst.\n• Polisen ska gå förbi varje "
             "kväll.\n");
    EXPECT_EQ(parties(d), (texts{"Vadstena kommun", "Polisen i Vättern västra", "Vätterbo Vadstena"}));
}

TEST(manners, an_agreement_without_an_end_may_have_a_last_day) {
    const auto d =
        read("Överenskommelse om medborgarlöfte\n\nMellan Vadstena kommun och polisen har följande medborgarlöfte "
             "träffats.\n\n§ 1 Giltighetstid\nÖverenskommelsen gäller från 2031-01-01 och tills vidare, dock längst "
             "till 2032-12-31.\n\nVadstena den 10 december 2030\n\nVadstena kommun\tPolisen\n\n……………\t……………\nKarin "
             "Exempel\tOlle Hittepå\nKommundirektör\tKommunpolis\n");
    EXPECT_EQ(d.valid.from, base::parse_iso_date("2031-01-01"));
    EXPECT_EQ(d.valid.to, base::parse_iso_date("2032-12-31"));
    EXPECT_FALSE(asks(d, reading::question_code::period_conflict));
    EXPECT_EQ(signed_for(d), (texts{"Vadstena kommun", "Polisen"}));
}

TEST(manners, lettered_pledges_head_their_labelled_parts) {
    const auto d =
        read(head + "Så togs löftet fram\n* Enkät till alla hushåll\n* Samtal med polisens anställda\n\nLöfte A: "
                    "Trafiken\nVad: Kontroller\nHur ofta: Minst fyra per månad\nVem: Polisen\n\nLöfte B: De "
                    "äldre\nVad: Föreläsning\nHur ofta: En gång om året\nVem: Kommunen\n\nVad: Hembesök\nHur ofta: "
                    "Löpande\nVem: Kommunen\n");
    EXPECT_EQ(names(d), (texts{"Trafiken", "De äldre"}));
    EXPECT_EQ(d.plan.size(), 3u);
    EXPECT_EQ(d.basis.size(), 2u);
}

TEST(manners, what_has_been_promised_is_a_pledge_unless_others_did) {
    const auto d =
        read(head + "Unga\n\nPolisen har också lovat att besöka alla klasser varje år. Trafikverket har lovat en ny "
                    "kamera på väg 50.\n");
    EXPECT_EQ(owners(d), (std::vector<texts>{{"police"}}));
}

TEST(manners, the_first_heading_is_the_title_where_none_else_names_the_pledge) {
    const auto d =
        read("Så ska Vadstena bli tryggare 2031\n\nVadstena kommun och polisen har lyssnat på dig.\n\nVåra "
             "löften\n\nOmråde\tPolisen lovar\tKommunen lovar\tTillsammans\nTrafik\tÅtta kontroller i månaden\tNya "
             "skyltar före maj 2031\tEn trafikdag per år\n\nUppföljning\n\nVi stämmer av varje månad i BRÅ:s "
             "arbetsgrupp.\n");
    EXPECT_EQ(d.title, "Så ska Vadstena bli tryggare 2031");
    EXPECT_EQ(owners(d).back().size(), 2u);
    EXPECT_EQ(d.follow_up.fora, (texts{"BRÅ:s arbetsgrupp"}));
}

TEST(manners, a_pledge_among_labels_is_no_row_of_a_plan) {
    const auto d = read(
        head + "UTMANING 1: OTRYGGHET I PARKEN\nVad ser vi? Det är mörkt.\nVårt löfte: Polisen ska finnas i parken "
               "tre kvällar i veckan.\nAnsvarig: Kommunpolisen\nSå mäter vi: Antal kvällar\n\nUTMANING 2: "
               "FORTKÖRNING\nVad ser vi? Många kör för fort.\nVårt löfte: Kommunen ska byta skyltar före 1 juni "
               "2031.\nAnsvarig: Tekniska enheten\nSå mäter vi: Medelhastighet\n");
    EXPECT_TRUE(d.plan.empty());
    EXPECT_EQ(names(d), (texts{"OTRYGGHET I PARKEN", "FORTKÖRNING"}));
    EXPECT_EQ(owners(d), (std::vector<texts>{{"police"}, {"municipality"}}));
}

TEST(manners, file_numbers_have_their_places_behind_them) {
    const auto d =
        read("Medborgarlöften Orust och Tjörn 2031\n\nDatum\t2030-12-19\nDnr\tKS/2030:1190 (Orust), 2030/402 "
             "(Tjörn)\n\nOrust kommun och Tjörns kommun\n\nPolisen lovar tio besök.\n");
    ASSERT_EQ(d.references.size(), 2u);
    EXPECT_EQ(d.references[0].number, "KS/2030:1190");
    EXPECT_EQ(d.references[0].party, "Orust kommun");
    EXPECT_EQ(d.references[1].party, "Tjörns kommun");
}

} // namespace
