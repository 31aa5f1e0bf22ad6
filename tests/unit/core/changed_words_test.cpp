#include "core/changed_words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ctime>

namespace {

using core::changed_words;
using where = core::word_run::where;

// "tio [-kontroller-] {+besök+} i månaden"
std::string shown(std::string_view older, std::string_view newer) {
    std::string out;
    for (const auto& r : changed_words(older, newer)) {
        if (!out.empty()) out += ' ';
        out += r.in == where::both ? r.text : r.in == where::older ? "[-" + r.text + "-]" : "{+" + r.text + "+}";
    }
    return out;
}

TEST(changed_words, keeps_what_both_say) {
    EXPECT_EQ(shown("minst tio kontroller i månaden", "minst tio kontroller i månaden"),
              "minst tio kontroller i månaden");
    EXPECT_EQ(shown("", ""), "");
}

TEST(changed_words, shows_each_word_that_was_put_in_or_taken_out) {
    EXPECT_EQ(shown("Minst tio kontroller i månaden", "Minst åtta kontroller i månaden"),
              "Minst [-tio-] {+åtta+} kontroller i månaden");
    EXPECT_EQ(shown("Polisen ska gå i centrum", "Polisen och kommunen ska gå i centrum varje helg"),
              "Polisen {+och kommunen+} ska gå i centrum {+varje helg+}");
    EXPECT_EQ(shown("a b c d e", "a c e"), "a [-b-] c [-d-] e");
    EXPECT_EQ(shown("", "allt är nytt"), "{+allt är nytt+}");
    EXPECT_EQ(shown("allt är borta", ""), "[-allt är borta-]");
    EXPECT_EQ(shown("en två", "tre fyra"), "[-en två-] {+tre fyra+}");
}

TEST(changed_words, takes_any_white_space_for_one) { EXPECT_EQ(shown("ett\n två\tre", "ett två re"), "ett två re"); }

std::string words(int from, int to) {
    std::string out;
    for (int i = from; i < to; ++i)
        out += "o" + std::to_string(i) + " ";
    return out;
}

TEST(changed_words, of_two_long_texts_with_nothing_alike_is_told_quickly) {
    const auto begin = std::clock(); // of this program alone: a busy machine does not count
    const auto runs = changed_words("lika " + words(0, 50'000) + "slut", "lika " + words(50'000, 100'000) + "slut");
    EXPECT_EQ(runs.size(), 4U);
    EXPECT_LT(std::clock() - begin, 3 * CLOCKS_PER_SEC);
}

// Each text comes out again when the other's own words are left out.
RC_GTEST_PROP(changed_words, hold_both_texts, ()) {
    const auto text = [] {
        std::string out;
        for (const auto n : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4)))
            out += (out.empty() ? "" : " ") + std::string(1, static_cast<char>('a' + n));
        return out;
    };
    const auto older = text(), newer = text();
    std::string was, is;
    for (const auto& r : changed_words(older, newer)) {
        RC_ASSERT(!r.text.empty());
        if (r.in != where::newer) was += (was.empty() ? "" : " ") + r.text;
        if (r.in != where::older) is += (is.empty() ? "" : " ") + r.text;
    }
    RC_ASSERT(was == older);
    RC_ASSERT(is == newer);
}

// No shorter way is left: by the table of longest common parts.
RC_GTEST_PROP(changed_words, keep_as_many_as_can_be, ()) {
    const auto any = [] { return *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3)); };
    const auto a = any(), b = any();
    std::vector<std::vector<int>> common(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j)
            common[i][j] =
                a[i - 1] == b[j - 1] ? common[i - 1][j - 1] + 1 : std::max(common[i - 1][j], common[i][j - 1]);
    const auto text = [](const std::vector<int>& all) {
        std::string out;
        for (const auto n : all)
            out += (out.empty() ? "" : " ") + std::string(1, static_cast<char>('a' + n));
        return out;
    };
    int kept = 0;
    for (const auto& r : changed_words(text(a), text(b)))
        if (r.in == where::both) kept += static_cast<int>(r.text.size() + 1) / 2;
    RC_ASSERT(kept == common[a.size()][b.size()]);
}

} // namespace
