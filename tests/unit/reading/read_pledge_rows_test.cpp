// Promises that stand beside their numbers in rows of two cells.
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

namespace {

const std::string head = "Medborgarlöfte 2031\n\nVadstena kommun och Polisen\n\n";

reading::document read(const std::string& text) {
    return reading::read_document(head + text, reading::all_municipalities()).document;
}

TEST(pledge_rows, are_promises_of_the_area_above_them) {
    const auto d = read("FOKUS 1: TORGET\nVarför?\tVid vandringen pekade många ut\ngången och parken.\n"
                        "Löfte 1\tKommunen ska byta lamporna i gången\nsenast den 1 maj 2031.\n"
                        "Löfte 2\tPolisen ska gå förbi varje kväll.\n"
                        "FOKUS 2: SKOLAN\nLöfte 3\tPolisen ska besöka skolan en gång i veckan.\n");
    ASSERT_EQ(d.focus_areas.size(), 2U);
    const auto& first = d.focus_areas[0];
    EXPECT_EQ(first.background, "Vid vandringen pekade många ut gången och parken.");
    ASSERT_EQ(first.pledges.size(), 2U);
    EXPECT_EQ(first.pledges[0].text, "Kommunen ska byta lamporna i gången senast den 1 maj 2031.");
    EXPECT_EQ(first.pledges[1].by, std::vector<std::string>{"police"});
    ASSERT_EQ(d.focus_areas[1].pledges.size(), 1U);
}

// A label of a card begins a line of its own, however full the one above it is.
TEST(cards, keep_the_label_below_a_wrapped_line) {
    const auto d =
        read("Plan\n\nKORT 1\nVad: Polisen går till fots i byarna och frågar de boende på\nplatsen hur de har det.\n"
             "Hur ofta: Ett besök i månaden.\nVem: Polisen\n\nKORT 2\nVad: Kommunen byter lampor.\n"
             "Hur ofta: Varje vecka.\nVem: Kommunen\n");
    ASSERT_EQ(d.plan.size(), 2U);
    EXPECT_EQ(d.plan[0].when, "Ett besök i månaden.");
    EXPECT_EQ(d.plan[0].what, "Polisen går till fots i byarna och frågar de boende på platsen hur de har det.");
}

// One such row alone, or a table with columns of its own, is what it was.
TEST(pledge_rows, are_no_rows_of_a_plan) {
    const auto d = read("Plan\n\nLöfte\tNär\nLöfte 1 Fotpatruller\tvarje vecka\nLöfte 2 Möten\tvarje månad\n");
    EXPECT_TRUE(d.focus_areas.empty() || d.focus_areas[0].pledges.empty());
}

} // namespace
