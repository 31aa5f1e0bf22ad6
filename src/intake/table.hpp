#pragma once

#include "base/result.hpp"
#include "base/table.hpp"

#include <string_view>

namespace intake {

// A table as a spreadsheet saves it: UTF-8, UTF-16 or code page 1252; columns by ; , or tab, whichever the first line
// holds most of; cells in quotes as RFC 4180 says. The first line that is not empty holds the headings. A row with
// fewer cells than there are headings has empty ones; what stands past them is left out. Refused: what is no text, the
// same heading twice, over a million rows, over 2,000 columns, a quote that never ends.
base::result<base::table> read_table(std::string_view bytes);

} // namespace intake
