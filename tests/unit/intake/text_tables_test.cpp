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

} // namespace
