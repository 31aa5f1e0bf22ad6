#include "intake/read_file.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

std::string text_of(std::string_view html) {
    const auto read = intake::read_file(html, "a.html");
    return read ? read->text : "refused: " + read.error().text.key;
}

TEST(html_file, is_known_by_its_start_whatever_its_name) {
    const auto read = intake::read_file("<!DOCTYPE html><p>Hej", "a.txt");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->kind, "html");
    EXPECT_EQ(read->text, "Hej\n");
}

TEST(html_file, gives_headings_paragraphs_and_bullets_lines_of_their_own) {
    EXPECT_EQ(
        text_of("<h1>Löften</h1><p>Ett <b>starkt</b>\n   stycke.<ul><li>A<li><p>B</p></ul><ol start=3><li>C</ol>"),
        "Löften\n\nEtt starkt stycke.\n\n- A\n- B\n3. C\n");
}

TEST(html_file, keeps_line_breaks) { EXPECT_EQ(text_of("<p>Namn<br>Titel</p>"), "Namn\nTitel\n"); }

TEST(html_file, reads_entities) { EXPECT_EQ(text_of("<p>p&aring; v&#228;g &amp; gata&nbsp;1"), "på väg & gata 1\n"); }

TEST(html_file, parts_cells_by_tabs) {
    EXPECT_EQ(text_of("<table><caption>Plan</caption><thead><tr><th>Vad<th>När</thead>"
                      "<tr><td>Kontroller<td><p>10</p><p>per månad</p></table><p>Slut"),
              "Plan\n\nVad\tNär\nKontroller\t10 per månad\n\nSlut\n");
}

TEST(html_file, says_a_spanning_cell_in_each_of_its_rows) {
    EXPECT_EQ(text_of("<table><tr><td colspan=2>Del 1</td></tr><tr><td "
                      "rowspan=2>A</td><td>1</td></tr><tr><td>2</td></tr></table>"),
              "Del 1\n\nA\t1\nA\t2\n");
}

TEST(html_file, takes_a_frame_of_one_column_for_text) {
    EXPECT_EQ(text_of("<table><tr><td><p>Rubrik</p><p>Text</p></td></tr></table>"), "Rubrik\n\nText\n");
}

// Cells within a cell, and a row within a cell, where unknown elements keep the parser from closing them.
TEST(html_file, keeps_the_text_of_a_broken_table) {
    EXPECT_EQ(text_of("<table><tr><td>Vad<td><a1><tr><td>När<b1><td>Var</td></b1>Vem</table><p>Slut").find("refused"),
              std::string::npos);
    for (const auto* word : {"Vad", "När", "Var", "Vem", "Slut"})
        EXPECT_NE(text_of("<table><tr><td>Vad<td><a1><tr><td>När<b1><td>Var</td></b1>Vem</table><p>Slut").find(word),
                  std::string::npos)
            << word;
}

TEST(html_file, leaves_out_what_a_site_has_on_every_page) {
    EXPECT_EQ(text_of("<title>T</title><style>p{}</style><header>Logga</header><nav>Meny</nav><p hidden>x</p>"
                      "<p>Löftet</p><script>1</script><footer>Kontakt</footer>"),
              "Löftet\n");
    EXPECT_EQ(text_of("<div>Kakor</div><main><header><h1>Löftet</h1></header><p>Text</main>"), "Löftet\n\nText\n");
}

TEST(html_file, takes_all_where_nothing_else_is_left) { EXPECT_EQ(text_of("<header><p>Löftet</header>"), "Löftet\n"); }

TEST(html_file, expands_no_outside_entity) {
    EXPECT_EQ(text_of("<!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><html><p>a&x;b").find("root:"),
              std::string::npos);
}

TEST(html_file, survives_deep_nesting) {
    std::string html = "<html>";
    for (int i = 0; i < 100'000; ++i)
        html += "<div>";
    EXPECT_EQ(text_of(html + "djupt"), "refused: intake.html_broken");
}

TEST(html_file, keeps_the_tabs_and_empty_lines_of_preformatted_text) {
    EXPECT_EQ(text_of("<pre>Plan\n\nVad\tNär\tVem\nKontroller\tVarje vecka\tPolisen\n</pre>"),
              "Plan\n\nVad\tNär\tVem\nKontroller\tVarje vecka\tPolisen\n");
}

TEST(html_file, takes_elements_that_are_shown_as_a_table_for_one) {
    EXPECT_EQ(
        text_of("<div style='display: table'><div style='display:table-row'><div style='display:table-cell;'>Vad</div>"
                "<div style='display:table-cell'>När</div></div><div style='display:table-row'>"
                "<div style='display:table-cell'>Kontroller</div><div style='display:table-cell'>Varje vecka</div>"
                "</div></div>"),
        "Vad\tNär\nKontroller\tVarje vecka\n");
    EXPECT_EQ(
        text_of("<div role=table><div role=row><span role=columnheader>Vad</span><span role=columnheader>När</span>"
                "</div><div role=row><span role=cell>Samtal</span><span role=cell>Vid behov</span></div></div>"),
        "Vad\tNär\nSamtal\tVid behov\n");
}

TEST(html_file, parts_typed_items_that_were_joined) {
    EXPECT_EQ(text_of("<p>• Trafik i centrum • Droger bland unga\n• Buller</p><p>En punkt • är ingen lista</p>"),
              "• Trafik i centrum\n• Droger bland unga\n• Buller\n\nEn punkt • är ingen lista\n");
}

TEST(html_file, reads_a_table_within_one_that_lays_the_page_out) {
    EXPECT_EQ(text_of("<table><tr><td><p>Plan</p><table><tr><td>Vad<td>När<tr><td>Samtal<td>Varje år</table></table>"),
              "Plan\n\nVad\tNär\nSamtal\tVarje år\n");
}

} // namespace
