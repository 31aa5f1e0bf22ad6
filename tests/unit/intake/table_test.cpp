#include "intake/table.hpp"

#include <gtest/gtest.h>

namespace {

using intake::read_table;

TEST(read_table, gives_every_row_a_cell_for_each_heading_and_its_line) {
    const auto t =
        read_table("\xEF\xBB\xBF\nOmråde;Vikt;Svar\r\n Norr ;\"1 200,5\";ja\r\n;;\r\nSöder;2\r\nÖ;1;nej;mer\r\n");
    ASSERT_TRUE(t);
    EXPECT_EQ(t->headings, (std::vector<std::string>{"Område", "Vikt", "Svar"}));
    ASSERT_EQ(t->rows.size(), 3U);
    EXPECT_EQ(t->rows[0].line, 3);
    EXPECT_EQ(t->rows[0].cells, (std::vector<std::string>{"Norr", "1 200,5", "ja"}));
    EXPECT_EQ(t->rows[1].line, 5);
    EXPECT_EQ(t->rows[1].cells, (std::vector<std::string>{"Söder", "2", ""}));
    EXPECT_EQ(t->rows[2].cells.size(), 3U);
}

TEST(read_table, separators_within_quotes_are_not_counted) {
    const auto t = read_table("q1;\"Hur ofta, när, var, med vem\";q3\nja;nej;ja\n");
    ASSERT_TRUE(t);
    EXPECT_EQ(t->headings.size(), 3U);
}

TEST(read_table, reads_code_page_1252_and_utf_16) {
    EXPECT_EQ(read_table("Omr\xE5"
                         "de\nS\xF6"
                         "der\n")
                  ->headings.at(0),
              "Område");
    EXPECT_EQ(read_table(std::string_view{"\xFF\xFE"
                                          "a\0;\0b\0\n\0"
                                          "1\0;\0"
                                          "2\0",
                                          16})
                  ->rows.at(0)
                  .cells.at(1),
              "2");
}

TEST(read_table, says_what_is_wrong) {
    const auto key = [](std::string_view bytes) {
        const auto t = read_table(bytes);
        return t ? std::string{} : t.error().text.key;
    };
    EXPECT_EQ(key(""), "intake.log_empty");
    EXPECT_EQ(key("a;b; a\n1;2;3\n"), "intake.table_heading_twice");
    EXPECT_EQ(key("a;b\n1;\"2\n"), "intake.log_open_quote");
    EXPECT_EQ(key(std::string(2'001, ';') + "\n"), "intake.table_too_wide");
}

} // namespace
