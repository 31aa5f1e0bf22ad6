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

} // namespace
