#pragma once

#include "reading/document_blocks.hpp"
#include "reading/document_stacked.hpp"

#include <string_view>
#include <vector>

namespace reading::doc {

// What a line by itself looks like, before it is known what it goes on with.
struct line_shape {
    block_kind kind = block_kind::paragraph;
    range words;
    int number = 0;
    bool drop = false;
    std::vector<range> cells; // of a row
    bool in_row = false;      // of which the first line stands for all
    bool sub = false;         // "3.1": numbered within a part
};

line_shape shape_of(const manuscript& text, const manuscript::line& line, bool row_beside);

// Cells that stand below each other become the rows of a table.
void put_rows(const std::vector<manuscript::line>& lines, const stacked_table& table, std::vector<line_shape>& shapes);

// A short line that stands more than once at a page's edge, or beside another that does, says who sent the page.
// Below "Innehåll": headings that stand once more further down.
void drop_contents(const manuscript& text, std::vector<line_shape>& shapes);
void drop_running_heads(const manuscript& text, std::vector<line_shape>& shapes);

// Only parties' names: "Polisen", "NORSJÖ kommun", "Lokalpolisområde Södra Berget".
bool is_logo(const manuscript& text, range words);

// "(P) (Ö)", "(P, K)" on a line of its own: whose the item above is.
bool holds_only_owners(const manuscript& text, range words);

bool is_any_mark(const manuscript& text, std::size_t i, std::string_view marks);

} // namespace reading::doc
