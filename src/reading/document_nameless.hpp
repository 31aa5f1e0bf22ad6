#pragma once

#include "reading/document_signatures.hpp"

#include <string_view>
#include <vector>

namespace reading::doc {

// What the lines of signatures are made of: titles, parties, and neither.
bool is_party_word(const manuscript& text, std::size_t i);
bool is_title_word(const manuscript& text, std::size_t i);
std::size_t first_title(const manuscript& text, range words); // the word; the end where there is none
bool is_title(const manuscript& text, range words);
bool heads_party(const manuscript& text, range words); // "För Norrby kommun"
bool is_party_line(const manuscript& text, range words);
range without(const manuscript& text, range words, std::string_view mark); // at its end

// Below the text, titles may stand without names: "Kommunalråd" above "Norrby kommun", a line to sign on each. Marks
// such lines, and says which they are, from the first. Where nobody signs `by_name` they may stand above an annex too.
std::vector<std::size_t> mark_nameless(const manuscript& text, std::vector<block>& blocks, bool by_name);

// Who signs by such lines, each with the party that its line or the next one names.
std::vector<found_signatory> nameless(const manuscript& text, const std::vector<block>& blocks,
                                      const std::vector<std::size_t>& marked);

} // namespace reading::doc
