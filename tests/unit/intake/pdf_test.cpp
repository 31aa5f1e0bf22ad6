#include "intake/read_file.hpp"

#include "blocks.hpp"
#include "support/made_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

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

TEST(pdf, gives_paragraphs_headings_and_bullets) { EXPECT_EQ(blocks_of(read(pdf(prose, ""))), blocks_of(prose)); }

} // namespace

// Fontconfig, which poppler draws scans with, keeps 288 bytes to its end.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }
