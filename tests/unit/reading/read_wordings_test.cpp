// The same thing said in the words that different municipalities use for it.

#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

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

using reading::basis_kind;

std::vector<basis_kind> basis_in(const std::string& text) {
    std::vector<basis_kind> all;
    for (const auto& b : read(head + text + areas).basis)
        all.push_back(b.kind);
    std::sort(all.begin(), all.end());
    return all;
}

TEST(wordings, a_list_tells_what_the_pledge_was_built_on) {
    const std::vector<basis_kind> three{basis_kind::resident_dialogue, basis_kind::police_assessment,
                                        basis_kind::crime_prevention_council};
    for (const auto* lead : {"Löftet har föregåtts av:", "Löftet bygger på:", "Som underlag har vi haft:",
                             "Vi har utgått från följande:", "Arbetet grundas på:"})
        EXPECT_EQ(basis_in(std::string{lead} + "\n\na) möten med byalag i Borghamn\nb) polisens egen lägesbild\nc) "
                                               "synpunkter från det lokala brottsförebyggande rådet"),
                  three)
            << lead;
}

TEST(wordings, whose_picture_it_is_may_stand_first_in_the_sentence) {
    EXPECT_EQ(basis_in("Bakgrund\n\nPolisen ser samma sak i sin egen lägesbild."),
              (std::vector{basis_kind::police_assessment}));
    EXPECT_EQ(basis_in("Löftet bygger på polisens kunskap om brotten och på kommunens erfarenheter."),
              (std::vector{basis_kind::police_assessment, basis_kind::municipal_assessment}));
}

TEST(wordings, what_is_found_on_the_website_may_be_named_in_the_sentence_before) {
    for (const auto* then : {"Den hittar du på kommunens webbplats.", "Den läggs ut på webbplatsen.",
                             "Resultatet finns på vadstena.se.", "Rapporten kan du läsa på hemsidan."}) {
        const auto d = read(head + areas + "\nVad händer sedan?\n\nI januari 2032 gör vi en utvärdering. " + then);
        EXPECT_EQ(d.feedback.channels, (std::vector{reading::channel::municipality_website})) << then;
        EXPECT_EQ(d.follow_up.text, "I januari 2032 gör vi en utvärdering.");
    }
}

TEST(wordings, how_it_is_told_may_not_be_settled_yet) {
    for (const auto* told :
         {"Några särskilda former för att berätta om utfallet har inte beslutats.",
          "Hur vi redovisar resultatet är ännu inte bestämt.", "Ingen återkoppling till invånarna är planerad."}) {
        const auto d = read(head + areas +
                            "\nGenomgång och berättande\n\nKommunchefen och polischefen har genomgång "
                            "varje kvartal. " +
                            told);
        EXPECT_FALSE(d.feedback.text) << told;
        EXPECT_EQ(d.follow_up.readings.size(), 1u) << told;
        EXPECT_TRUE(std::any_of(d.questions.begin(), d.questions.end(), [](const auto& q) {
            return q.code == reading::question_code::no_feedback;
        })) << told;
    }
}

TEST(wordings, those_who_follow_up_meet_each_other) {
    const auto d = read(head + areas +
                        "\nUppföljning och återkoppling\n\nPlanen följs upp i styrgruppen vid fyra möten "
                        "under året. Vad vi har gjort berättar vi i hushållstidningen Vadstena Nu.\n");
    EXPECT_EQ(d.feedback.channels, (std::vector{reading::channel::household_paper}));
    EXPECT_TRUE(d.feedback.readings.empty());
    EXPECT_EQ(d.follow_up.readings.size(), 1u);
}

TEST(wordings, a_case_or_a_register_has_the_number) {
    for (const auto* line : {"Ärende KS 2031/18", "Kommunens diarium: KS 2031/18", "Referens: KS 2031/18 (kommunen)",
                             "Diarienr KS 2031/18"}) {
        const auto d = read(std::string{line} + "\n\n" + head + areas);
        ASSERT_EQ(d.references.size(), 1u) << line;
        EXPECT_EQ(d.references[0].number, "KS 2031/18");
    }
    EXPECT_TRUE(read("Ärende: Löften 2031\n\n" + head + areas).references.empty());
}

promised promised_after(const std::string& sentences) {
    promised all;
    for (const auto& area : read(head + "Trafik\n\nPolisen ska mäta farten varje vecka. " + sentences).focus_areas)
        for (const auto& p : area.pledges)
            all.emplace_back(p.text, p.by);
    all.erase(all.begin());
    return all;
}

TEST(wordings, who_sees_to_it_promises_it) {
    for (const auto* s : {"Kommunen ser till att lampor byts.", "Kommunen har ansvar för att lampor byts.",
                          "Kommunen svarar för att lampor byts.", "Kommunen tar ansvar för att lampor byts."})
        EXPECT_EQ(promised_after(s), (promised{{s, {"municipality"}}}));
    EXPECT_EQ(promised_after("Kommunen ser att fler är ute. Kommunen har ansvar för skolan."), promised{});
}

TEST(wordings, both_parties_are_no_verb) {
    const std::string s = "Båda parter verkar för att banken har öppet.";
    EXPECT_EQ(promised_after(s), (promised{{s, {"municipality", "police"}}}));
}

TEST(wordings, what_residents_get_is_promised_by_whoever_gives_it) {
    for (const auto* s : {"Den som vill starta grannsamverkan ska få svar från polisen inom två veckor.",
                          "Alla elever i årskurs 7 ska få besök av polisen en gång per år.",
                          "Elever i årskurs 8 erbjuds en föreläsning av polisen varje läsår.",
                          "Byalagen besöks av polisen två gånger per år."})
        EXPECT_EQ(promised_after(s), (promised{{s, {"police"}}}));
    EXPECT_EQ(promised_after("Förra året gjordes kontroller av polisen två gånger i veckan."), promised{});
}

TEST(wordings, two_main_clauses_are_two_pledges) {
    EXPECT_EQ(promised_after("Kommunen ska ordna två kvällar per år, och den som anmäler ett fel ska få svar från "
                             "polisen inom en vecka."),
              (promised{{"Kommunen ska ordna två kvällar per år", {"municipality"}},
                        {"den som anmäler ett fel ska få svar från polisen inom en vecka.", {"police"}}}));
    EXPECT_EQ(promised_after("Kommunen ska byta lampor under 2031 och polisen besöker torget varje vecka."),
              (promised{{"Kommunen ska byta lampor under 2031", {"municipality"}},
                        {"polisen besöker torget varje vecka.", {"police"}}}));
    EXPECT_EQ(promised_after("Kommunen ska verka för att skolan och polisen träffas varje vecka.").size(), 1u);
}

TEST(wordings, it_may_be_possible) {
    for (const auto* s : {"Det finns möjlighet att hålla en öppen kväll per år.",
                          "Möjlighet finns att hålla öppet två kvällar per år."})
        EXPECT_EQ(promised_after(s), (promised{{s, {}}}));
    EXPECT_EQ(promised_after("Det finns möjlighet att anmäla brott på nätet."), promised{});
}

TEST(wordings, occasions_tell_when_as_well_as_numbers_do) {
    for (const auto* s : {"Vid kampanjveckorna deltar kommunen i arbetet.", "Kommunen deltar vid skolavslutningarna."})
        EXPECT_EQ(promised_after(s), (promised{{s, {"municipality"}}}));
}

TEST(wordings, what_the_parties_agreed_for_is_an_aim) {
    const texts two{"minska brotten", "öka tryggheten"};
    for (const auto* lead :
         {"Kommunen och polisen har kommit överens om vad vi ska göra för att ", "Vi har ett gemensamt löfte för att ",
          "Polisen och kommunen har tecknat detta medborgarlöfte för att ", "Poängen är att ",
          "Kommunen har gett löftet för att "}) {
        EXPECT_EQ(aims_in(std::string{lead} + "minska brotten och öka tryggheten."), two) << lead;
    }
    EXPECT_EQ(aims_in("Enkäten gjordes för att ta reda på vad folk tycker."), texts{});
    EXPECT_EQ(aims_in("Kommunen har anställt värdar för att hålla ordning."), texts{});
    const auto d = read(head + "Vad vi hoppas på\n- Fler går ut.\n- Färre blir lurade." + areas);
    EXPECT_EQ(d.aims, (texts{"Fler går ut.", "Färre blir lurade."}));
}

TEST(wordings, whoever_made_the_picture_or_was_spoken_with_is_a_source) {
    const auto kinds = [](const std::string& text) {
        std::vector<reading::basis_kind> all;
        for (const auto& b : read(head + "Bakgrund\n\n" + text + areas).basis)
            all.push_back(b.kind);
        return all;
    };
    using reading::basis_kind;
    EXPECT_EQ(kinds("Polisen har tagit fram en lokal lägesbild."), (std::vector{basis_kind::police_assessment}));
    EXPECT_EQ(kinds("Kommunen har gjort en analys."), (std::vector{basis_kind::municipal_assessment}));
    EXPECT_EQ(kinds("Polisen har lämnat sin bild av läget."), (std::vector{basis_kind::police_assessment}));
    for (const auto* with : {"ungdomsrådet", "pensionärsrådet", "elevrådet", "föräldrar", "hyresgäster", "studenter"})
        EXPECT_EQ(kinds(std::string{"Samtal med "} + with + " under 2030."),
                  (std::vector{basis_kind::resident_dialogue}))
            << with;
    EXPECT_EQ(kinds("Tre kvällsmöten hölls i byarna."), (std::vector{basis_kind::resident_dialogue}));
}

} // namespace
