#pragma once

#include "reading/document_lexicon.hpp"
#include "reading/reading.hpp"
#include "reading/rule.hpp"
#include "reading/tokens.hpp"
#include "reading/word_index.hpp"

#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// A document's text as words that know what they are and where they stand.
namespace reading::doc {

constexpr std::uint32_t no_place = 0xFFFFFFFF;

// Small, since a document has one for each of its words twice: in its line and in its block.
struct word {
    std::uint32_t begin = 0; // in code points of the source, half-open
    std::uint32_t end = 0;
    double value = 0;               // of a number
    std::uint32_t id = 0;           // of the folded word in the vocabulary
    std::uint32_t place = no_place; // the municipality that is named from here on
    std::uint8_t place_words = 0;   // how many words that name has
    token_kind kind = token_kind::word;
    bool capital = false;
    bool spaced = false; // white space or a line end stands before it
    std::uint8_t digits = 0;

    ::reading::span span() const { return {begin, end}; }
    std::size_t length() const { return end - begin; }
};

// Half-open range of words.
struct range {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t size() const { return last - first; }
    bool empty() const { return first >= last; }
    bool operator==(const range&) const = default;
};

// A value with where it stands in the source.
struct placed_text {
    std::string text;
    std::vector<std::uint32_t> at; // the source's code point of each code point of `text`
    ::reading::span span;
};

// Where a part of such a text stands in the source.
::reading::span in_source(const placed_text& text, ::reading::span part);

// The folded words of a text, each once, and what the tables say of them.
class vocabulary {
  public:
    explicit vocabulary(const word_tags& tables);
    std::uint32_t id_of(std::string_view folded); // whose letters outlive the vocabulary
    std::string_view folded(std::uint32_t id) const { return words_[id]; }
    const tags& all(std::uint32_t id) const { return tags_[id]; }
    std::size_t size() const { return words_.size(); }

  private:
    const word_tags& tables_;
    word_index words_;
    std::vector<tags> tags_;
};

class manuscript {
  public:
    // The text outlives it. Throws std::length_error on more code points than a word can point at.
    manuscript(std::string_view utf8, const manner& how);

    const manner& how() const { return how_; }
    tags tags_of(std::string_view folded) const { return how_.words().structure().of(folded); }

    const std::u32string& source() const { return source_; }
    std::string utf8() const; // the same
    std::size_t size() const { return words_.size(); }
    const word& operator[](std::size_t i) const { return words_[i]; }
    word& operator[](std::size_t i) { return words_[i]; }

    // What a range was taken for and by which rule, with the words of it that have one of those tags; where it is told.
    bool is_told() const { return how_.told != nullptr; }
    void tell(rule by, std::string_view value, range r, std::span<const tag> decided) const;

    bool has(std::size_t i, tag t) const { return doc::has(vocabulary_.all(words_[i].id), t); }
    bool any(range r, tag t) const;
    bool any(range r, const tags& several) const { return (all(r) & several).any(); }
    tags all(range r) const;                // of all its words together
    std::size_t find(range r, tag t) const; // r.last where there is none
    // Asked many times of each word: inlined, the length of what is asked for is known, and so is how to compare it.
    bool is(std::size_t i, std::string_view folded) const {
        const auto own = this->folded(i);
        return own.size() == folded.size() && std::memcmp(own.data(), folded.data(), folded.size()) == 0;
    }
    bool is_word(std::size_t i) const { return words_[i].kind == token_kind::word; }
    bool is_number(std::size_t i) const { return words_[i].kind == token_kind::number; }
    std::string_view folded(std::size_t i) const { return vocabulary_.folded(words_[i].id); }
    bool is_upper(std::size_t i) const; // all letters are capitals, and there are two or more

    // The words of a range as one line: white space squeezed, words that a line end cut joined, emphasis marks gone.
    placed_text text(range r) const;
    std::string plain(range r) const { return text(r).text; }
    ::reading::span span_of(range r) const;
    range range_of(::reading::span s) const; // the words of a stretch of the source

    // Words in source order, parted into lines; `line_break` words are not kept.
    struct line {
        range words;
        std::vector<range> cells; // of a line with tabs
        std::size_t gap = 0;      // empty lines before it
        bool page_begins = false;
        std::size_t length = 0; // code points
    };
    const std::vector<line>& lines() const { return lines_; }

    const vocabulary& words() const { return vocabulary_; }

    // Puts copies of the ranges one after the other at the end; for blocks that something interrupts.
    range append(const std::vector<range>& parts);

  private:
    void split_lines(const token_list& tokens);
    void add_word(const token& t);
    void end_line(std::size_t gap, bool page_begins, const std::vector<std::size_t>& tabs, std::size_t first);

    manner how_;
    std::string_view utf8_; // as it was given: malformed, perhaps
    std::u32string source_;
    std::unique_ptr<char[]> letters_; // of the folded words
    vocabulary vocabulary_;
    std::vector<word> words_;
    std::vector<line> lines_;
};

} // namespace reading::doc
