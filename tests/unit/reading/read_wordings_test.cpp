// The same thing said in the words that different municipalities use for it.
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <gtest/gtest.h>

namespace {

using texts = std::vector<std::string>;

reading::document read(std::string_view text) {
    return reading::read_document(text, reading::all_municipalities()).document;
}

const std::string head = "Medborgarlöfte 2031 för Vadstena kommun\n\nVadstena kommun och polisen\n\n";
const std::string areas = "\n\nTrafik\n\nPolisen ska mäta farten varje vecka.\n";

texts aims_in(const std::string& sentence) { return read(head + "Inledning\n\n" + sentence + areas).aims; }

TEST(wordings, what_is_hoped_for_is_an_aim_wherever_the_introduction_says_it) {
    const texts two{"fler går ut om kvällen", "färre blir lurade"};
    for (const auto* lead :
         {"Vi vill att ", "Kommunen och polisen vill med löftena att ", "Resultatet vi hoppas på är att ",
          "Målet med arbetet är att ", "Förhoppningen är att ", "Löftet ska bidra till att ", "Därför vill vi att ",
          "Effekten vi vill se är att ", "Parterna hoppas att ", "Visionen är att "})
        EXPECT_EQ(aims_in(std::string{lead} + "fler går ut om kvällen och att färre blir lurade."), two) << lead;
    EXPECT_EQ(aims_in("Polisen lovar att mäta farten. Vi vill veta vad du tycker."), texts{});
}

TEST(wordings, the_background_tells_the_aims_of_the_pledge_but_not_those_of_a_survey) {
    const auto d = read(head +
                        "Bakgrund\n\nSyftet med enkäten var att ta reda på vad folk tycker. Syftet med löftet "
                        "är att minska olyckorna och att fler unga får hjälp." +
                        areas);
    EXPECT_EQ(d.aims, (texts{"minska olyckorna", "fler unga får hjälp"}));
}

TEST(wordings, what_is_wished_before_the_areas_is_no_pledge) {
    const auto d = read(head + "Vi vill att fler elever ska känna sig trygga." + areas);
    ASSERT_EQ(d.focus_areas.size(), 1u);
    EXPECT_EQ(d.focus_areas[0].pledges.size(), 1u);
}

TEST(wordings, a_title_may_go_on_with_its_parties_and_year) {
    const auto d = read("MEDBORGARLÖFTE MED ÅTGÄRDSPLAN\nVadstena kommun och polisen 2031\n\nBakgrund\n\nKommunen och "
                        "polisen samverkar." +
                        areas);
    ASSERT_TRUE(d.valid.from && d.valid.to);
    EXPECT_EQ(base::to_iso(*d.valid.from), "2031-01-01");
    EXPECT_EQ(base::to_iso(*d.valid.to), "2031-12-31");
}

TEST(wordings, a_school_year_in_the_title_gives_way_to_days) {
    const auto d = read("Medborgarlöfte läsåret 2031/32\n\nVadstena kommun och polisen\n\nLöftet gäller från den 18 "
                        "augusti 2031 till och med den 11 juni 2032." +
                        areas);
    EXPECT_TRUE(d.valid.from && base::to_iso(*d.valid.from) == "2031-08-18");
    EXPECT_TRUE(d.valid.to && base::to_iso(*d.valid.to) == "2032-06-11");
}

using signed_by = std::vector<std::pair<std::string, std::string>>; // title, party

signed_by signatures_of(const std::string& end) {
    signed_by all;
    for (const auto& s : read(head + areas + "\n" + end).signatories)
        all.emplace_back(s.title, s.party.value_or(""));
    return all;
}

TEST(wordings, titles_stand_beside_each_other_without_names) {
    const signed_by both{{"Kommunstyrelsens ordförande", "Vadstena kommun"}, {"Lokalpolisområdeschef", "Polisen"}};
    for (const auto* end : {
             "Kommunstyrelsens ordförande\tLokalpolisområdeschef\nVadstena kommun\tÖstra Slätten\n",
             "För Vadstena kommun\tFör Polisen\n\n\nKommunstyrelsens ordförande\tLokalpolisområdeschef\n",
             "För kommunen: Kommunstyrelsens ordförande För polisen: Lokalpolisområdeschef\n",
             "För kommunen: Kommunstyrelsens ordförande\n\nFör polisen: Lokalpolisområdeschef\n\n"
             "Telefon 0143-150 00. Sidan skrevs ut 2031-02-03.\n",
             "Kommunstyrelsens ordförande\nVadstena kommun\n\nLokalpolisområdeschef\nPolisen\n\nVäxel: 0143-150 00\n",
         })
        EXPECT_EQ(signatures_of(end), both) << end;
}

TEST(wordings, a_short_row_of_a_plan_is_no_signature) {
    const auto d =
        read(head + "Plan\n\nVad\tNär\tAnsvarig\nKontroller\tMinst 10 per år\tPolisen\nVandring\tTvå gånger per "
                    "år\tKommunen\n");
    EXPECT_EQ(d.plan.size(), 2u);
    EXPECT_TRUE(d.signatories.empty());
}

TEST(wordings, the_items_of_a_list_of_areas_may_say_what_is_promised_in_each) {
    for (const auto* mark : {". ", ": ", " – "}) {
        const auto d = read(head + "Områden som prioriteras\n\nVi har enats om två områden:\n\n- Trafiken" + mark +
                            "Polisen och kommunen ska mäta farten.\n- Centrum" + mark +
                            "Kommunen ska byta belysning.\n\nUppföljning\n\nLöftet följs upp i juni.\n");
        ASSERT_EQ(d.focus_areas.size(), 2u) << mark;
        EXPECT_EQ(d.focus_areas[0].name, "Trafiken");
        ASSERT_EQ(d.focus_areas[1].pledges.size(), 1u) << mark;
        EXPECT_EQ(d.focus_areas[1].pledges[0].by, texts{"municipality"});
    }
}

} // namespace
