#pragma once

#include "intake/pdf_page.hpp"

namespace intake::pdf {

// The words of one column, line by line. `edges` are the left edges of the columns.
std::vector<line> column_lines(const std::vector<line>& lines, const std::vector<double>& edges, std::size_t column);

// The rows of lines whose columns are known: by the ruled lines across, by wider space between lines, and where there
// is none by which lines were full.
table make_table(const std::vector<line>& lines, const std::vector<double>& edges, const rules& drawn);

// Parts a page that is set in columns of running text: what is left in `words` stands below the two. False where there
// are no such columns.
bool split_columns(std::vector<word>& words, std::vector<word>& above, std::vector<word>& left,
                   std::vector<word>& right);
// Says to lines that they are a column's own.
void set_column(std::vector<line>& lines);

} // namespace intake::pdf
