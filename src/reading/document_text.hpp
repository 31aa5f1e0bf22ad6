#pragma once

#include "reading/document_lexicon.hpp"
#include "reading/reading.hpp"
#include "reading/rule.hpp"
#include "reading/tokens.hpp"

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// A document's text as words that know what they are and where they stand.
namespace reading::doc {

constexpr std::uint32_t no_place = 0xFFFFFFFF;

// A folded word and what the tables say of it.
struct word_form {
    std::string folded;
    tags all;
};

struct word {
    ::reading::span span;            // in code points of the source
    const word_form* form = nullptr; // in the vocabulary
    std::uint32_t id = 0;            // of the folded word in the vocabulary
    std::uint32_t place = no_place;  // the municipality that is named from here on
    std::uint8_t place_words = 0;    // how many words that name has
    token_kind kind = token_kind::word;
    bool capital = false;
    bool spaced = false; // white space or a line end stands before it
    std::uint8_t digits = 0;
    double value = 0;
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
    std::vector<std::size_t> at; // the source's code point of each code point of `text`
    ::reading::span span;
};

// Where a part of such a text stands in the source.
::reading::span in_source(const placed_text& text, ::reading::span part);

class vocabulary {
  public:
    explicit vocabulary(const word_tags& words) : words_{words} {}
    std::uint32_t id_of(std::string_view folded);
    const word_form* form(std::uint32_t id) const { return &forms_[id]; } // where it stays

  private:
    const word_tags& words_;
    std::unordered_map<std::string_view, std::uint32_t> ids_; // keys point into forms_, whose elements never move
    std::deque<word_form> forms_;
};

class manuscript {
  public:
    manuscript(std::string_view utf8, const manner& how);

    const manner& how() const { return how_; }
    tags tags_of(std::string_view folded) const { return how_.words().structure().of(folded); }

    const std::u32string& source() const { return source_; }
    std::size_t size() const { return words_.size(); }
    const word& operator[](std::size_t i) const { return words_[i]; }
    word& operator[](std::size_t i) { return words_[i]; }

    // What a range was taken for and by which rule, with the words of it that have one of those tags; where it is told.
    bool is_told() const { return how_.told != nullptr; }
    void tell(rule by, std::string_view value, range r, std::span<const tag> decided) const;

    bool has(std::size_t i, tag t) const { return doc::has(words_[i].form->all, t); }
    bool any(range r, tag t) const;
    std::size_t find(range r, tag t) const; // r.last where there is none
    // Asked many times of each word, and hardly ever so: most words begin with another letter.
    bool is(std::size_t i, std::string_view folded) const {
        const auto& own = words_[i].form->folded;
        return own.size() == folded.size() && own[0] == folded[0] && own == folded;
    }
    bool is_word(std::size_t i) const { return words_[i].kind == token_kind::word; }
    bool is_number(std::size_t i) const { return words_[i].kind == token_kind::number; }
    const std::string& folded(std::size_t i) const { return words_[i].form->folded; }
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

    // Puts copies of the ranges one after the other at the end; for blocks that something interrupts.
    range append(const std::vector<range>& parts);

  private:
    template <class Tokens>
    void split_lines(const Tokens& tokens);
    void add_word(const token& t);
    void end_line(std::size_t gap, bool page_begins, const std::vector<std::size_t>& tabs, std::size_t first);

    manner how_;
    std::u32string source_;
    vocabulary vocabulary_;
    std::vector<word> words_;
    std::vector<line> lines_;
};

} // namespace reading::doc
