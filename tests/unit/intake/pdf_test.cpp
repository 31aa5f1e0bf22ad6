#include "intake/read_file.hpp"

#include "intake/pdf_page.hpp"

#include "blocks.hpp"
#include "support/made_files.hpp"

#include <gtest/gtest.h>

namespace {

using tests::blocks_of;

const std::string prose =
    "Löfte om trygghet 2024–2026\n\n"
    "Ängsviks kommun och polisen lovar att arbeta för ett tryggare centrum under åren 2024–2026. Arbetet bygger på en "
    "trygghetsmätning, på dialoger med invånare och på polisens egen lägesbild, som vägts samman av rådet.\n\n"
    "Trafik\n\n"
    "- Polisen ska genomföra minst 12 hastighetskontroller per månad på de vägar som invånarna pekat ut i dialogen.\n"
    "- Kommunen ska se över belysning vid skolor en gång per år.\n\n"
    "Uppföljning\n\n"
    "Parterna följer upp arbetet två gånger per år och berättar om resultatet på sina webbplatser.\n";

const std::string plan =
    "Genomförandeplan\n\n"
    "Område\tVad\tNär\tAnsvarig\tUppföljning\n"
    "Trafik\tHastighetskontroller och nykterhetskontroller på utpekade vägar i hela kommunen\tMinst 12 "
    "kontroller per månad\tPolisen\tAntal kontroller och andel som kör för fort\n"
    "Unga\tFältarbete vid skolor och mötesplatser tillsammans med fritidsledare\tVarje helg under "
    "terminen\tKommunen\tAntal kvällar\n"
    "Platser\tTrygghetsvandring i varje tätort med boende och fastighetsägare\t2 gånger per år\t"
    "Kommunen\tProtokoll och åtgärdslista\n";

std::string pdf(const std::string& text, std::string_view style) {
    auto made = support::pdf_of(text, style);
    if (made.empty()) throw std::runtime_error{"WeasyPrint makes no pdf"};
    return made;
}

std::string read(const std::string& bytes) {
    const auto got = intake::read_file(bytes, "plan.pdf");
    return got ? got->text : "refused: " + got.error().text.key;
}

class table_styles : public testing::TestWithParam<const char*> {};

TEST_P(table_styles, give_the_rows_that_were_written) {
    EXPECT_EQ(blocks_of(read(pdf(plan, GetParam()))), blocks_of(plan));
}

INSTANTIATE_TEST_SUITE_P(
    pdf, table_styles,
    testing::Values("td{border:1px solid black}",
                    "table{border-collapse:collapse} td{border:0.5pt solid #888;padding:3pt;vertical-align:top}",
                    "table{border-collapse:collapse} td{padding:3pt 6pt;vertical-align:top}", "table{font-size:9pt}",
                    "table{border-collapse:collapse} td{border-bottom:0.5pt solid black;padding:3pt 6pt}",
                    "table{border-collapse:collapse} td{border:1px solid black} tr:first-child td{background:#ddd}",
                    "@page{size:A4 landscape}"));

TEST(pdf, reads_a_table_that_is_wider_than_its_paper_and_says_so) {
    const auto got = intake::read_file(pdf(plan, "table{width:900pt} td{border:1px solid black}"), "plan.pdf");
    ASSERT_TRUE(got) << got.error().text.key;
    EXPECT_EQ(blocks_of(got->text), blocks_of(plan));
    ASSERT_EQ(got->warnings.size(), 1u);
    EXPECT_EQ(got->warnings[0], (base::message{"intake.beyond_paper", {{"n", std::int64_t{1}}}}));
}

const std::string head_repeats = "<thead><tr><th>Område<th>Vad<th>När<th>Ansvarig</thead>";

std::string table_page(const std::string& rows, std::string_view style) {
    return "<meta charset=utf-8><style>" + std::string{style} + "</style><table>" + head_repeats + rows + "</table>";
}

TEST(pdf, joins_a_row_that_a_pages_end_cut_under_a_repeated_head) {
    const std::string long_cell = "Fältarbete vid skolor och mötesplatser tillsammans med fritidsledare, föräldrar och "
                                  "föreningar i hela kommunen under alla terminens veckor";
    const auto file = support::pdf_of_html(
        table_page("<tr><td>Unga<td>" + long_cell +
                       "<td>Varje helg<td>Kommunen<tr><td>Trafik<td>Kontroller<td>Varje vecka<td>Polisen",
                   "@page{size:130mm 46mm;margin:8mm} td,th{border:1px solid black;vertical-align:top;width:25mm} "
                   "td{orphans:1;widows:1} table{border-collapse:collapse;font-size:10pt}"));
    ASSERT_FALSE(file.empty());
    EXPECT_EQ(blocks_of(read(file)), blocks_of("Område\tVad\tNär\tAnsvarig\nUnga\t" + long_cell +
                                               "\tVarje helg\tKommunen\nTrafik\tKontroller\tVarje vecka\tPolisen\n"));
}

// Cells of one line stay above; those of two lines cannot be cut, and stand whole on the next page.
TEST(pdf, joins_a_row_whose_taller_cells_went_to_the_next_page) {
    const auto file = support::pdf_of_html(
        table_page("<tr><td>Unga<td>Möten<td>Varje helg<td>Kommunen"
                   "<tr><td>Trygghet<td>Vandringar och samtal i centrum<td>2 gånger per år<td>Kommunens samordnare"
                   "<tr><td>Trafik<td>Kontroller<td>Varje vecka<td>Polisen",
                   "@page{size:150mm 36mm;margin:8mm} td,th{border:1px solid black;vertical-align:top;width:32mm} "
                   "table{border-collapse:collapse;font-size:10pt}"));
    ASSERT_FALSE(file.empty());
    EXPECT_EQ(blocks_of(read(file)),
              blocks_of("Område\tVad\tNär\tAnsvarig\nUnga\tMöten\tVarje helg\tKommunen\n"
                        "Trygghet\tVandringar och samtal i centrum\t2 gånger per år\tKommunens samordnare\n"
                        "Trafik\tKontroller\tVarje vecka\tPolisen\n"));
}

TEST(pdf, joins_words_that_a_narrow_column_cut_without_a_hyphen) {
    const auto file = support::pdf_of_html(table_page(
        "<tr><td>Trygghetsskapande åtgärder<td>Informationsinsatser för vårdnadshavare<td>Löpande under hela "
        "avtalsperioden<td>Förebyggarrådet och kommunpolisen",
        "td,th{border:1px solid black;width:16mm;padding:1mm;font:11pt sans-serif;vertical-align:top;"
        "overflow-wrap:anywhere} table{border-collapse:collapse;table-layout:fixed;width:70mm}"));
    ASSERT_FALSE(file.empty());
    EXPECT_EQ(blocks_of(read(file)),
              blocks_of("Område\tVad\tNär\tAnsvarig\nTrygghetsskapande åtgärder\tInformationsinsatser för "
                        "vårdnadshavare\tLöpande under hela avtalsperioden\tFörebyggarrådet och kommunpolisen\n"));
}

TEST(pdf, takes_drawn_dots_for_bullets) {
    const std::string dot = "<div style='margin-left:20pt;position:relative'><svg width=5 height=5 "
                            "style='position:absolute;left:-14pt;top:5pt'><circle cx=2.5 cy=2.5 r=2.5 /></svg>";
    const auto file =
        support::pdf_of_html("<meta charset=utf-8><style>body{font:11pt/1.3 sans-serif}</style><p>Polisen "
                             "lovar följande under året i hela kommunen:</p>" +
                             dot + "Kontroller varje månad</div>" + dot + "Vandringar varje termin</div>");
    ASSERT_FALSE(file.empty());
    EXPECT_EQ(blocks_of(read(file)),
              blocks_of("Polisen lovar följande under året i hela kommunen:\n\n- Kontroller varje "
                        "månad\n- Vandringar varje termin\n"));
}

TEST(pdf, gives_paragraphs_headings_and_bullets) { EXPECT_EQ(blocks_of(read(pdf(prose, ""))), blocks_of(prose)); }

// Light letters leave dark strips between them that are as thin as ruled lines.
TEST(pdf_rules, do_not_stand_between_light_letters) {
    intake::pdf::picture shown{100, 60, std::vector<std::uint8_t>(6000, 255)};
    const auto fill = [&](std::size_t x0, std::size_t x1, std::size_t y0, std::size_t y1, std::uint8_t grey) {
        for (auto y = y0; y < y1; ++y)
            for (auto x = x0; x < x1; ++x)
                shown.grey[y * shown.width + x] = grey;
    };
    fill(10, 90, 10, 30, 40);
    fill(20, 30, 15, 25, 255);
    fill(32, 45, 15, 25, 255);
    EXPECT_TRUE(intake::pdf::find_rules(shown).down.empty());
    EXPECT_TRUE(intake::pdf::find_rules(shown).across.empty());
    fill(50, 51, 35, 55, 0);
    fill(10, 90, 57, 58, 0);
    const auto found = intake::pdf::find_rules(shown);
    ASSERT_FALSE(found.down.empty());
    EXPECT_EQ(found.down.front().place, 50.5);
    ASSERT_FALSE(found.across.empty());
    EXPECT_EQ(found.across.front().place, 57.5);
}

} // namespace

// Fontconfig, which poppler draws scans with, keeps 288 bytes to its end.
// NOLINTBEGIN(bugprone-reserved-identifier): the sanitizer gives the name.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }
// NOLINTEND(bugprone-reserved-identifier)
