#pragma once

#include "reading/reading.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace reading {

enum class token_kind : unsigned char { word, number, mark, line_break };

// A piece of the text. Words are folded to lower case and lose their soft hyphens; a word that a line end cut in two
// ("kon-", "troller") is one. Numbers take in the spaces that Swedish typography uses between thousands.
struct token {
    std::string_view text; // folded; of a mark the mark itself, with all dashes as "-"; lives as long as its letters
    double value = 0;      // of a number
    ::reading::span span;
    int digits = 0; // of a number: how many digits it was written with ("07" has two)
    token_kind kind = token_kind::mark;
    bool capital = false; // the word began with a capital
    bool spaced = false;  // white space stands before it
};

// The tokens of one text together with the folded letters they point into. Moving keeps them valid; it is not copied.
class token_list {
  public:
    token_list(std::unique_ptr<char[]> letters, std::vector<token> tokens)
        : letters_{std::move(letters)}, tokens_{std::move(tokens)} {}

    const token& operator[](std::size_t i) const { return tokens_[i]; }
    std::size_t size() const { return tokens_.size(); }
    bool empty() const { return tokens_.empty(); }
    // Other tokens over the same letters.
    void replace(std::vector<token> tokens) { tokens_ = std::move(tokens); }
    // What the tokens' texts point into, for whoever keeps those when the tokens go.
    std::unique_ptr<char[]> letters() && { return std::move(letters_); }
    auto begin() const { return tokens_.begin(); }
    auto end() const { return tokens_.end(); }

  private:
    std::unique_ptr<char[]> letters_;
    std::vector<token> tokens_;
};

// Linear in the length of the text.
token_list tokenize(std::u32string_view text);

// "sju", "tjugofem", "etthundratjugo": the number, or -1.
double number_word(std::string_view folded);

} // namespace reading
