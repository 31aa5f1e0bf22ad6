#pragma once

#include "reading/document_areas.hpp"

#include <vector>

namespace reading::doc {

// A table of which columns are headed by who promises, "Område | Polisen lovar | Kommunen lovar": an area for each row.
// Also of which each row holds a promise and whose it is.
std::vector<found_area> find_pledge_table(const manuscript& text, const std::vector<block>& blocks,
                                          const found_parties& parties);

// "Område | Vi lovar | Vem": a promise and whose it is in each row, and neither when nor how it is followed up, which
// would make a plan of it.
bool heads_owned_pledges(const manuscript& text, const std::vector<range>& cells);

} // namespace reading::doc
