#pragma once

#include "intake/pdf_page.hpp"

#include <cstddef>
#include <vector>

// What is usual in a document: it tells which lines go on, and which stand out.
namespace intake::pdf {

struct measures {
    double body = 0;         // the size most of the text has
    double right = 0;        // edge of lines that stand in no column
    double leading = 1.25;   // of the font's size; this where the text shows none
    std::size_t letters = 0; // of the longest line, where lines were broken by the count of their letters; else 0
};

measures measure(const std::vector<page>& pages);

// The first word of `next` would not have fitted any more in the line, whether lines were broken by their width or by
// the count of their letters.
bool was_full(const line& l, const line& next, const measures& m);

} // namespace intake::pdf
