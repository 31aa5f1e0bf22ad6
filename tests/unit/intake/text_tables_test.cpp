#include "intake/read_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

std::string text_of(std::string_view text, std::string_view name = "a.txt") {
    const auto read = intake::read_file(text, name);
    return read ? read->text : "refused: " + read.error().text.key;
}

const std::string as_rows = "Plan\n\nVad\tNär\tAnsvarig\nKontroller av fart\t10 per månad\tPolisen\n"
                            "Vandring\t2 per år\tKommunen\n\nSlut\n";

const std::string grid = R"(Plan

+-----------------+--------------+----------+
| Vad             | När          | Ansvarig |
+=================+==============+==========+
| Kontroller av   | 10 per månad | Polisen  |
| fart            |              |          |
+-----------------+--------------+----------+
| Vandring        | 2 per år     | Kommunen |
+-----------------+--------------+----------+

Slut
)";

const std::string under_dashes = R"(Plan

  -----------------------------------------
  Vad              När           Ansvarig
  ---------------- ------------- ----------
  Kontroller av    10 per månad  Polisen
  fart

  Vandring         2 per år      Kommunen
  -----------------------------------------

Slut
)";

const std::string a_row_a_line = R"(Plan

Vad                När           Ansvarig
------------------ ------------- ---------
Kontroller av fart 10 per månad  Polisen
Vandring           2 per år      Kommunen

Slut
)";

const std::string over_lines = R"(Plan

Vad                När           Ansvarig
------------------ ------------- ---------
Kontroller av      10 per månad  Polisen
fart
Vandring           2 per år      Kommunen

Slut
)";

const std::string with_semicolons = R"(Plan

Vad;När;Ansvarig;Samverkan
"Kontroller; fart";10 per månad;Polisen;
Vandring;2 per år;Kommunen;"De ""boende"""

Slut
)";

const std::string laid = R"(Plan

Vad                   När                Ansvarig
Kontroller av fart    10 per månad       Polisen
Vandring              2 per år           Kommunen

Slut
)";

TEST(text_table, in_a_grid_gives_rows) { EXPECT_EQ(text_of(grid), as_rows); }

TEST(text_table, under_dashes_gives_rows) {
    EXPECT_EQ(text_of(under_dashes), as_rows);
    EXPECT_EQ(text_of(a_row_a_line), as_rows);
    EXPECT_EQ(text_of(over_lines), as_rows);
}

TEST(text_table, a_line_under_dashes_may_go_on_with_the_row_above) {
    const auto read = text_of("Plan\n\n"
                              "Löfte         Aktivitet             Hur ofta          Vem\n"
                              "------------  --------------------  ----------------  -----------------\n"
                              "Trygga unga   Nattvandring          Minst 10 kvällar  Fritidsenheten,\n"
                              "                                    per år            föräldraföreningen\n"
                              "              Möte om enskilda      Var sjätte vecka  Skola\n"
                              "              ungdomar\n"
                              "Lugn trafik   Kontroller i          3–5 per månad     Polisen\n"
                              "              Dala-Järna\n"
                              "Levande       Ny belysning          Klart senast      Gatuenheten\n"
                              "centrum                             2024-10-31\n");
    EXPECT_EQ(read, "Plan\n\nLöfte\tAktivitet\tHur ofta\tVem\n"
                    "Trygga unga\tNattvandring\tMinst 10 kvällar per år\tFritidsenheten, föräldraföreningen\n"
                    "\tMöte om enskilda ungdomar\tVar sjätte vecka\tSkola\n"
                    "Lugn trafik\tKontroller i Dala-Järna\t3–5 per månad\tPolisen\n"
                    "Levande centrum\tNy belysning\tKlart senast 2024-10-31\tGatuenheten\n");
}

TEST(text_table, with_semicolons_gives_rows) {
    EXPECT_EQ(text_of(with_semicolons),
              "Plan\n\nVad\tNär\tAnsvarig\tSamverkan\nKontroller; fart\t10 per månad\tPolisen\t\n"
              "Vandring\t2 per år\tKommunen\tDe \"boende\"\n\nSlut\n");
}

TEST(text_table, laid_out_by_spaces_gives_rows) { EXPECT_EQ(text_of(laid), as_rows); }

// The second column's tall cell leaves no empty line before the next row.
TEST(text_table, has_a_row_where_the_first_column_begins_anew) {
    EXPECT_EQ(text_of("Område      Vad               När\n"
                      "Trafik      Kontroller av     Varje vecka\n"
                      "            fart, bälte och\n"
                      "            alkohol i trafik\n"
                      "Ungdomar    Fältarbete på     Fredagar\n"
                      "            kvällar\n"),
              "Område\tVad\tNär\nTrafik\tKontroller av fart, bälte och alkohol i trafik\tVarje vecka\n"
              "Ungdomar\tFältarbete på kvällar\tFredagar\n");
}

TEST(text_table, of_markdown_gives_rows_too) {
    EXPECT_EQ(text_of(grid, "a.md"), as_rows);
    EXPECT_EQ(text_of(under_dashes, "a.md"), as_rows);
    EXPECT_EQ(text_of(a_row_a_line, "a.md"), as_rows);
}

TEST(text_table, is_not_seen_in_other_lines) {
    for (const std::string text :
         {"Först; sedan; därefter; till sist.\nVi går; vi ser; vi gör; vi vilar.\nA; b; c; d\n",
          "Rubrik\n------\nText\n", "---\n\nText\n\n---\n", "A  b  c\nd\n", "----------\nText utan slut\n---- ----\n",
          "+---+\n| a |\n"})
        EXPECT_EQ(text_of(text), text);
}

// As a PDF's text is laid out in letters: each row's columns stand in places of their own, a full cell stands one space
// before the next.
TEST(text_table, may_have_columns_that_drift_from_row_to_row) {
    EXPECT_EQ(text_of("Plan\n\n"
                      "Område          Vad                När            Ansvarig\n"
                      "och del\n"
                      "Trafik          Kontroller av      Varje vecka    Polisen\n"
                      "                fart och bälte     under året\n"
                      "Mötesplatser Fältarbete på         Fredagar       Kommunen och\n"
                      "för unga     kvällar                              polisen\n"
                      "Trygghet        Vandring i varje   2 gånger per Kommunen\n"
                      "                tätort             år\n\n"
                      "Planen följs upp varje år av kommunen och polisen tillsammans.\n"),
              "Plan\n\n"
              "Område och del\tVad\tNär\tAnsvarig\n"
              "Trafik\tKontroller av fart och bälte\tVarje vecka under året\tPolisen\n"
              "Mötesplatser för unga\tFältarbete på kvällar\tFredagar\tKommunen och polisen\n"
              "Trygghet\tVandring i varje tätort\t2 gånger per år\tKommunen\n\n"
              "Planen följs upp varje år av kommunen och polisen tillsammans.\n");
}

TEST(text_table, goes_on_under_the_same_head_on_the_next_page) {
    const std::string head = "Område      Vad               När             Ansvarig\n";
    EXPECT_EQ(text_of(head +
                      "Trafik      Kontroller        Varje vecka     Polisen\n"
                      "Unga        Samtal med de     Vid behov       Kommunen\n\f" +
                      head +
                      "            som vill det\n"
                      "Trygghet    Vandring          Varje termin    Kommunen\n"
                      "Buller      Besök             Varje år        Kommunen\n"),
              "Område\tVad\tNär\tAnsvarig\n"
              "Trafik\tKontroller\tVarje vecka\tPolisen\n"
              "Unga\tSamtal med de som vill det\tVid behov\tKommunen\n\f"
              "Trygghet\tVandring\tVarje termin\tKommunen\n"
              "Buller\tBesök\tVarje år\tKommunen\n");
}

// Neither the page's head nor the table's, which stand again, is a row; nor is a line that is drawn.
TEST(text_table, goes_on_below_the_heads_of_the_next_page) {
    const std::string page = "VADSTENA KOMMUN           POLISEN              Sida ";
    const std::string head = "Område      Vad               När             Ansvarig\n"
                             "---------------------------------------------------------\n";
    EXPECT_EQ(text_of(page + "1 (2)\n\nPlan\n\n" + head +
                      "Trafik      Kontroller        Varje vecka     Polisen\n"
                      "Unga        Samtal med de     Vid behov       Kommunen\n"
                      "            som vill det\n\n" +
                      page + "2 (2)\n\n" + head + "Trygghet    Vandring          Varje termin    Kommunen\n"),
              "VADSTENA KOMMUN\tPOLISEN\tSida 1 (2)\n\nPlan\n\n"
              "Område\tVad\tNär\tAnsvarig\n"
              "Trafik\tKontroller\tVarje vecka\tPolisen\n"
              "Unga\tSamtal med de som vill det\tVid behov\tKommunen\n"
              "Trygghet\tVandring\tVarje termin\tKommunen\n");
}

// Text that is set in below the line that closes a table is none of its rows.
TEST(text_table, ends_at_the_line_drawn_below_its_last_row) {
    const std::string rule = "---------------------------------------------------------\n";
    const auto text = text_of(
        "Område      Vad               När             Ansvarig\n" + rule +
        "Trafik      Kontroller        Varje vecka     Polisen\n"
        "Trygghet    Vandring          Varje termin    Kommunen\n" +
        rule + "\n   5. Hur vi följer upp\n\n   Polisen och kommunen stämmer av läget var\n   fjortonde dag.\n");
    EXPECT_NE(text.find("Trygghet\tVandring\tVarje termin\tKommunen\n"), std::string::npos) << text;
    EXPECT_NE(text.find("Polisen och kommunen stämmer av läget var"), std::string::npos) << text;
}

TEST(text_table, under_the_next_heading_of_a_page_has_its_head_again) {
    const std::string head = "Vad             När              Vem           Mått\n";
    const auto text = text_of("1. Trafik\n\n" + head +
                              "Mäta farten     Varje vecka      Polisen       Antal\n"
                              "Nya skyltar     Varje år         Kommunen      Antal\n\n"
                              "2. Parken\nDet är mörkt.\n\n" +
                              head +
                              "Byta lampor     Varje månad      Kommunen      Antal\n"
                              "Gå förbi        Varje kväll      Polisen       Antal\n");
    EXPECT_NE(text.find("2. Parken\nDet är mörkt.\n"), std::string::npos) << text;
    EXPECT_NE(text.find("Det är mörkt.\n\nVad\tNär\tVem\tMått\nByta lampor\t"), std::string::npos) << text;
}

// Two rows under one area, which the lines between them stop at.
const std::string spanned = R"(+-----------+------------+-------------+
| Område    | Vad        | När         |
+===========+============+=============+
| Trafik    | Kontroller | Varje vecka |
| och buller+------------+-------------+
|           | Skyltar    | I maj       |
+-----------+------------+-------------+
| Torget    | Fotpass    | Varje       |
|           +------------+ kväll       |
|           | Lampor     |             |
|           +------------+-------------+
|           | Vandring   | Två gånger  |
|           |            | per år      |
+-----------+------------+-------------+
)";

TEST(text_table, has_cells_that_span_the_rows_of_a_grid) {
    EXPECT_EQ(text_of(spanned), "Område\tVad\tNär\nTrafik och buller\tKontroller\tVarje vecka\n"
                                "Trafik och buller\tSkyltar\tI maj\nTorget\tFotpass\tVarje kväll\n"
                                "Torget\tLampor\tVarje kväll\nTorget\tVandring\tTvå gånger per år\n");
}

const std::string in_parts = R"(Nr  Åtgärd                    När                     Ansvarig            Uppföljning
-----------------------------------------------------------------------------------------------
A   TRYGGT TORG
A1  Fotpatrull på torget      Minst två kvällar       Polisen             Antal kvällar
                              i veckan
A2  Genomgång av belysning    Senast 31 oktober       Kommunen,           Protokoll med
    i parker                  2031                    teknik              lista
B   UNGA
B1  Träff för föräldrar       En per termin           Skolan              Antal

Norrbylöftet 2031                                              Sida 2 (3)

5  Uppföljning
Löftet följs upp i rådet.
)";

TEST(text_table, in_parts_has_a_row_for_the_head_of_each) {
    EXPECT_EQ(text_of(in_parts),
              "Nr\tÅtgärd\tNär\tAnsvarig\tUppföljning\nA\tTRYGGT TORG\t\t\t\n"
              "A1\tFotpatrull på torget\tMinst två kvällar i veckan\tPolisen\tAntal kvällar\n"
              "A2\tGenomgång av belysning i parker\tSenast 31 oktober 2031\tKommunen, teknik\tProtokoll med "
              "lista\nB\tUNGA\t\t\t\nB1\tTräff för föräldrar\tEn per termin\tSkolan\tAntal\n\n"
              "Norrbylöftet 2031\tSida 2 (3)\n\n5  Uppföljning\nLöftet följs upp i rådet.\n");
}

const std::string three_columns = R"(LÖFTE 1: TRYGGT TORG
Vad?                            Vem?               När?
Kontroller                      Polisen            Minst 8 per månad
Kampanj på krogen               Kommunen           Inför midsommar varje
                                                   år

LÖFTE 2: UNGA
Vad?                            Vem?               När?
Fältarbete                      Kommunen           Varje fredag
Skolbesök                       Polisen            1 gång per termin

Slut
)";

TEST(text_table, of_three_columns_that_are_kept_gives_rows) {
    EXPECT_EQ(text_of(three_columns), "LÖFTE 1: TRYGGT TORG\nVad?\tVem?\tNär?\nKontroller\tPolisen\tMinst 8 per månad\n"
                                      "Kampanj på krogen\tKommunen\tInför midsommar varje år\n\nLÖFTE 2: UNGA\n"
                                      "Vad?\tVem?\tNär?\nFältarbete\tKommunen\tVarje fredag\nSkolbesök\tPolisen\t1 "
                                      "gång per termin\n\nSlut\n");
}

TEST(text_table, may_be_drawn_with_signs_for_boxes) {
    EXPECT_EQ(text_of("Plan\n\n┌────┬────┐\n│ Vad │ När │ Ansvarig │\n├────┼────┤\n"
                      "│ Kontroller av fart │ 10 per månad │ Polisen │\n│ Vandring │ 2 per år │ Kommunen "
                      "│\n└────┴────┘\n\nSlut\n"),
              as_rows);
}

TEST(typed_columns, of_running_text_follow_each_other) {
    const auto text = text_of("Trafik                        Parken\n\n"
                              "Många kör för fort genom      Det är mörkt i parken\n"
                              "byn och vid skolan.           och få vuxna går där.\n"
                              "Polisen ska mäta farten       Kommunen ska byta alla\n"
                              "två gånger i veckan.          lampor varje höst och\n"
                              "                              klippa häckarna.\n\n"
                              "Vadstena 2031-01-02\n");
    EXPECT_LT(text.find("två gånger i veckan."), text.find("Parken"));
    EXPECT_NE(text.find("lampor varje höst och\nklippa häckarna.\n"), std::string::npos) << text;
}

// What heads both columns stands between what is above it and what is below.
TEST(typed_columns, follow_each_other_under_each_head_of_both) {
    const auto text = text_of("Trafik\n\n"
                              "Polisen                       Kommunen\n\n"
                              "Vi mäter farten genom         Vi sätter upp skyltar\n"
                              "byn varje vecka och           vid skolan och byter\n"
                              "vid skolan.                   lampor varje höst.\n\n\n"
                              "Unga ute\n\n"
                              "Polisen                       Kommunen\n\n"
                              "Vi går till fots              Vi har fältare ute\n"
                              "varje fredag.                 varje lördag.\n");
    EXPECT_LT(text.find("lampor varje höst."), text.find("Unga ute")) << text;
    EXPECT_LT(text.find("Unga ute"), text.find("Vi går till fots")) << text;
    EXPECT_LT(text.find("Vi går till fots"), text.find("Vi har fältare")) << text;
}

TEST(typed_columns, that_stand_apart_on_a_line_are_cells) {
    EXPECT_EQ(text_of("Maja Hittepå              Nils Exempel\nKommunalråd               Kommunpolis\n"),
              "Maja Hittepå\tNils Exempel\nKommunalråd\tKommunpolis\n");
    EXPECT_EQ(text_of("1      Trafik\nNär:      varje vecka\n"), "1      Trafik\nNär:      varje vecka\n");
}

// Lines to sign on are no text, and a line of text that runs over the gutter is none of a column.
TEST(typed_columns, are_none_where_one_signs) {
    const auto text = text_of("Löftet gäller från 1 januari 2031 till och med den 31 december 2031.\n\n"
                              "____________________           ____________________\n"
                              "Kommunalråd                    Kommunalråd\n"
                              "Vadstena kommun                Motala kommun\n\n"
                              "____________________           ____________________\n"
                              "Ordförande                     Polisområdeschef\n"
                              "Boxholms kommun                Vättern\n");
    EXPECT_NE(text.find("Kommunalråd\tKommunalråd\nVadstena kommun\tMotala kommun\n"), std::string::npos) << text;
    EXPECT_NE(text.find("1 januari 2031 till och med den"), std::string::npos) << text;
}

TEST(quoted_text, loses_the_signs_of_the_letter_that_it_was_sent_in) {
    EXPECT_EQ(text_of("> Medborgarlöfte\n>\n> Polisen ska mäta farten.\n> Slut\n"),
              "Medborgarlöfte\n\nPolisen ska mäta farten.\nSlut\n\n");
}

TEST(text_table, a_framed_card_is_labels_and_their_texts) {
    const std::string card = "Löften\n\n+----------------------------------+\n"
                             "| KORT 1 - TORGET                  |\n"
                             "| Varför?    Det är stökigt om     |\n"
                             "|            kvällarna.            |\n"
                             "| Löfte      Patrull två gånger i  |\n"
                             "|            veckan.               |\n"
                             "+----------------------------------+\n";
    const std::string opened =
        "KORT 1 - TORGET\n\nVarför? Det är stökigt om kvällarna.\nLöfte: Patrull två gånger i veckan.\n";
    EXPECT_NE(text_of(card).find(opened), std::string::npos) << text_of(card);
    const std::string lined =
        "┌────────────────────┐\n│ Vem      Polisen   │\n│ Löfte    En patrull│\n└────────────────────┘\n";
    EXPECT_NE(text_of(lined).find("Vem: Polisen\nLöfte: En patrull\n"), std::string::npos) << text_of(lined);
    // One frame may end where the next begins.
    const std::string joined = "+--------------------+\n| TORGET             |\n+--------------------+\n| SKOLAN       "
                               "      |\n+--------------------+\n";
    EXPECT_EQ(text_of(joined), "\nTORGET\n\n\nSKOLAN\n\n") << text_of(joined);
    EXPECT_TRUE(text_of("+--------------------+\n| utan slut          |\n").starts_with("+----"));
}

TEST(text_table, names_with_points_between_are_no_columns) {
    const std::string pages =
        "NORRBY KOMMUN  ·  SÖDERBY KOMMUN  ·  POLISEN\n                                    Sida 1 (3)\n\nLöfte\n\n"
        "NORRBY KOMMUN  ·  SÖDERBY KOMMUN  ·  POLISEN\n                                    Sida 2 (3)\n\nText\n\n"
        "NORRBY KOMMUN  ·  SÖDERBY KOMMUN  ·  POLISEN\n                                    Sida 3 (3)\n";
    EXPECT_EQ(text_of(pages).find('\t'), std::string::npos) << text_of(pages);
}

// A cell over all the rows, as wide as a page, and a row begun on every second line: repeated, it would be the square
// of what was written.
TEST(text_table, a_cell_over_many_rows_does_not_grow_by_its_square) {
    const std::string wide(500, 'x');
    for (const std::size_t rows : {20U, 400U}) {
        std::string text = "+" + std::string(wide.size() + 2, '-') + "+------+\n";
        for (std::size_t i = 0; i < rows; ++i)
            text.append("| ").append(wide).append(" | b    |\n| ").append(wide).append(" +------+\n");
        text += "+" + std::string(wide.size() + 2, '-') + "+------+\n";
        EXPECT_LT(text_of(text).size(), 6 * text.size()) << rows;
    }
}

TEST(text_table, a_line_of_nothing_but_corners_begins_no_grid) {
    std::string text;
    for (int i = 0; i < 500; ++i)
        text += "+--";
    text += "+\n";
    for (int i = 0; i < 500; ++i)
        text += "| +--+\n";
    EXPECT_LT(text_of(text).size(), 3 * text.size());
}

} // namespace
