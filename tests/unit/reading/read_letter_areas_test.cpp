// Letters to those who live somewhere: areas that begin a paragraph, and what a letter says besides them.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace {

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

TEST(letter_areas, an_area_may_begin_its_paragraph) {
    const std::string fart = "Många kör för fort. Polisen ska mäta farten varje vecka.\n\n";
    const std::string mark = "Kommunen ska byta lampor vid stationen senast den 1 maj 2031.\n\n";
    const std::string nat = "Tillsammans håller vi två träffar om bedrägerier varje termin.\n\n";
    EXPECT_EQ(names(read(head + "Farten. " + fart + "Mörkret. " + mark + "Bedrägerierna. " + nat)),
              (texts{"Farten", "Mörkret", "Bedrägerierna"}));
    EXPECT_EQ(names(read(head + "OM FARTEN. " + fart + "OM POLISEN SOM SÄLLAN SYNS. " + mark)),
              (texts{"FARTEN", "POLISEN SOM SÄLLAN SYNS"}));
    EXPECT_EQ(names(read(head + "Om farten. " + fart + "Om det som sker på nätet. " + mark)),
              (texts{"Farten", "Det som sker på nätet"}));
    EXPECT_EQ(names(read(head + "Först trafiken. " + fart + "Sedan torget. " + mark)), (texts{"Trafiken", "Torget"}));
    EXPECT_EQ(names(read(head + "Trafik: Polisen ska mäta farten.\n\nTorget: " + mark)), (texts{"Trafik", "Torget"}));
    EXPECT_EQ(names(read(head + "Trafik – polisen ska mäta farten.\n\nTorget – " + mark)), (texts{"Trafik", "Torget"}));
}

TEST(letter_areas, a_step_from_one_to_the_next_is_none_of_its_name) {
    const std::string fart = "Polisen ska mäta farten varje vecka, och kommunen ska sätta upp skyltar.\n\n";
    const std::string mark = "Kommunen ska byta lampor vid stationen senast den 1 maj 2031.\n\n";
    const texts wanted{"Farten på vägar och leder", "Mörka stråk"};
    for (const auto& [first, second] : std::vector<std::pair<std::string, std::string>>{
             {"Vi börjar med farten på vägar och leder. ", "Så till mörka stråk. "},
             {"Först till farten på vägar och leder. ", "Sedan över till mörka stråk. "},
             {"Låt oss börja med farten på vägar och leder. ", "Och till sist mörka stråk. "},
             {"Vi börjar med farten på vägar och leder. ", "Vi fortsätter med mörka stråk. "},
             {"Då var det farten på vägar och leder. ", "Sist men inte minst mörka stråk. "}})
        EXPECT_EQ(names(read(head + first + fart + second + mark)), wanted) << first << second;
}

TEST(letter_areas, whoever_belongs_to_a_party_is_the_subject_behind_the_verb) {
    for (const std::string who : {"kommunens socialtjänst", "kommunens fältare", "kommunens trygghetsvärdar"}) {
        const auto d = read(head + "Unga\n\nHar polisen träffat en ungdom som är påverkad ska " + who +
                            " ringa hem till familjen inom tre dagar.\n");
        ASSERT_EQ(d.focus_areas.size(), 1u);
        ASSERT_EQ(d.focus_areas[0].pledges.size(), 1u);
        EXPECT_EQ(d.focus_areas[0].pledges[0].by, texts{"municipality"}) << who;
    }
}

TEST(letter_areas, a_council_has_what_it_is_for_in_its_name) {
    const auto fora = [&](const std::string& said) {
        return read(head + "Uppföljning\n\n" + said + "\n").follow_up.fora;
    };
    EXPECT_EQ(fora("Kommunens råd för trygghet och folkhälsa följer upp löftena två gånger per år."),
              texts{"Kommunens råd för trygghet och folkhälsa"});
    EXPECT_EQ(fora("Nämnden för teknik och miljö behandlar löftena varje år."), texts{"Nämnden för teknik och miljö"});
    EXPECT_EQ(fora("Rådet för trygghet får en rapport varje år."), texts{"Rådet för trygghet"});
    EXPECT_EQ(fora("Löftena följs upp i rådet för barn och unga."), texts{"rådet för barn och unga"});
    EXPECT_EQ(fora("Löftena följs upp av rådet två gånger per år."), texts{"rådet"});
}

TEST(letter_areas, what_is_no_name_begins_no_area) {
    for (const std::string first :
         {"Polisen: Vi", "Exempel: Polisen", "Problem: Kommunen", "Mål: Polisen", "Vem: Polisen"}) {
        const auto d = read(head + "Våra löften\n\n" + first + " ska mäta farten varje vecka.\n\n" + first +
                            " ska byta lampor varje år.\n");
        for (const auto& name : names(d))
            EXPECT_TRUE(name.empty()) << first << ": " << name;
    }
}

TEST(letter_areas, what_stands_below_the_last_area_is_none_of_it) {
    const auto d = read(
        "Till dig som bor i Vadstena kommun\n\nHej!\n\nDet här brevet handlar om vad Vadstena kommun och polisen i "
        "Motala lovar dig under 2031. Vi kallar det medborgarlöfte.\n\nBakgrund. Under 2030 svarade 300 invånare på en "
        "enkät.\n\nFarten. Polisen ska mäta farten varje vecka.\n\nMörkret. Kommunen ska byta lampor varje "
        "höst.\n\nUppföljning. I november går kommunchefen och kommunpolisen igenom vad som är gjort.\n\nÅterkoppling. "
        "Vi berättar på vadstena.se varje höst.\n");
    EXPECT_EQ(names(d), (texts{"Farten", "Mörkret"}));
    EXPECT_EQ(d.basis.size(), 1u);
    EXPECT_EQ(d.follow_up.text, "I november går kommunchefen och kommunpolisen igenom vad som är gjort.");
    EXPECT_EQ(d.feedback.channels, std::vector{reading::channel::municipality_website});
}

TEST(letter_areas, those_who_meet_go_through_what_was_done) {
    for (const std::string said :
         {"I maj går kommunchefen och kommunpolisen igenom hur det har gått.",
          "I november sätter vi oss ned, kommunen och polisen, och går igenom vad som är gjort.",
          "Varje kvartal gås det igenom vad som har hänt.", "Två gånger om året går cheferna igenom löftena.",
          "En gång om året går poliserna och rektorn igenom arbetet."}) {
        const auto d =
            read(head + "Våra löften\n\nTrafik\n\nPolisen ska mäta farten.\n\nSå går det till\n\n" + said + "\n");
        EXPECT_EQ(d.follow_up.text, said);
    }
    const auto walked = read(head + "Våra löften\n\nTrafik\n\nPolisen går igenom parken varje kväll.\n");
    EXPECT_FALSE(walked.follow_up.text.has_value());
}

TEST(letter_areas, a_council_that_is_told_is_no_resident) {
    const auto d =
        read(head + "Våra löften\n\nTrafik\n\nPolisen ska mäta farten.\n\nHur vet vi att det blir gjort?\n\nVi stämmer "
                    "av läget en gång i månaden, och två gånger per år redovisar vi för kommunens "
                    "brottsförebyggande råd.\n");
    EXPECT_EQ(d.follow_up.readings.size(), 2u);
    EXPECT_TRUE(d.feedback.readings.empty());
}

TEST(letter_areas, what_is_promised_under_some_years_holds_for_them) {
    for (const std::string said :
         {"Under 2031–2032 lovar kommunen och polisen det här.", "Vad vi lovar dig under åren 2031 och 2032 står här.",
          "Under åren 2031–2032 lovar vi följande."}) {
        const auto d =
            read("Vadstena kommun och polisen\n\n" + said + "\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n");
        EXPECT_EQ(d.valid.from, base::first_of_year(2031)) << said;
        EXPECT_EQ(d.valid.to, base::last_of_year(2032)) << said;
    }
}

TEST(letter_areas, a_promise_may_be_counted_in_its_heading) {
    const std::string fart = "\nPolisen ska mäta farten varje vecka.\n\n",
                      lampor = "\nKommunen ska byta lampor varje höst.\n\n";
    EXPECT_EQ(
        names(read(head + "Vårt första löfte – en trygg station" + fart + "Vårt andra löfte – ljusa gator" + lampor)),
        (texts{"En trygg station", "Ljusa gator"}));
    EXPECT_EQ(names(read(head + "Det första löftet: trafiken" + fart + "Det andra löftet: torget" + lampor)),
              (texts{"Trafiken", "Torget"}));
}

TEST(letter_areas, a_long_question_may_stand_before_its_answer) {
    const auto d = read(head + "Trafik\n\nPolisen ska mäta farten varje vecka.\n\nHur vet ni att vi gör det vi lovar? "
                               "Vi träffas varje månad och "
                               "stämmer av. I januari 2032 redovisar vi på vadstena.se.\n");
    EXPECT_EQ(d.follow_up.text, "Vi träffas varje månad och stämmer av.");
    EXPECT_EQ(d.feedback.text, "I januari 2032 redovisar vi på vadstena.se.");
    const auto aims = read(head + "Bakgrund och syfte\n\nKommunen och polisen har sedan 2017 ett avtal. Löftet bygger "
                                  "på en enkät. Syftet är att "
                                  "öka tryggheten.\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n")
                          .aims;
    EXPECT_EQ(aims, texts{"öka tryggheten"});
}

TEST(letter_areas, a_letter_may_tell_when_and_bid_to_read_on) {
    const auto d = read("Till invånarna i Vadstena: det här lovar vi\n\nPolisen och Vadstena kommun har bestämt vad vi "
                        "ska göra under 2031.\n\nPolisen "
                        "lovar att mäta farten varje vecka.\n\nVill du veta mer? Läs på vadstena.se eller följ polisen "
                        "på Instagram.\n");
    EXPECT_EQ(d.valid.from, base::first_of_year(2031));
    EXPECT_EQ(d.feedback.channels,
              (std::vector{reading::channel::municipality_website, reading::channel::social_media}));
}

} // namespace
