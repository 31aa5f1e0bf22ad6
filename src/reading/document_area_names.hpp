#pragma once

#include "reading/document_promise.hpp"

#include <vector>

namespace reading::doc {

// "Trafik: …", "Trafik – …" or "Trafik. …" at the beginning of an item, unless the words say who acts.
range run_in_name(const manuscript& text, range words, const found_parties& parties);

// "Centrum ska vara tryggt.": a state that heads the item which tells how one gets there; empty: none.
range state_as_name(const manuscript& text, range sentence, const found_parties& parties);

// "Insatser mot narkotika med syfte att …" → "Insatser mot narkotika".
range short_name(const manuscript& text, range words);

// "Fokusområden: Trafik · Narkotika · Trygga skolor": the names; empty where it is no such line.
std::vector<range> names_in_line(const manuscript& text, range words);

// "Tre problem har valts ut: a, b och c": as many names as are announced, or none.
std::vector<range> names_announced(const manuscript& text, range sentence);

// The same words and numbers, in whatever letters.
bool is_same_name(const manuscript& text, range one, range other);

} // namespace reading::doc
