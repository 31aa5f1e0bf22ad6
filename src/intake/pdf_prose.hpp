#pragma once

#include "intake/pdf_page.hpp"

#include <optional>
#include <vector>

// Running text that is set in columns, whose lines beside each other have nothing to do with each other.
namespace intake::pdf {

// Whether what stands in columns is such text and no table; `rows`: how many a table of it has.
bool are_columns_of_text(const std::vector<line>& lines, const std::vector<double>& edges, std::size_t rows);

struct column_split {
    double gutter = 0; // left edge of the right column
    std::vector<word> above, left, right, below;
};

// Parts words that are set in columns of running text, and takes them where there are such columns. Columns at a place
// in `known` need not show that they hold running text.
std::optional<column_split> split_columns(std::vector<word>& words, const std::vector<double>& known);

} // namespace intake::pdf
