#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace reading {

// 64 bits of a word's letters. Two that differ in the salt have nothing in common.
std::uint64_t hash_of(std::string_view word, std::uint64_t salt = 0);

// Spreads what is in some bits over all of them.
constexpr std::uint64_t mixed(std::uint64_t h) {
    h ^= h >> 32;
    h *= 0x9E3779B97F4A7C15ull;
    return h ^ (h >> 29);
}

// Numbers words from 0 in the order in which they come. All of it lies in two flat pieces of memory, so that a look-up
// touches one line of each: a document asks some hundred thousand times.
class word_index {
  public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    // Whoever takes words from a stranger's text gives a salt that the stranger cannot know: else words can be chosen
    // that all want the same slot.
    explicit word_index(std::uint64_t salt = 0) : salt_{salt} {}

    // The word's letters outlive the index.
    std::uint32_t number_of(std::string_view word);
    std::uint32_t find(std::string_view word) const; // none where it has not come
    std::string_view operator[](std::uint32_t number) const { return words_[number]; }
    std::size_t size() const { return words_.size(); }

  private:
    struct slot {
        std::uint32_t hash = 0;
        std::uint32_t next = 0; // one more than the word's number; 0: empty
    };

    std::size_t slot_of(std::string_view word, std::uint32_t hash) const;
    void grow();

    std::uint64_t salt_;
    std::vector<slot> slots_;
    std::vector<std::string_view> words_;
};

// The lengths (in bytes) of beginnings or of endings that share their outermost two bytes, so that whoever looks for
// one in a word tries only those. A length is a bit.
class edge_lengths {
  public:
    static constexpr std::size_t longest = 63;

    void add_beginning(std::string_view part) { add(part.substr(0, 2), part.size()); }
    void add_ending(std::string_view part) { add(last_two(part), part.size()); }
    std::uint64_t beginnings_of(std::string_view word) const { return with(word.substr(0, 2), word.size()); }
    std::uint64_t endings_of(std::string_view word) const { return with(last_two(word), word.size()); }

  private:
    // Of two bytes one of 256 places; words share few.
    static std::size_t place_of(std::string_view edge) {
        return (static_cast<unsigned char>(edge[0]) * 37U + static_cast<unsigned char>(edge[1])) % 256U;
    }
    static std::string_view last_two(std::string_view word) {
        return word.substr(word.size() - std::min<std::size_t>(2, word.size()));
    }
    void add(std::string_view edge, std::size_t size); // throws std::logic_error on more than `longest`
    std::uint64_t with(std::string_view edge, std::size_t most) const {
        const auto fitting = ~std::uint64_t{0} >> (longest - std::min(most, longest));
        return (edge.size() == 2 ? lengths_[place_of(edge)] : lengths_[0]) & fitting;
    }

    std::array<std::uint64_t, 256> lengths_{};
};

// A value for each word.
template <class Value>
class by_word {
  public:
    Value& operator[](std::string_view word) { // whose letters outlive this; a new value where it has not come
        const auto n = words_.number_of(word);
        if (n == values_.size()) values_.emplace_back();
        return values_[n];
    }
    const Value* find(std::string_view word) const { // nullptr where it has not come
        const auto n = words_.find(word);
        return n == word_index::none ? nullptr : &values_[n];
    }

  private:
    word_index words_;
    std::vector<Value> values_;
};

enum class edge { beginning, ending };

// A value for each beginning ("karneval*") or each ending ("*bladet") of words.
template <class Value, edge Which>
class by_edge {
  public:
    Value& operator[](std::string_view part) { // whose letters outlive this
        Which == edge::beginning ? lengths_.add_beginning(part) : lengths_.add_ending(part);
        return values_[part];
    }
    // Shows the values of all parts that the word has, the longest first, until one is taken.
    template <class Take>
    void each(std::string_view word, Take take) const {
        auto left = Which == edge::beginning ? lengths_.beginnings_of(word) : lengths_.endings_of(word);
        while (left != 0) {
            const auto length = static_cast<std::size_t>(std::bit_width(left)) - 1;
            left ^= std::uint64_t{1} << length;
            const auto part = Which == edge::beginning ? word.substr(0, length) : word.substr(word.size() - length);
            if (const auto* value = values_.find(part); value && take(*value)) return;
        }
    }

  private:
    by_word<Value> values_;
    edge_lengths lengths_;
};

} // namespace reading
