#pragma once

#include "intake/pdf_page.hpp"

#include <vector>

// Running text that is set in columns, whose lines beside each other have nothing to do with each other.
namespace intake::pdf {

// Whether what stands in columns is such text and no table; `rows`: how many a table of it has.
bool are_columns_of_text(const std::vector<line>& lines, const std::vector<double>& edges, std::size_t rows);

// Parts a page that is set in columns of running text: what is left in `words` stands below the two. False where there
// are no such columns.
bool split_columns(std::vector<word>& words, std::vector<word>& above, std::vector<word>& left,
                   std::vector<word>& right);

} // namespace intake::pdf
