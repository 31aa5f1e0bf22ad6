#include "base/text.hpp"

#include <gtest/gtest.h>

namespace {

using namespace base;

TEST(is_valid_utf8, refuses_overlong_surrogates_and_cut_sequences) {
    EXPECT_TRUE(is_valid_utf8("Mönsterås – 2 ggr/år"));
    EXPECT_FALSE(is_valid_utf8("\xc0\xaf"));
    EXPECT_FALSE(is_valid_utf8("\xed\xa0\x80"));
    EXPECT_FALSE(is_valid_utf8("å\xe2\x80"));
}

TEST(squeezed, joins_lines_and_drops_soft_hyphens) {
    EXPECT_EQ(squeezed("  minst\u00a010\n kontrol\u00adler "), "minst 10 kontroller");
}

TEST(trimmed, takes_typographic_spaces_too) { EXPECT_EQ(trimmed("\u00a0 Norsjö\u202f"), "Norsjö"); }

TEST(slug, is_plain_ascii) { EXPECT_EQ(slug("Högsby & Mönsterås 2024–2025"), "hogsby-monsteras-2024-2025"); }

TEST(from_cp1252, reads_the_swedish_letters_and_the_dash) { EXPECT_EQ(from_cp1252("\xc5r \x96 \xf6"), "År – ö"); }

TEST(control_characters, are_found_and_taken_out_or_shown) {
    const std::string text = "a\x1b[1m \u202eb\u2069 \u0085c\x7f";
    EXPECT_TRUE(has_control(text));
    EXPECT_EQ(without_control(text), "a[1m b c");
    EXPECT_EQ(control_shown("a\u202eb"), "a\uFFFDb");
    EXPECT_FALSE(has_control("rad\r\n\tåäö – \u00a0\u202f\u20ac\u2028"));
}

TEST(lower, folds_swedish_capitals) { EXPECT_EQ(lower("NORSJÖ ÅÄÖÉ"), "norsjö åäöé"); }

} // namespace
