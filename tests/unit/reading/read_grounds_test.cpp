// What a document says that it was built on, in sentences, behind labels and below questions.
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace {

using reading::basis_kind;
using kinds = std::set<basis_kind>;

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

std::vector<reading::basis> basis_of(const std::string& said) {
    return reading::read_document(said + "\n\nVåra löften\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n",
                                  reading::all_municipalities())
        .document.basis;
}

kinds kinds_of(const std::string& said) {
    kinds all;
    for (const auto& b : basis_of(said))
        all.insert(b.kind);
    return all;
}

TEST(grounds, whose_picture_it_is_may_be_told_by_a_verb) {
    const kinds police{basis_kind::police_assessment},
        both{basis_kind::police_assessment, basis_kind::municipal_assessment};
    EXPECT_EQ(kinds_of(head + "Bakgrund\n\nDessutom har polisen tagit fram en lägesbild."), police);
    EXPECT_EQ(kinds_of(head + "Bakgrund\n\nPolisen har bidragit med en lägesbild."), police);
    EXPECT_EQ(kinds_of(head + "Bakgrund\n\nPolisen har lagt till sin lägesbild och kommunen sin."), both);
    EXPECT_EQ(kinds_of(head + "Bakgrund\n\nTill grund ligger vad poliserna själva ser när de arbetar."), police);
    EXPECT_EQ(kinds_of(head + "Bakgrund\n\nGrunden är det som polisen ser i området."), police);
    EXPECT_EQ(kinds_of(head + "Bakgrund\n\nKommunen har gjort en lägesbild."), kinds{basis_kind::municipal_assessment});
}

TEST(grounds, one_may_talk_in_many_ways) {
    const kinds residents{basis_kind::resident_dialogue}, staff{basis_kind::staff_dialogue};
    for (const std::string said :
         {"I höstas knackade vi dörr i hela byn.", "Vi har knackat på dörrar i Borghamn.",
          "I maj pratade vi med var och en som ville stanna.", "Vi har talat med dem som bor vid torget."})
        EXPECT_EQ(kinds_of(head + "Bakgrund\n\n" + said), residents) << said;
    for (const std::string said :
         {"Vi har haft samtal med poliser i yttre tjänst.", "Vi har pratat med fältassistenterna.",
          "Till grund ligger samtal med kommunens ungdomsledare."})
        EXPECT_EQ(kinds_of(head + "Bakgrund\n\n" + said), staff) << said;
}

TEST(grounds, a_year_may_be_that_of_the_sentence_before) {
    const auto walked = basis_of(head + "Bakgrund\n\nUnder 2030 svarade 900 på en enkät. I maj samma år gick vi "
                                        "trygghetsvandringar i två områden.");
    ASSERT_EQ(walked.size(), 2u);
    EXPECT_EQ(walked[0].year, 2030);
    EXPECT_EQ(walked[1].year, 2030);
    const auto named =
        basis_of(head + "Bakgrund\n\n- Nationella trygghetsundersökningen, NTU, 2030\n- Kommunens lägesbild");
    ASSERT_EQ(named.size(), 2u);
    EXPECT_EQ(named[0].year, 2030);
    EXPECT_EQ(named[1].year, std::nullopt);
    const auto pictured =
        basis_of(head + "Bakgrund\n\nKommunens lägesbild 2030 har jämförts med polisens problembild.");
    ASSERT_EQ(pictured.size(), 2u);
    EXPECT_EQ(pictured[0].year, 2030);
    EXPECT_EQ(pictured[1].year, std::nullopt);
}

TEST(grounds, they_may_stand_as_lines_below_their_label) {
    const kinds all{basis_kind::resident_survey, basis_kind::municipal_assessment, basis_kind::police_assessment};
    const std::string lines =
        "Trygghetsmätning 2030\nKommunens lägesbild enligt lag (2023:196)\nPolisens lokala problembild";
    EXPECT_EQ(kinds_of("Vadstena kommun och polisen\nMedborgarlöfte 2031\n\nParter: Vadstena kommun, polisen\nGäller: "
                       "2031\nUnderlag: " +
                       lines),
              all);
    EXPECT_EQ(kinds_of(head + "Underlag:\n" + lines), all);
    EXPECT_EQ(kinds_of(head + "Underlag\n" + lines), all);
    EXPECT_EQ(
        kinds_of(
            "Vadstena kommun och polisen\nMedborgarlöfte 2031\n\nBeslut: 2030-12-01\nUnderlag:      Trygghetsmätning "
            "2030\n               Kommunens lägesbild\n               Polisens lokala problembild"),
        all);
}

TEST(grounds, a_question_may_stand_on_the_line_of_its_answer) {
    const auto d = reading::read_document(
                       head + "Varför just detta? Kommunens lägesbild har jämförts med polisens problembild.\n\nVart "
                              "vill vi? Vi vill öka tryggheten i centrum och på torget.\n\nTrafik\n\nPolisen ska mäta "
                              "farten varje vecka.\n",
                       reading::all_municipalities())
                       .document;
    EXPECT_EQ(d.basis.size(), 2u);
    EXPECT_EQ(d.aims.size(), 1u);
    ASSERT_EQ(d.focus_areas.size(), 1u);
    EXPECT_EQ(d.focus_areas[0].pledges.size(), 1u);
}

} // namespace
