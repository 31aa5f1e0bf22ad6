#pragma once

#include "reading/document.hpp"
#include "reading/document_text.hpp"

#include <vector>

// Years in a document, and those that say nothing of when it holds.
namespace reading::doc {

// What stands around the file numbers, which may hold years too: "Medborgarlöfte, dnr 2024-17", "Löftet (dnr 2024-17)
// …".
std::vector<range> beside_references(const manuscript& text, range words);

// A year from 1990 on, or a day with one, outside the file numbers.
bool has_year(const manuscript& text, range words);

// "Redovisning av 2023–2024 och nya löften för 2025–2026": without the part that looks back.
range past_report(const manuscript& text, range words);

bool whole_years(const validity& v);
// Whole calendar years, a school year or a season: named as loosely as people name them.
bool is_loose(const validity& v);
bool same_years(const validity& one, const validity& other); // where both say any

// "Löftet gäller 2025 och bygger på samtalen 2024": what is said of when it holds.
range beside_ground(const manuscript& text, range words);

} // namespace reading::doc
