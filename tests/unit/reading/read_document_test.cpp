#include "base/text.hpp"
#include "reading_of.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace {

using reading::party_kind;
using reading::question_code;

std::vector<std::string> pledges(const reading::document& d) {
    std::vector<std::string> texts;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            texts.push_back(p.text);
    return texts;
}

constexpr std::string_view two_areas = "Medborgarlöfte 2031–2032 för Vadstena kommun\n\n"
                                       "Ljusa gator\n\n"
                                       "Många undviker parken. Kommunen ska byta tre lampor i månaden.\n\n"
                                       "Lugn trafik\n\n"
                                       "Polisen lovar att mäta farten två gånger per vecka.\n";

TEST(read_document, reads_title_validity_and_parties) {
    const auto d = read(two_areas);
    EXPECT_EQ(d.title, "Medborgarlöfte 2031–2032 för Vadstena kommun");
    EXPECT_EQ(d.valid.from, base::make_date(2031, 1, 1));
    EXPECT_EQ(d.valid.to, base::make_date(2032, 12, 31));
    ASSERT_EQ(d.parties.size(), 2u);
    EXPECT_EQ(d.parties[0].name, "Vadstena kommun");
    EXPECT_EQ(d.parties[0].code, "0584");
    EXPECT_EQ(d.parties[1].kind, party_kind::police);
}

TEST(read_document, headings_with_promises_are_focus_areas) {
    const auto d = read(two_areas);
    ASSERT_EQ(d.focus_areas.size(), 2u);
    EXPECT_EQ(d.focus_areas[0].name, "Ljusa gator");
    EXPECT_EQ(d.focus_areas[0].background, "Många undviker parken.");
    EXPECT_EQ(pledges(d), (texts{"Kommunen ska byta tre lampor i månaden.",
                                 "Polisen lovar att mäta farten två gånger per vecka."}));
    EXPECT_EQ(d.focus_areas[0].pledges[0].by, texts{"municipality"});
    EXPECT_EQ(d.focus_areas[1].pledges[0].by, texts{"police"});
    EXPECT_EQ(d.focus_areas[1].pledges[0].readings.size(), 1u);
}

TEST(read_document, two_main_clauses_are_two_pledges) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nLjus\n\n"
                        "Polisen ska cykla i parken och kommunen ska klippa häckarna.\n");
    EXPECT_EQ(pledges(d), (texts{"Polisen ska cykla i parken", "kommunen ska klippa häckarna."}));
}

TEST(read_document, a_verb_in_a_subordinate_clause_promises_nothing) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nLjus\n\n"
                        "Målet är att ingen ska snubbla. Kommunen ska sanda.\n");
    EXPECT_EQ(pledges(d), texts{"Kommunen ska sanda."});
}

TEST(read_document, an_effort_is_no_promise_of_a_result) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nLjus\n\nKommunen ska verka för fler lampor.\n");
    ASSERT_EQ(pledges(d).size(), 1u);
    EXPECT_EQ(d.focus_areas[0].pledges[0].modality, reading::modality::effort);
    EXPECT_TRUE(asks(d, question_code::not_measurable));
}

TEST(read_document, whoever_is_beside_the_subject_promises_nothing) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nLjus\n\n"
                        "Polisen ska tillsammans med kommunen vandra i parken.\n");
    EXPECT_EQ(d.focus_areas.at(0).pledges.at(0).by, texts{"police"});
}

TEST(read_document, a_remark_behind_an_item_says_who) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nVåra löften\n\n"
                        "1. Minst fem kontroller per månad. (Polis)\n2. En vandring per år. (Polis/Kommun)\n");
    ASSERT_EQ(d.focus_areas.size(), 1u);
    ASSERT_EQ(d.focus_areas[0].pledges.size(), 2u);
    EXPECT_EQ(d.focus_areas[0].pledges[0].by, texts{"police"});
    EXPECT_EQ(d.focus_areas[0].pledges[1].by, (texts{"police", "municipality"}));
    EXPECT_EQ(d.focus_areas[0].pledges[0].text, "Minst fem kontroller per månad.");
}

TEST(read_document, items_take_the_subject_of_what_leads_to_them) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nLjus\n\nKommunen lovar att:\n"
                        "- byta lampor varje år\n- måla staket\n");
    EXPECT_EQ(pledges(d), (texts{"byta lampor varje år", "måla staket"}));
    EXPECT_EQ(d.focus_areas.at(0).pledges.at(1).by, texts{"municipality"});
}

constexpr std::string_view plan = "Genomförandeplan 2031 Vadstena kommun och Polisen\n\n"
                                  "Ansvarig\tOmråde\tAktivitet\tFrekvens\tSamverkan\tMått\n"
                                  "Polisen\tTrafik\tMäta farten\tMinst 2 gånger per vecka\tSkolan\tAntal mätningar\n"
                                  "\t\tVinka av bussen\tEn gång per termin\t\t\n"
                                  "När\tVad\tVem ansvarar\tOmråde\n"
                                  "Varje år\tStäda parken\tKommunen\tLjus\n";

TEST(read_document, finds_a_plans_columns_by_their_heads_wherever_they_stand) {
    const auto d = read(plan);
    ASSERT_EQ(d.plan.size(), 3u);
    EXPECT_EQ(d.plan[0].what, "Mäta farten");
    EXPECT_EQ(d.plan[0].when, "Minst 2 gånger per vecka");
    EXPECT_EQ(d.plan[0].with, texts{"Skolan"});
    EXPECT_EQ(d.plan[0].follow_up, texts{"Antal mätningar"});
    EXPECT_EQ(d.plan[1].area, "Trafik") << "an empty area is the one above";
    EXPECT_TRUE(d.plan[1].responsible.empty());
    EXPECT_TRUE(asks(d, question_code::no_owner));
    EXPECT_EQ(d.plan[2].responsible, texts{"Kommunen"}) << "the head has changed";
    EXPECT_EQ(d.plan[2].area, "Ljus");
    ASSERT_EQ(d.plan[0].readings.size(), 1u);
    EXPECT_EQ(d.plan[0].readings[0].count->low, 2);
}

TEST(read_document, a_plan_written_as_a_list_is_the_table_it_stands_for) {
    const auto d =
        read("Plan\n\nFartkontroller\n\n- När: minst 10 per månad\n- Samverkan: Kommunen\n"
             "- Ansvarig: Polisen\n\nVandring\n\n- När: 2 per år\n- Ansvarig: Kommunen\n- Uppföljning: Möte\n");
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[0].what, "Fartkontroller");
    EXPECT_EQ(d.plan[0].when, "minst 10 per månad");
    EXPECT_EQ(d.plan[0].responsible, texts{"Polisen"});
    EXPECT_EQ(d.plan[0].follow_up, texts{});
    EXPECT_EQ(d.plan[1].what, "Vandring");
    EXPECT_EQ(d.plan[1].with, texts{});
    EXPECT_EQ(d.plan[1].follow_up, texts{"Möte"});
}

TEST(read_document, a_list_with_other_labels_is_no_plan) {
    const auto d = read("Kontakt\n\nKommunen\n\n- Telefon: 0123-4\n- Adress: Torget\n- Epost: a@b.se\n\n"
                        "Polisen\n\n- Telefon: 114 14\n- Adress: Gatan\n- Epost: c@d.se\n");
    EXPECT_TRUE(d.plan.empty());
}

TEST(read_document, links_a_plans_area_with_a_focus_area_or_asks) {
    const auto d = read(std::string{two_areas} + "\nGenomförandeplan\n\nOmråde\tVad\tNär\n"
                                                 "Trafikkontroller\tMäta farten\tVarje vecka\n"
                                                 "Föreningsliv\tBjuda in\tVarje år\n");
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[0].focus_area, "f2");
    EXPECT_EQ(d.plan[1].focus_area, std::nullopt);
    EXPECT_TRUE(asks(d, question_code::plan_area_unlinked));
}

TEST(read_document, finds_numbers_dates_and_annex) {
    const auto d = read("Dnr KS 2031/7\nMedborgarlöfte 2031 för Vadstena kommun\n\n"
                        "Löftet är en bilaga till samverkansöverenskommelsen.\n\nBeslutad 2030-12-01\n");
    ASSERT_EQ(d.references.size(), 1u);
    EXPECT_EQ(d.references[0].number, "KS 2031/7");
    EXPECT_EQ(d.decided, base::make_date(2030, 12, 1));
    EXPECT_EQ(d.annex_to, "cooperation_agreement");
}

TEST(read_document, an_empty_number_is_none) {
    EXPECT_TRUE(read("Diarienr (åberopas)\n\nLokalt medborgarlöfte för Vadstena kommun 2031\n").references.empty());
}

TEST(read_document, a_date_that_does_not_exist_is_asked_about) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nBeslutad den 31 juni 2030\n");
    EXPECT_EQ(d.decided, std::nullopt);
    EXPECT_TRUE(asks(d, question_code::impossible_date));
}

TEST(read_document, finds_sources_with_their_years) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nLägesbild\n\n"
                        "Under 2030 gjordes en trygghetsmätning. Polisens och kommunens lägesbild och "
                        "medarbetardialoger ligger till grund.\n");
    ASSERT_EQ(d.basis.size(), 4u);
    EXPECT_EQ(d.basis[0], (reading::basis{reading::basis_kind::resident_survey, 2030}));
}

TEST(read_document, tells_following_up_from_telling_residents) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nUppföljning och återkoppling\n\n"
                        "Löftena följs upp varje kvartal i styrgruppen. Resultatet redovisas på kommunens och polisens "
                        "webbplatser och i sociala medier.\n");
    EXPECT_EQ(d.follow_up.fora, texts{"styrgruppen"});
    EXPECT_EQ(d.follow_up.readings.size(), 1u);
    using reading::channel;
    EXPECT_EQ(d.feedback.channels,
              (std::vector<channel>{channel::municipality_website, channel::police_website, channel::social_media}));
    EXPECT_FALSE(asks(d, question_code::no_feedback));
}

// The title that three of them have stands at a page's end: it is no running foot.
TEST(read_document, a_title_that_ends_a_page_is_no_running_foot) {
    const auto d = read("Medborgarlöfte 2024\n\nVadstena kommun, Motala kommun och Polisen\n\nLöftet gäller 2024.\n\n"
                        "Astrid Påhittad\n\nKommunstyrelsens ordförande,\n\nVadstena kommun\n\n"
                        "Berta Uppdiktad\n\nKommunstyrelsens ordförande,\n\fMotala kommun\n");
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[1].name, "Berta Uppdiktad");
    EXPECT_EQ(d.signatories[1].party, "Motala kommun");
}

TEST(read_document, signatories_go_with_their_parties) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun och Lokalpolisområde Norra Slätten\n\n"
                        "Astrid Påhittad\nKommunstyrelsens ordförande\n\nKurt Exempel\nLokalpolisområdeschef\n\n"
                        "Kontaktpersoner:\n\nMaja Modell, säkerhetssamordnare\n");
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[0].name, "Astrid Påhittad");
    EXPECT_EQ(d.signatories[0].party, "Vadstena kommun");
    EXPECT_EQ(d.signatories[1].party, "Lokalpolisområde Norra Slätten");
}

TEST(read_document, a_signature_may_follow_the_line_to_sign_on) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun och Lokalpolisområde Norra Slätten\n\n"
                        "….. Astrid Påhittad Kommunalråd\n\n..... Kurt Exempel Lokalpolisområdeschef\n");
    ASSERT_EQ(d.signatories.size(), 2u);
    EXPECT_EQ(d.signatories[0].name, "Astrid Påhittad");
    EXPECT_EQ(d.signatories[1].title, "Lokalpolisområdeschef");
}

TEST(read_document, a_neighbours_name_and_a_wrong_number_are_asked_about) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun\n\nInledning\n\nVi har valt tre fokusområden.\n\n"
                        "Ljus\n\nMotala kommun ska byta lampor.\n\nTrafik\n\nPolisen ska mäta farten.\n");
    EXPECT_TRUE(asks(d, question_code::foreign_municipality));
    EXPECT_TRUE(asks(d, question_code::count_mismatch));
    EXPECT_TRUE(asks(d, question_code::no_follow_up));
}

TEST(read_document, two_validities_are_asked_about) {
    const auto d = read("Medborgarlöfte 2031–2033 Vadstena kommun\n\nLöftet gäller till och med 31 december 2034.\n");
    EXPECT_TRUE(asks(d, question_code::period_conflict));
    EXPECT_EQ(d.valid.to, std::nullopt);
}

TEST(read_document, wrapped_lines_say_the_same) {
    const auto d = read("Medborgarlöfte 2031–2032 för Vadstena kommun\n\nLjusa gator\n\n"
                        "Många undviker parken som ligger mitt i staden och som är mörk. Kom-\n"
                        "munen ska byta tre lampor i månaden så att alla ser vart de går och\n"
                        "vågar gå där.\n\nLugn trafik\n\nPolisen lovar att mäta farten två gånger per vecka.\n");
    ASSERT_EQ(d.focus_areas.size(), 2u);
    EXPECT_EQ(pledges(d).at(0), "Kommunen ska byta tre lampor i månaden så att alla ser vart de går och vågar gå där.");
}

TEST(read_document, spans_point_at_the_words) {
    const auto d = reading::read_document(two_areas, reading::all_municipalities());
    const auto source = base::to_utf32(d.source);
    const auto at = [&](const char* pointer) {
        const auto s = d.spans.at(pointer);
        return base::to_utf8(source.substr(s.begin, s.end - s.begin));
    };
    EXPECT_EQ(at("/title"), d.document.title);
    EXPECT_EQ(at("/focus_areas/1/name"), "Lugn trafik");
    EXPECT_EQ(at("/focus_areas/1/pledges/0/text"), "Polisen lovar att mäta farten två gånger per vecka.");
    EXPECT_EQ(at("/focus_areas/1/pledges/0/readings/0/text"), d.document.focus_areas[1].pledges[0].readings[0].text);
}

TEST(read_document, nothing_comes_of_nothing) {
    EXPECT_TRUE(read("").title.empty());
    EXPECT_TRUE(read("\n\t\n\f - \n").parties.empty());
}

TEST(municipalities, there_are_290) { EXPECT_EQ(reading::all_municipalities().size(), 290u); }

TEST(read_document, numbers_that_run_through_a_document_number_its_headings) {
    const auto d = read("Medborgarlöfte 2031 Vadstena kommun och Lokalpolisområde Norra Slätten\n\n"
                        "2. Bakgrund\n\nLöftena bygger på medborgardialoger under 2030.\n\n"
                        "3. Medborgarlöften\n\n4. Trafik\n\nPolisen lovar att genomföra tio kontroller per månad.\n\n"
                        "5. Unga\n\nKommunen lovar att ordna fyra träffar per år.\n");
    ASSERT_EQ(d.focus_areas.size(), 2u);
    EXPECT_EQ(d.focus_areas[0].name, "Trafik");
    EXPECT_EQ(d.focus_areas[1].name, "Unga");
    EXPECT_EQ(d.focus_areas[0].pledges.size(), 1u);
}

TEST(read_document, numbered_items_below_each_other_are_a_list) {
    const auto d =
        read("Medborgarlöfte 2031 Vadstena kommun och Lokalpolisområde Norra Slätten\n\nMedborgarlöften:\n\n"
             "1. Polisen ska genomföra tio kontroller per månad.\n2. Kommunen ska ordna fyra träffar per år.\n");
    std::size_t pledges = 0;
    for (const auto& area : d.focus_areas)
        pledges += area.pledges.size();
    EXPECT_EQ(pledges, 2u);
}

TEST(read_document, a_plan_may_have_its_cells_below_each_other) {
    const std::string head =
        "Medborgarlöfte 2031 Vadstena kommun och Lokalpolisområde Norra Slätten\n\nGenomförandeplan\n"
        "Del av byn\nVad\nNär\nAnsvarig\nUppföljning\n";
    const std::string rows = "Torget\nKontroller av fart och nykterhet\n10 per månad\nPolisen\nAntal kontroller\n"
                             "Skolan\nVandring med elever och vuxna\n2 per år\nKommunen\nProtokoll\n";
    const auto d = read(head + rows);
    ASSERT_EQ(d.plan.size(), 2u);
    EXPECT_EQ(d.plan[0].area, "Torget");
    EXPECT_EQ(d.plan[1].what, "Vandring med elever och vuxna");
    EXPECT_EQ(d.plan[1].responsible, texts{"Kommunen"});
    // With a cell left out nobody can say what belongs where.
    EXPECT_TRUE(read(head + rows + "Parken\nBelysning\n").plan.empty());
}

} // namespace
