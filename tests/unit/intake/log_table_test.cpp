#include "intake/log_table.hpp"

#include <gtest/gtest.h>

namespace {

using intake::read_log_table;

TEST(read_log_table, takes_columns_by_their_headings_in_any_order) {
    const auto t = read_log_table("Antal;Åtgärd;Datum;Plats;Vem\r\n3;Fotpatrull;2022-02-03;Torget;Bo\r\n;;;;\r\n"
                                  "\"2,5\";\"Möte; stort\";3/2 2022;\"Skol\"\"huset\"\"\";\r\n");
    ASSERT_TRUE(t);
    EXPECT_EQ(t->separator, ';');
    EXPECT_EQ(t->unknown, std::vector<std::string>{"Vem"});
    ASSERT_EQ(t->rows.size(), 2U);
    EXPECT_EQ(t->rows[0].line, 2);
    EXPECT_EQ(t->rows[0].amount, "3");
    EXPECT_EQ(t->rows[0].what, "Fotpatrull");
    EXPECT_EQ(t->rows[1].line, 4);
    EXPECT_EQ(t->rows[1].amount, "2,5");
    EXPECT_EQ(t->rows[1].what, "Möte; stort");
    EXPECT_EQ(t->rows[1].place, "Skol\"huset\"");
}

TEST(read_log_table, knows_tabs_commas_english_and_what_excel_writes_before) {
    const auto tabs = read_log_table("date\tmeasure\tamount\thours\n2022-02-03\tm1\t3\t1.5\n");
    ASSERT_TRUE(tabs);
    EXPECT_EQ(tabs->rows.at(0).hours, "1.5");
    EXPECT_EQ(read_log_table("sep=,\nDate,Activity,Count (pcs),Notes\n2022-02-03,m1,3,ok\n")->rows.at(0).note, "ok");
    EXPECT_EQ(read_log_table("sep=,\nDate,Activity\n2022-02-03,m1\n")->rows.at(0).line, 3);
}

TEST(read_log_table, reads_code_page_1252) {
    const auto t = read_log_table("Datum;\xC5tg\xE4rd;Antal\n2022-02-03;M\xF6te p\xE5 torget;1\n");
    ASSERT_TRUE(t);
    EXPECT_EQ(t->rows.at(0).what, "Möte på torget");
}

TEST(read_log_table, keeps_a_cell_of_several_lines_with_the_line_it_began_on) {
    const auto t = read_log_table("Datum;Vad;Anteckning\n2022-02-03;m1;\"två\nrader\"\n2022-02-04;m1;x\n");
    ASSERT_TRUE(t);
    EXPECT_EQ(t->rows.at(0).note, "två rader");
    EXPECT_EQ(t->rows.at(1).line, 4);
}

TEST(read_log_table, says_what_is_missing) {
    const auto key = [](std::string_view bytes) {
        const auto t = read_log_table(bytes);
        return t ? std::string{} : t.error().text.key;
    };
    EXPECT_EQ(key(""), "intake.log_empty");
    EXPECT_EQ(key("Antal;Vad\n1;m1\n"), "intake.log_no_date");
    EXPECT_EQ(key("Datum;Antal\n2022-02-03;1\n"), "intake.log_no_what");
    EXPECT_EQ(key("Datum;Dag;Vad\n"), "intake.log_heading_twice");
    EXPECT_EQ(key("Datum;Vad\n2022-02-03;\"m1\n"), "intake.log_open_quote");
    std::string many = "Datum;Vad\n";
    for (int i = 0; i < 5'001; ++i)
        many += "2022-02-03;m1\n";
    EXPECT_EQ(key(many), "intake.log_too_many");
}

} // namespace
