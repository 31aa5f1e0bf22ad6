#include "base/number.hpp"

#include <gtest/gtest.h>

namespace {

TEST(parse_decimal, takes_a_comma_or_a_point) {
    EXPECT_EQ(base::parse_decimal("2,5"), 2.5);
    EXPECT_EQ(base::parse_decimal("2.5"), 2.5);
    EXPECT_EQ(base::parse_decimal("-3"), -3);
    EXPECT_EQ(base::parse_decimal("0"), 0);
}

TEST(parse_decimal, takes_the_whole_text_or_nothing) {
    for (const auto* text : {"", "två", "2,5 h", " 2", "1,2,3", "1 000", "inf", "nan", "1e999"})
        EXPECT_EQ(base::parse_decimal(text), std::nullopt) << text;
}

} // namespace
