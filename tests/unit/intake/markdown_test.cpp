#include "intake/read_file.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace {

std::string text_of(std::string_view text) {
    const auto read = intake::read_file(text, "a.md");
    return read ? read->text : "refused: " + read.error().text.key;
}

TEST(markdown_file, drops_marks_and_keeps_lines) {
    EXPECT_EQ(text_of("# Löften\n\nEtt **starkt** stycke.\n\n- **Droger**\n- Trafik\n\n## Nästa\n2. två\n"),
              "Löften\n\nEtt starkt stycke.\n\n- Droger\n- Trafik\n\nNästa\n\n2. två\n");
}

TEST(markdown_file, parts_cells_by_tabs) {
    EXPECT_EQ(text_of("| Vad | När |\n|---|---|\n| Kontroller | 10 *per* månad |\n\nSlut\n"),
              "Vad\tNär\nKontroller\t10 per månad\n\nSlut\n");
}

TEST(markdown_file, keeps_short_lines_and_joins_wrapped_prose) {
    EXPECT_EQ(text_of("Namn\nTitel\n\nDetta är en rad som är bruten vid marginalen av en redigerare\nför text.\n"),
              "Namn\nTitel\n\nDetta är en rad som är bruten vid marginalen av en redigerare för text.\n");
}

TEST(markdown_file, reads_the_text_of_html_in_it) {
    EXPECT_EQ(text_of("<div>Ruta</div>\n\nA<br>B\n"), "Ruta\n\nA\nB\n");
}

TEST(markdown_file, takes_a_long_text_as_it_stands) {
    const auto read = intake::read_file(std::string(1'200'000, '['), "a.md");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->warnings.size(), 1u);
    EXPECT_EQ(read->warnings[0].key, "intake.markdown_long");
}

TEST(markdown_file, keeps_typed_tabs_as_a_table) {
    EXPECT_EQ(
        text_of("Plan\n\nOmråde\tVad\tNär\nTrafik\tKontroller av fart och nykterhet på alla vägar\tVarje vecka\n"),
        "Plan\n\nOmråde\tVad\tNär\nTrafik\tKontroller av fart och nykterhet på alla vägar\tVarje vecka\n");
}

} // namespace
