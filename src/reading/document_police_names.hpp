#pragma once

#include "reading/document_text.hpp"

#include <string>

// What the police of a place are called.
namespace reading::doc {

// "Lokalpolisområde Södra Berget": the noun at i and the capitalised words after it.
range police_area_at(const manuscript& text, std::size_t i, std::size_t end);

// "Polisen Norra Berget", "Polisen Norrby/Söderby", "polisen i östra Berget", from i on; empty: no such name.
range local_police(const manuscript& text, std::size_t i, std::size_t end);

// "LOKALPOLISOMRÅDE NORRA BERGET" as names are written.
std::string in_small_letters(const manuscript& text, range words);

} // namespace reading::doc
