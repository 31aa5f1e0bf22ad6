// What a document means where it is worded or laid out in yet other ways.
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using texts = std::vector<std::string>;
using reading::basis_kind;
using reading::channel;

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

texts parties(const reading::document& d) {
    texts all;
    for (const auto& p : d.parties)
        all.push_back(p.name);
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

} // namespace
