// Shapes of documents and of what stands in them, as different municipalities draw them up.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";

promised in_area(const std::string& sentences) { return pledges(read(head + "Trafik\n\n" + sentences + "\n")); }

TEST(shapes, a_service_is_promised_though_nobody_is_named) {
    EXPECT_EQ(in_area("Polisen ska mäta farten varje vecka. Klotter saneras inom 48 timmar. Förra året sanerades 40 "
                      "väggar. Föräldrar bjuds in till ett möte varje höst.")
                  .size(),
              3u);
}

TEST(shapes, those_who_belong_to_a_party_act_for_it) {
    const std::string s = "Kommunens fältsekreterare och polisen finns ute tillsammans minst en kväll i veckan.";
    EXPECT_EQ(in_area(s), (promised{{s, {"municipality", "police"}}}));
}

TEST(shapes, what_is_done_and_told_is_a_pledge_first) {
    const auto d =
        read(head + "Trafik\n\nPolisen gör tre kontroller i månaden och redovisar resultatet på Facebook.\n");
    EXPECT_EQ(pledges(d).size(), 1u);
    EXPECT_FALSE(d.feedback.text);
}

TEST(shapes, what_has_been_promised_holds) {
    const std::string s = "Därför har polisen lovat att göra fem kontroller i månaden.";
    EXPECT_EQ(in_area(s), (promised{{s, {"police"}}}));
}

TEST(shapes, a_condition_may_stand_first_without_a_comma) {
    const std::string s = "Om någon misstänks för brott kallar socialtjänsten till möte inom 48 timmar.";
    EXPECT_EQ(in_area("Polisen ska mäta farten varje vecka. " + s).at(1),
              (std::pair<std::string, texts>{s, {"municipality"}}));
    EXPECT_EQ(in_area("När polisen ser något ska kommunen få veta det inom en vecka.").size(), 1u);
}

TEST(shapes, parts_are_numbered_within_a_part) {
    const auto d =
        read("Medborgarlöfte 2031\n\nÖverenskommelse mellan Vadstena kommun, Polisen och Vadstena Bostads AB\n\n"
             "1. Utgångspunkter\nInvånarna har svarat på en enkät.\n\n2. Mål\n- Tryggheten ska öka\n- "
             "Skadegörelsen ska minska\n\n3. Åtaganden\n\n3.1 Polisen åtar sig att\na) mäta farten varje "
             "vecka,\n\n3.2 Vadstena Bostads AB åtar sig att\na) byta trasiga lampor inom två "
             "arbetsdagar.\n\n4. Giltighetstid\nÖverenskommelsen gäller från och med 2031-01-15 till och med "
             "2031-12-31.\n\nVadstena 2031-01-12\n\nFör Vadstena kommun\tFör Polisen\tFör Vadstena Bostads "
             "AB\nKommunalråd\tLokalpolisområdeschef\tVD\n");
    EXPECT_EQ(d.aims, (texts{"Tryggheten ska öka", "Skadegörelsen ska minska"}));
    EXPECT_EQ(pledges(d), (promised{{"mäta farten varje vecka", {"police"}},
                                    {"byta trasiga lampor inom två arbetsdagar.", {"company"}}}));
    ASSERT_TRUE(d.valid.from);
    EXPECT_EQ(base::to_iso(*d.valid.from), "2031-01-15");
    ASSERT_EQ(d.signatories.size(), 3u);
    EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
}

TEST(shapes, a_letter_tells_all_in_its_paragraphs) {
    const auto d =
        read("Kära invånare i Vadstena kommun!\n\nDet här är vårt löfte till er för 2031. Kommunen och polisen i "
             "Östra Slätten har skrivit det tillsammans.\n\nPolisen kommer att finnas på torget minst två "
             "dagar i veckan.\n\nVi träffas en gång i kvartalet för att se om vi håller det vi lovat. I januari "
             "2032 berättar vi på kommunens hemsida hur det gick.\n\nLars Berg, lokalpolisområdeschef\nAnna "
             "Lund, kommunalråd\n");
    ASSERT_EQ(d.parties.size(), 2u); // neither Berg nor Lund
    EXPECT_EQ(d.parties[0].name, "Vadstena kommun");
    EXPECT_TRUE(d.valid.from && base::to_iso(*d.valid.from) == "2031-01-01");
    EXPECT_EQ(d.follow_up.text, "Vi träffas en gång i kvartalet för att se om vi håller det vi lovat.");
    EXPECT_EQ(d.feedback.channels, (std::vector{reading::channel::municipality_website}));
}

TEST(shapes, a_plan_below_a_goal_belongs_to_the_area) {
    const auto d =
        read(head + "3.1 Trygghet i centrum\n\nMål: Fler ska känna sig trygga i centrum.\n\nVad\tAnsvarig\tNär\n"
                    "Fotpatrull\tPolisen\tMinst 2 ggr/vecka\n\n3.2 Unga\n\nMål: Färre unga ska använda "
                    "narkotika.\n\nVad\tAnsvarig\tNär\nFältarbete\tSocialtjänsten\tVarje vecka\n");
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[0].area, "Trygghet i centrum");
    EXPECT_EQ(d.plan[1].area, "Unga");
}

} // namespace
