#pragma once

#include "reading/lexicon.hpp"
#include "reading/tokens.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace reading {

// What a stretch of tokens says by itself, before any grammar of cadences or periods looks at it.
enum class atom_kind : std::uint8_t {
    word,    // not in the lexicon
    known,   // a word or phrase of the lexicon: ask is()
    number,  // low … high
    ordinal, // "4:e"
    code,    // digits that are no amount: telephones, numbers of files and laws
    date,    // low = year (0: not written), month, day (0: a whole month); `high` the year of the last day of a span
    years,   // low … high, both calendar years
    weeks,   // low … high, ISO weeks
    clock,   // minutes of the day, low … high
    mark,
    line_break,
};

struct atom {
    atom_kind kind = atom_kind::word;
    bool article = false;    // "en", "ett": a number only if the grammar needs one
    bool in_words = false;   // of a number: written with letters; of a code: ends in a word ("15-minuterspass")
    bool plain = true;       // of a number: written without a leading zero
    bool bracketed = false;  // "två (2)"
    bool impossible = false; // of a date: the calendar has no such day
    bool capital = false;
    bool spaced = false;
    char mark = 0;
    unsigned char month = 0, day = 0;
    unsigned char last_month = 0, last_day = 0; // of a span of dates
    double low = 0, high = 0;
    const std::vector<lexicon_entry>* entries = nullptr;
    std::uint32_t begin = 0, end = 0; // tokens
    std::string_view text;            // of the first token

    const lexicon_entry* as(word_class k) const {
        if (entries)
            for (const auto& e : *entries)
                if (e.kind == k) return &e;
        return nullptr;
    }
    bool is(word_class k) const { return as(k) != nullptr; }
    bool is_mark(char c) const { return kind == atom_kind::mark && mark == c; }
    bool is_number() const { return kind == atom_kind::number; }
};

// A text cut into atoms. Movable, not copied: atoms point into the tokens' letters.
struct atom_list {
    token_list tokens;
    std::vector<atom> atoms;
};

// Linear in the length of the text.
atom_list atomize(std::u32string_view text, const lexicon& words);

} // namespace reading
