#pragma once

#include "reading/reading.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace reading {

enum class token_kind { word, number, mark, line_break };

// A piece of the text. Words are folded to lower case and lose their soft hyphens; a word that a line end cut in two
// ("kon-", "troller") is one. Numbers take in the spaces that Swedish typography uses between thousands.
struct token {
    token_kind kind = token_kind::mark;
    std::string text;         // folded; of a mark the mark itself, with all dashes as "-"
    double value = 0;         // of a number
    int digits = 0;           // of a number: how many digits it was written with ("07" has two)
    bool capital = false;     // the word began with a capital
    bool spaced = false;      // white space stands before it
    ::reading::span span;
};

// Linear in the length of the text.
std::vector<token> tokenize(std::u32string_view text);

// "sju", "tjugofem", "etthundratjugo": the number, or -1.
double number_word(std::string_view folded);

}
