// By which words the columns of a plan and the cards of a list are known.

#include "reading_of.hpp"

#include <gtest/gtest.h>

namespace {

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

TEST(columns, who_leads_and_who_takes_part_has_many_names) {
    for (const std::string columns :
         {"Aktivitet\tPrioritering\tLeds av\tDeltar\tNär det görs",
          "Insats\tPrioritering\tLeder arbetet\tHjälper till\tTidpunkt",
          "Uppdrag\tGäller\tSamordnas av\tMedverkar\tHur ofta", "Arbete\tHör till\tHåller i\tÄr med\tSå ofta",
          "Det vi gör\tDet gäller\tVem som leder\tVilka som deltar\tHur ofta vi gör det",
          "Moment\tPrioriteringar\tHuvudman\tStöd\tTakt"}) {
        const auto d =
            read(head + "Så arbetar vi\n\n" + columns + "\nRond vid kajen\tTrafik\tKommunen\tPolisen\tVarje vecka\n");
        ASSERT_EQ(d.plan.size(), 1u) << columns;
        EXPECT_EQ(d.plan.front().area, "Trafik") << columns;
        EXPECT_EQ(d.plan.front().what, "Rond vid kajen") << columns;
        EXPECT_EQ(d.plan.front().responsible, texts{"Kommunen"}) << columns;
        EXPECT_EQ(d.plan.front().with, texts{"Polisen"}) << columns;
        EXPECT_EQ(d.plan.front().when, "Varje vecka") << columns;
    }
}

std::vector<std::pair<std::string, texts>> promised(const reading::document& d) {
    std::vector<std::pair<std::string, texts>> all;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            all.emplace_back(area.name.value_or("") + ": " + p.text, p.by);
    return all;
}

TEST(columns, a_numbered_promise_may_stand_in_parts) {
    const auto in_parts = [&](const std::string& one, const std::string& two, const std::string& what,
                              const std::string& often, const std::string& who) {
        return read(head + one + "\n" + what + " Polisen går fotpatrull.\n" + often + " Två kvällar i veckan.\n" + who +
                    " Polisen\n\n" + two + "\n" + what + " Kommunen ordnar föräldramöten.\n" + often +
                    " En gång per termin.\n" + who + " Kommunen (skolan)\n");
    };
    for (const auto& d :
         {in_parts("LÖFTE 1: TORGET", "LÖFTE 2: SKOLAN", "Vad:", "Hur ofta:", "Vem:"),
          in_parts("Löfte nr 1 – Torget", "Löfte nr 2 – Skolan", "Det här gör vi:", "När:", "Ansvarig:"),
          in_parts("Åtagande 1. Torget", "Åtagande 2. Skolan", "Insats:", "Omfattning:", "Vem ansvarar:"),
          in_parts("Löfte 1", "Löfte 2", "Område: Torget\nVi lovar:", "Så ofta:", "Vem:")}) {
        EXPECT_TRUE(d.plan.empty());
        const auto all = promised(d);
        ASSERT_EQ(all.size(), 2u);
        ASSERT_EQ(d.focus_areas[0].pledges[0].readings.size(), 1u);
        EXPECT_EQ(d.focus_areas[0].pledges[0].readings[0].count->low, 2);
        EXPECT_EQ(all[0].second, texts{"police"}) << all[0].first;
        EXPECT_EQ(all[1].second, texts{"municipality"}) << all[1].first;
    }
    const auto d = in_parts("LÖFTE 1: Torget", "LÖFTE 2: Skolan", "Vad:", "Hur ofta:", "Vem:");
    EXPECT_EQ(d.focus_areas[0].name, "Torget");
    // what the promise is stands above: below it how it is kept
    const auto kept = in_parts("Löfte 1: Polisen ska synas på torget", "Löfte 2: Kommunen ska hjälpa föräldrar",
                               "Vad:", "Hur ofta:", "Vem:");
    EXPECT_EQ(kept.plan.size(), 2u);
}

TEST(columns, a_heading_may_end_with_a_small_word) {
    for (const std::string told :
         {"Så vet vi att det blir av\nKommunpolisen prickar av löftena varje månad. Det som "
          "inte fungerar tas upp i samverkansgruppen.",
          "Hur löftet följs upp av oss på\nVarje månad bockar samverkansgruppen av löftena."}) {
        const auto d = read(head +
                            "Vad vi lovar\n\nPolisen ska mäta farten på Storgatan minst två gånger i veckan, och "
                            "kommunen ska\nbyta skyltar vid skolorna senast den 1 juni 2031.\n\n" +
                            told + "\n");
        EXPECT_FALSE(d.follow_up.fora.empty()) << told;
        ASSERT_EQ(d.follow_up.readings.size(), 1u) << told;
        EXPECT_TRUE(d.follow_up.readings[0].every.has_value()) << told;
    }
}

} // namespace
