#pragma once

#include "reading/document_blocks.hpp"

#include <vector>

namespace reading::doc {

// Rows of two cells whose first numbers a pledge, "Löfte 3 | Kommunen ska sanera …", become items of a list, and those
// whose first asks or tells why, "Varför? | Vid vandringen …", the text of the second; both with the lines below it.
void open_pledge_rows(manuscript& text, std::vector<block>& blocks);

} // namespace reading::doc
