// How the same thing is said in different words and places: who promises, when, who signs and how it is told.
#include "base/date.hpp"
#include "reading_of.hpp"

#include <gtest/gtest.h>

namespace {

using reading::channel;

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

TEST(places, whoever_does_it_may_stand_behind_the_verb) {
    const auto d = read(head + "Ljus\n\nTrasiga lampor byts av kommunen inom fem dagar. Klottret tas bort av kommunen "
                               "varje vecka. Fem rutor krossades av okända 2030. Den som anmäler ett hål får svar inom "
                               "tio dagar.\n");
    EXPECT_EQ(pledges(d), (promised{{"Trasiga lampor byts av kommunen inom fem dagar.", {"municipality"}},
                                    {"Klottret tas bort av kommunen varje vecka.", {"municipality"}},
                                    {"Den som anmäler ett hål får svar inom tio dagar.", {}}}));
}

TEST(places, an_item_may_say_in_two_sentences_what_and_by_when) {
    const auto d = read(head + "Ljus\n\n- Polisen går en runda varje kväll.\n- Nya lampor vid bron. Klart senast 1 maj "
                               "2031.\n");
    ASSERT_EQ(pledges(d).size(), 2u);
    EXPECT_EQ(pledges(d)[1].first, "Nya lampor vid bron. Klart senast 1 maj 2031.");
}

TEST(places, an_owner_may_stand_last_in_an_item) {
    const auto d = read(head + "Cyklar\n\n- Polisen går en runda varje kväll.\n- Minst 40 nya ställ – ansvarig: "
                               "gatukontoret\n- Fyra märkningsdagar per år, ansvar: kommunpolisen\n");
    EXPECT_EQ(pledges(d), (promised{{"Polisen går en runda varje kväll.", {"police"}},
                                    {"Minst 40 nya ställ", {"municipality"}},
                                    {"Fyra märkningsdagar per år", {"police"}}}));
}

TEST(places, letters_with_numbers_begin_items) {
    const auto d =
        read(head + "Polisens löften\nP1. Vi ska mäta farten varje vecka.\nP2. Vi ska svara inom två dagar.\n\n"
                    "Kommunens löften\nK1: Vi sopar gatorna två gånger per år.\nK2: Vi tar bort klotter inom "
                    "en vecka.\n");
    EXPECT_EQ(pledges(d), (promised{{"Vi ska mäta farten varje vecka.", {"police"}},
                                    {"Vi ska svara inom två dagar.", {"police"}},
                                    {"Vi sopar gatorna två gånger per år.", {"municipality"}},
                                    {"Vi tar bort klotter inom en vecka.", {"municipality"}}}));
}

TEST(places, a_label_says_that_all_behind_it_is_promised) {
    const auto d = read(head + "Löfte 1: Inbrotten\nSå gör vi: Polisen startar två områden per år. Kommunen lånar ut "
                               "märkpennor.\n\nLöfte 2: Torget\nSå gör vi: Kommunen sopar varje dag.\n");
    EXPECT_EQ(pledges(d), (promised{{"Polisen startar två områden per år.", {"police"}},
                                    {"Kommunen lånar ut märkpennor.", {"municipality"}},
                                    {"Kommunen sopar varje dag.", {"municipality"}}}));
}

TEST(places, paragraphs_in_brackets_may_begin_with_their_area) {
    const auto d =
        read("Medborgarlöfte – Vadstena kommun\n\nKommunen och polisen lovar detta för 2031.\n\nPrioriterade "
             "områden är (1) unga och (2) torget.\n\n(1) Unga på kvällen. Polisen ska gå ut varje fredag.\n\n"
             "(2) Torget. Kommunen ska sopa varje dag.\n");
    EXPECT_EQ(names(d), (texts{"Unga på kvällen", "Torget"}));
    EXPECT_EQ(pledges(d).size(), 2u);
}

TEST(places, columns_may_be_headed_by_questions) {
    const auto d = read(head + "Vad ska göras?\tVem gör det?\tHur ofta?\tHur mäter vi?\nFartkontroller\tPolisen\tVarje "
                               "vecka\tAntal\n");
    ASSERT_EQ(d.plan.size(), 1u);
    EXPECT_EQ(d.plan[0].responsible, (texts{"Polisen"}));
    EXPECT_EQ(d.plan[0].follow_up, (texts{"Antal"}));
}

TEST(places, the_year_may_stand_on_the_cover) {
    const auto d =
        read("Trygghetslöftet\nVadstena kommun och polisen, år 2031\n\nTrafik\n\nPolisen ska mäta farten varje "
             "vecka.\n");
    EXPECT_EQ(d.valid.to, base::make_date(2031, 12, 31));
}

TEST(places, a_bar_parts_the_names_of_parties) {
    const auto d =
        read("Medborgarlöfte 2031\n\nLokalpolisområde Motala | Vadstena kommun\n\nTrafik\n\nPolisen ska mäta "
             "farten varje vecka.\n\nKommunalråd\nLokalpolisområdeschef Motala\n");
    ASSERT_EQ(d.parties.size(), 2u);
    EXPECT_EQ(d.parties[1].name, "Lokalpolisområde Motala");
}

TEST(places, titles_stand_in_columns_below_their_parties) {
    const auto d = read("Avtal om medborgarlöfte 2031 mellan Vadstena kommun, Polisen och Vadstenahem AB\n\nTrafik\n\n"
                        "Polisen ska mäta farten varje vecka.\n\nFör Vadstena kommun\tFör Polisen\tFör Vadstenahem AB\n"
                        "_____\t_____\t_____\nKommunchef\tLokalpolisområdeschef\tVerkställande direktör\n");
    ASSERT_EQ(d.signatories.size(), 3u);
    EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
    EXPECT_EQ(d.signatories[2].party, "Vadstenahem AB");
}

TEST(places, residents_are_told_in_the_sentence_that_tells_who_follows) {
    const auto d =
        read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nRådet går igenom löftet i mars. Sedan "
                    "skriver vi i Vadstenabladet, som alla hushåll får.\n");
    EXPECT_EQ(d.follow_up.fora, (texts{"Rådet"}));
    EXPECT_EQ(d.feedback.channels, (std::vector{channel::household_paper}));
    const auto app =
        read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nUppföljning\n\nStyrgruppen träffas två "
                    "gånger per år. Invånarna informeras genom kommunens app.\n");
    EXPECT_EQ(app.feedback.channels, (std::vector{channel::other}));
    EXPECT_EQ(app.follow_up.fora, (texts{"Styrgruppen"}));
}

TEST(places, labels_say_whose_promise_and_what_is_wished) {
    const auto d =
        read(head + "Trafik\nVi vill: att fler vågar cykla.\nPolisens löfte: Vi kommer att mäta farten varje "
                    "vecka.\nKommunens löfte: Vi kommer att byta tio skyltar.\nGemensamt löfte: Vi ordnar en "
                    "cykeldag varje höst.\n");
    EXPECT_EQ(pledges(d), (promised{{"Vi kommer att mäta farten varje vecka.", {"police"}},
                                    {"Vi kommer att byta tio skyltar.", {"municipality"}},
                                    {"Vi ordnar en cykeldag varje höst.", {"municipality", "police"}}}));
    EXPECT_EQ(d.parties.at(0).role, reading::party_role::signatory);
}

TEST(places, questions_stand_before_their_answers) {
    const auto d =
        read(head + "Vad bygger löftet på? En enkät hösten 2030.\nVad vill vi uppnå? Färre bränder i parken.\n\n"
                    "Trafik\n- Polisen mäter farten varje vecka.\n\nVem håller koll? Trygghetsgruppen, en gång "
                    "i månaden.\nVar kan jag läsa mer? vadstena.se och Vadstenabladet.\n");
    EXPECT_EQ(d.basis.size(), 1u);
    EXPECT_EQ(d.aims, (texts{"Färre bränder i parken."}));
    EXPECT_EQ(d.follow_up.fora, (texts{"Trygghetsgruppen"}));
    EXPECT_EQ(d.feedback.channels, (std::vector{channel::municipality_website, channel::press}));
}

TEST(places, an_area_may_be_headed_by_what_it_is_about) {
    const auto d =
        read(head + "Om löftet\n\nDet här är ett löfte.\n\nOm trafik\n- Polisen mäter farten varje vecka.\n\n"
                    "Om skräp\n- Kommunen sopar varje dag.\n");
    EXPECT_EQ(names(d), (texts{"Om trafik", "Om skräp"}));
}

TEST(places, what_is_done_in_time_is_promised_whoever_does_it) {
    const auto d =
        read(head + "Ljus\n\nTrasiga lampor lagas inom tre dagar. Polisen är i centrum varje dag.\n\nDet här "
                    "lovade vi förra gången\n\nKlotter tas bort inom två dagar.\n");
    EXPECT_EQ(pledges(d), (promised{{"Trasiga lampor lagas inom tre dagar.", {}},
                                    {"Polisen är i centrum varje dag.", {"police"}}}));
}

TEST(places, a_persons_name_names_no_municipality) {
    const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nAnna Ek\tBo Berg\nKommunalråd\t"
                               "Kommunstyrelsens ordförande\nVadstena kommun\tVadstena kommun\n");
    EXPECT_EQ(d.parties.size(), 2u);
    EXPECT_EQ(d.signatories.size(), 2u);
}

TEST(places, a_numbered_list_within_numbered_headings_is_one) {
    const auto d =
        read(head + "1. Bakgrund\n\nVi har frågat 300 boende.\n\n2. Det här vill vi uppnå\n\n1. Färre stölder\n"
                    "2. Ljusare gator\n\n3. Det här lovar vi\n\nPolisen ska mäta farten varje vecka.\n\n4. Hur "
                    "får du veta?\n\n- kommunens app\n- Vadstenabladet\n");
    EXPECT_EQ(d.aims, (texts{"Färre stölder", "Ljusare gator"}));
    EXPECT_EQ(d.feedback.channels, (std::vector{channel::other, channel::press}));
}

TEST(places, what_residents_said_is_no_area) {
    const auto d =
        read(head + "Det ni sa\n\n\"Vi vill se polisen oftare.\"\n\nDet vi lovar\n\nPolisen\n1. Minst 25 "
                    "kontroller per år.\n2. Den som ringer får besked inom en halvtimme.\n\nKommunen\n3. Varje "
                    "by får en kontaktperson senast den 30 april 2031.\n");
    ASSERT_EQ(pledges(d).size(), 3u);
    EXPECT_EQ(pledges(d)[0].second, (texts{"police"}));
    EXPECT_EQ(pledges(d)[2].second, (texts{"municipality"}));
}

TEST(places, a_company_ends_its_name_where_lines_run_together) {
    const auto d =
        read("Medborgarlöfte 2031\n\nParter: Vadstena kommun · Polisen · Vadstenahus AB Beslut: KS 2030-12-10 "
             "§ 133\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n");
    ASSERT_EQ(d.parties.size(), 3u);
    EXPECT_EQ(d.parties[2].name, "Vadstenahus AB");
    EXPECT_EQ(d.decided, base::make_date(2030, 12, 10));
}

TEST(places, those_who_sign_may_be_listed_below_a_line_that_says_so) {
    for (const auto* lead : {"Undertecknat i Vadstena den 20 januari 2031", "Underskrifter",
                             "Löftet undertecknas av:", "Vi som skriver under löftet"}) {
        const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\n" + lead +
                            "\n\n- Kommunstyrelsens ordförande, Vadstena kommun\n- Lokalpolisområdeschef, "
                            "lokalpolisområde Motala\n");
        ASSERT_EQ(d.signatories.size(), 2u) << lead;
        EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
    }
    const auto group = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nI styrgruppen ingår:\n\n- "
                                   "Kommunchef, Vadstena kommun\n- Lokalpolisområdeschef\n");
    EXPECT_TRUE(group.signatories.empty());
}

TEST(places, those_who_sign_may_stand_above_the_annexes) {
    const std::string annex = "\n\nBILAGA 1 Medborgarlöfte 2031\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n";
    for (const auto* signers : {"För Vadstena kommun\tFör Polisen\nKommunchef\tLokalpolisområdeschef",
                                "För Vadstena kommun\n\nKommunchef\n\nFör Polisen\n\nLokalpolisområdeschef",
                                "Undertecknas av\n\n- Kommunchef, Vadstena kommun\n- Lokalpolisområdeschef, Polisen"}) {
        const auto d = read(head + "Löftet gäller 2031.\n\n" + signers + annex);
        ASSERT_EQ(d.signatories.size(), 2u) << signers;
        EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
        EXPECT_EQ(d.focus_areas.size(), 1u);
    }
    const auto none = read(head + "Löftet gäller 2031.\n\nKommunchef\tLokalpolisområdeschef" + annex);
    EXPECT_TRUE(none.signatories.empty());
}

TEST(places, the_foot_of_a_page_belongs_to_nothing) {
    const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nKommunchef\tLokalpolisområdeschef\n"
                               "Vadstena kommun\tPolisen\n\nVadstenalöftet 2031\tSida 2 (2)\n");
    EXPECT_EQ(d.signatories.size(), 2u);
}

TEST(places, how_often_may_stand_in_a_sentence_of_its_own) {
    for (const auto* often : {"Minst en gång i veckan på varje station.", "Varje fredag.", "Två gånger i månaden.",
                              "Varannan vecka under terminerna."}) {
        const auto item =
            read(head + "Tåg\n\n- Polisen ska synas på stationerna. " + often + "\n- Kommunen ska tvätta.\n");
        ASSERT_EQ(pledges(item).size(), 2u) << often;
        EXPECT_EQ(pledges(item)[0].first, "Polisen ska synas på stationerna. " + std::string{often});
        const auto text = read(head + "Tåg\n\nPolisen ska synas på stationerna. " + often + "\n");
        EXPECT_EQ(pledges(text).size(), 1u) << often;
    }
    const auto two = read(head + "Tåg\n\n- Polisen ska synas tio gånger per år. Minst två gånger på varje station.\n");
    EXPECT_EQ(pledges(two)[0].first, "Polisen ska synas tio gånger per år.");
}

TEST(places, parties_lead_their_lines_without_marks) {
    const auto d = read(head + "Droger\nPolisen: Minst 15 kontroller med hund under året, på skolor och på gymmen.\n"
                               "Kommunen: Alla elever i årskurs 8 får en lektion under året, och en till nästa.\n"
                               "Polisen och kommunen: Vi bjuder in till ett möte varje termin, på biblioteket.\n");
    ASSERT_EQ(pledges(d).size(), 3u);
    EXPECT_EQ(pledges(d)[1].second, (texts{"municipality"}));
}

TEST(places, the_day_of_signing_may_end_a_paragraph) {
    const std::string long_enough =
        "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nTorg\n\nPolisen ska gå förbi varje "
        "natt.\n\nUnga\n\nPolisen ska besöka gården varje vecka.\n\nSkräp\n\nKommunen ska sopa "
        "varje dag.\n\nLjus\n\nKommunen ska byta lampor inom två dygn.\n\nUppföljning\n\nRådet "
        "går igenom löftet i mars.\n\nUnderskrifter\n\n";
    for (const auto* end : {"Avtalet har upprättats i två likalydande exemplar. Vadstena 2030-11-28.",
                            "Parterna har tagit var sitt exemplar. Vadstena den 28 november 2030",
                            "Avtalet finns i två exemplar som parterna tagit var sitt av. Vadstena, 28 november 2030."})
        EXPECT_EQ(read(head + long_enough + end + "\n").decided, base::make_date(2030, 11, 28)) << end;
}

TEST(places, councils_of_another_municipality_are_foreign) {
    for (const auto* who : {"kommunstyrelserna i Vadstena och Motala", "kommunfullmäktige i Motala",
                            "kommunledningarna i Vadstena och Motala"}) {
        const auto d = read(head +
                            "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nUppföljning\n\nEn rapport lämnas "
                            "varje år till " +
                            who + ".\n");
        EXPECT_TRUE(std::any_of(d.questions.begin(), d.questions.end(), [](const auto& q) {
            return q.code == reading::question_code::foreign_municipality;
        })) << who;
    }
}

TEST(places, an_area_of_the_police_is_no_forum) {
    const auto d =
        read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nUppföljning\n\nPolisen i området går igenom "
                    "löftet varje månad. Löftet följs upp av lokalpolisområdets ledningsgrupp.\n");
    EXPECT_EQ(d.follow_up.fora, (texts{"lokalpolisområdets ledningsgrupp"}));
}

TEST(places, areas_that_are_to_be_started_announce_none) {
    for (const auto* text :
         {"Vi lovar att starta tio nya områden för grannsamverkan.",
          "Polisen ska under året bilda fyra områden för grannsamverkan.", "Kommunen lovar att rusta tre områden."}) {
        const auto d = read(head + "Inbrott\n\n" + text + "\n");
        EXPECT_EQ(pledges(d).size(), 1u) << text;
        EXPECT_TRUE(std::none_of(d.questions.begin(), d.questions.end(), [](const auto& q) {
            return q.code == reading::question_code::count_mismatch;
        })) << text;
    }
}

TEST(places, whoever_is_called_in_time_is_promised_it) {
    for (const auto* text : {"Vid orosanmälan om brott kallas vårdnadshavare till möte inom en vecka.",
                             "Om någon anmäler klotter kontaktas fastighetsägaren inom två dagar.",
                             "Efter ett inbrott erbjuds den drabbade ett samtal inom fem dagar."}) {
        const auto d = read(head + "Unga\n\nPolisen ska mäta farten varje vecka. " + text + "\n");
        EXPECT_EQ(pledges(d).size(), 2u) << text;
    }
}

TEST(places, to_look_into_how_it_went_is_to_follow_up) {
    for (const auto* text :
         {"I september går vi igenom hur det gick.", "Varje höst går parterna igenom vad som har gjorts.",
          "Efter sommaren går vi tillsammans igenom hur det har gått."}) {
        const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nEfter sommaren\n\n" + text +
                            " Resultatet läggs ut på vadstena.se senast 1 oktober.\n");
        EXPECT_EQ(d.focus_areas.size(), 1u) << text;
        EXPECT_TRUE(d.follow_up.text) << text;
        EXPECT_EQ(d.feedback.channels, (std::vector{channel::municipality_website})) << text;
    }
}

TEST(places, a_pledge_of_the_summer_holds_in_it) {
    for (const auto* title : {"Sommarlöfte 2031", "SOMMARLÖFTE 2031", "Vadstenas sommarlöfte 2031"}) {
        const auto d =
            read(std::string{title} + "\n\nVadstena kommun och polisen\n\nHamnen\n\nSjöpolisen och kommunen gör "
                                      "gemensamma kontroller varje helg i juli.\n");
        EXPECT_EQ(d.valid.from, base::make_date(2031, 6, 1)) << title;
        EXPECT_EQ(d.valid.to, base::make_date(2031, 8, 31)) << title;
        ASSERT_EQ(pledges(d).size(), 1u);
        EXPECT_EQ(pledges(d)[0].second, (texts{"police", "municipality"}));
    }
}

} // namespace
