#include "reading/word_index.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <set>
#include <stdexcept>
#include <string>

namespace {

using reading::edge_lengths;
using reading::hash_of;
using reading::word_index;

TEST(WordIndex, numbers_words_in_the_order_they_come) {
    word_index words;
    EXPECT_EQ(words.find("polis"), word_index::none);
    EXPECT_EQ(words.number_of("polis"), 0U);
    EXPECT_EQ(words.number_of("kommun"), 1U);
    EXPECT_EQ(words.number_of("polis"), 0U);
    EXPECT_EQ(words.find("kommun"), 1U);
    EXPECT_EQ(words.find("region"), word_index::none);
    EXPECT_EQ(words[1], "kommun");
    EXPECT_EQ(words.size(), 2U);
}

TEST(WordIndex, keeps_all_words_while_it_grows) {
    std::deque<std::string> kept;
    word_index words{42};
    for (std::uint32_t i = 0; i < 10'000; ++i)
        ASSERT_EQ(words.number_of(kept.emplace_back("ord" + std::to_string(i))), i);
    for (std::uint32_t i = 0; i < kept.size(); ++i)
        ASSERT_EQ(words.find(kept[i]), i);
}

TEST(WordIndex, the_empty_word_is_one_too) {
    word_index words;
    EXPECT_EQ(words.number_of(""), 0U);
    EXPECT_EQ(words.find(""), 0U);
}

TEST(WordIndex, hashes_of_each_length_differ_by_each_letter) {
    std::set<std::uint64_t> seen;
    std::size_t asked = 0;
    for (std::size_t length = 0; length <= 20; ++length) {
        seen.insert(hash_of(std::string(length, 'a'))), ++asked;
        for (std::size_t i = 0; i < length; ++i) {
            std::string word(length, 'a');
            word[i] = 'b';
            seen.insert(hash_of(word)), ++asked;
        }
    }
    EXPECT_EQ(seen.size(), asked);
}

TEST(WordIndex, a_salt_gives_other_hashes) {
    EXPECT_EQ(hash_of("trygghet", 7), hash_of("trygghet", 7));
    EXPECT_NE(hash_of("trygghet", 7), hash_of("trygghet", 8));
    EXPECT_NE(hash_of("trygghetsvandring", 7), hash_of("trygghetsvandring", 8));
}

TEST(EdgeLengths, tells_the_lengths_that_may_fit) {
    edge_lengths known;
    known.add_beginning("polis");
    known.add_beginning("po");
    const auto bit = [](unsigned n) { return std::uint64_t{1} << n; };
    EXPECT_EQ(known.beginnings_of("polisen"), bit(5) | bit(2));
    EXPECT_EQ(known.beginnings_of("pol"), bit(2)); // too short for the longer
    EXPECT_EQ(known.beginnings_of("kommun"), 0U);

    edge_lengths endings;
    endings.add_ending("bladet");
    EXPECT_EQ(endings.endings_of("norrbybladet"), bit(6));
    EXPECT_EQ(endings.endings_of("et"), 0U);
}

TEST(EdgeLengths, one_letter_fits_whatever_stands_beside_it) {
    edge_lengths known;
    known.add_beginning("x");
    EXPECT_EQ(known.beginnings_of("xyz"), 2U);
    EXPECT_EQ(known.beginnings_of("x"), 2U);
}

TEST(EdgeLengths, refuses_what_has_no_bit) {
    edge_lengths known;
    EXPECT_THROW(known.add_beginning(""), std::logic_error);
    EXPECT_THROW(known.add_ending(std::string(64, 'a')), std::logic_error);
}

} // namespace
