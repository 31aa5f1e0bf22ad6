#pragma once

#include "reading/document_areas.hpp"

#include <vector>

namespace reading::doc {

// A table of which columns are headed by who promises, "Område | Polisen lovar | Kommunen lovar": an area for each row.
std::vector<found_area> find_pledge_table(const manuscript& text, const std::vector<block>& blocks,
                                          const found_parties& parties);

} // namespace reading::doc
