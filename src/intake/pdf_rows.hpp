#pragma once

#include "intake/pdf_page.hpp"

namespace intake::pdf {

// The rows of lines whose columns are known: by the ruled lines across, by wider space between lines, and where there
// is none by which lines were full. `edges` are the left edges of the columns.
table make_table(const std::vector<line>& lines, const std::vector<double>& edges, const rules& drawn);

} // namespace intake::pdf
