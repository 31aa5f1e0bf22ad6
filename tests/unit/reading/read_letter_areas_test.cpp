// Letters to those who live somewhere: areas that begin a paragraph, and what a letter says besides them.
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

namespace {

using texts = std::vector<std::string>;

reading::document read(std::string_view text) {
    return reading::read_document(text, reading::all_municipalities()).document;
}

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

texts names(const reading::document& d) {
    texts all;
    for (const auto& a : d.focus_areas)
        all.push_back(a.name.value_or(""));
    return all;
}

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
