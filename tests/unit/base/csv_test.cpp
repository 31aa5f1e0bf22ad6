#include "base/csv.hpp"

#include <gtest/gtest.h>

namespace {

using rows = std::vector<std::vector<std::string>>;

TEST(parse_csv, parts_fields_and_rows) {
    EXPECT_EQ(base::parse_csv("a;b\r\n1;2,5\n"), (rows{{"a", "b"}, {"1", "2,5"}}));
}

TEST(parse_csv, keeps_what_stands_in_quotes) {
    EXPECT_EQ(base::parse_csv("\"a;b\";\"sa \"\"hej\"\"\nigen\"\n"), (rows{{"a;b", "sa \"hej\"\nigen"}}));
}

TEST(parse_csv, leaves_out_a_byte_order_mark_and_empty_lines) {
    EXPECT_EQ(base::parse_csv("\xEF\xBB\xBFå\n\nö"), (rows{{"å"}, {"ö"}}));
}

TEST(parse_csv, keeps_empty_fields) { EXPECT_EQ(base::parse_csv(";a;\n"), (rows{{"", "a", ""}})); }

} // namespace
