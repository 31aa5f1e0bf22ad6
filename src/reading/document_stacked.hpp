#pragma once

#include "reading/document_text.hpp"

#include <cstddef>
#include <vector>

namespace reading::doc {

// A plan's table whose cells stand below each other, as an office program saves it as text: lines from `first` on, of
// which each `columns` are a row; the first row is the head.
struct stacked_table {
    std::size_t first = 0;
    std::size_t columns = 0;
    std::size_t rows = 0;
};

// Only tables whose lines come out even: a cell that is left out moves all that follow it.
std::vector<stacked_table> find_stacked(const manuscript& text);

} // namespace reading::doc
