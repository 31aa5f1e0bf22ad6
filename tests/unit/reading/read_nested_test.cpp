// Lists within lists.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

const std::string head = "Medborgarlöfte 2031\n\nVadstena kommun och polisen\n\nDet här lovar vi\n\n";

TEST(nested, items_above_items_of_their_own_are_areas) {
    for (const auto* list :
         {"● Gårdarna\n    ○ Polisen ska gå förbi varje vecka.\n    ○ Kommunen ska byta lampor inom två dygn.\n"
          "● Barnen\n    ○ Kommunen ska ha öppet varje fredag.\n",
          "- Gårdarna\n  - Polisen ska gå förbi varje vecka.\n  - Kommunen ska byta lampor inom två dygn.\n"
          "- Barnen\n  - Kommunen ska ha öppet varje fredag.\n",
          "• Gårdarna\n– Polisen ska gå förbi varje vecka.\n– Kommunen ska byta lampor inom två dygn.\n"
          "• Barnen\n– Kommunen ska ha öppet varje fredag.\n",
          "1. Gårdarna\n   a) Polisen ska gå förbi varje vecka.\n   b) Kommunen ska byta lampor inom två dygn.\n"
          "2. Barnen\n   a) Kommunen ska ha öppet varje fredag.\n",
          "* Gårdarna:\n    - Polisen ska gå förbi varje vecka.\n    - Kommunen ska byta lampor inom två dygn.\n"
          "* Barnen:\n    - Kommunen ska ha öppet varje fredag.\n"}) {
        const auto d = read(head + list);
        EXPECT_EQ(names(d), (texts{"Gårdarna", "Barnen"})) << list;
        EXPECT_EQ(pledges(d), (promised{{"Polisen ska gå förbi varje vecka.", {"police"}},
                                        {"Kommunen ska byta lampor inom två dygn.", {"municipality"}},
                                        {"Kommunen ska ha öppet varje fredag.", {"municipality"}}}))
            << list;
    }
}

TEST(nested, an_item_may_lead_to_what_is_promised) {
    for (const auto* lead : {"Kommunen ska", "Kommunen lovar att", "Kommunen ska:", "Kommunen", "Kommunen:"}) {
        const auto d = read(head + "Ljus\n\n- Polisen ska gå förbi varje vecka.\n- " + lead +
                            "\n  - tvätta tunneln två gånger per år\n  - byta lampor inom två dygn\n");
        EXPECT_EQ(pledges(d), (promised{{"Polisen ska gå förbi varje vecka.", {"police"}},
                                        {"tvätta tunneln två gånger per år", {"municipality"}},
                                        {"byta lampor inom två dygn", {"municipality"}}}))
            << lead;
    }
}

TEST(nested, where_and_when_go_on_with_the_item_above) {
    const auto d =
        read(head + "Synlighet\n\n- Polisen lovar ett fotpass varje vecka på var och en av följande platser:\n"
                    "  - Hamnen\n  - Klosterskolans gård\n  - Norra torget\n- Kommunen lovar att hålla "
                    "gården öppen:\n  - måndag till torsdag kl. 15–20\n  - fredag kl. 15–23\n");
    ASSERT_EQ(pledges(d).size(), 2u);
    const auto& readings = d.focus_areas.at(0).pledges.at(0).readings;
    ASSERT_EQ(readings.size(), 1u);
    ASSERT_TRUE(readings[0].per);
    EXPECT_EQ(readings[0].per->members, (texts{"Hamnen", "Klosterskolans gård", "Norra torget"}));
}

TEST(nested, items_of_their_own_stay_apart) {
    const auto d =
        read(head + "Synlighet\n\n- Polisen ska gå förbi varje vecka.\n  - Kommunen ska byta lampor inom två "
                    "dygn.\n  - Minst tre vandringar varje år.\n");
    EXPECT_EQ(pledges(d).size(), 3u);
}

TEST(nested, letters_on_the_next_line_say_whose_the_item_is) {
    for (const auto* tag : {"(P) (K)", "(P, K)", "(P+K)", "(PK)", "(P)(K)."}) {
        const auto d = read(head +
                            "1. Minst 40 kontroller per år. (P)\n2. Träff med ungdomar och föräldrar, en gång per "
                            "termin.\n   " +
                            tag + "\n3. Belysningsrond två gånger om året. (K)\n");
        ASSERT_EQ(pledges(d).size(), 3u) << tag;
        EXPECT_EQ(pledges(d)[1].second, (texts{"police", "municipality"})) << tag;
    }
}

} // namespace
