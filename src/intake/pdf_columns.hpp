#pragma once

#include "intake/pdf_page.hpp"

#include <cstddef>
#include <vector>

namespace intake::pdf {

// The space before word `right` is wider than between words of one text.
bool is_wide(const line& l, std::size_t right);

// The words of one column, line by line. `edges` are the left edges of the columns.
std::vector<line> column_lines(const std::vector<line>& lines, const std::vector<double>& edges, std::size_t column);

// Says to lines that they are a column's own.
void set_column(std::vector<line>& lines);

} // namespace intake::pdf
