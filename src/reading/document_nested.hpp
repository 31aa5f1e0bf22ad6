#pragma once

#include "reading/document_blocks.hpp"

#include <vector>

namespace reading::doc {

// Lists within lists: an item that names an area above items of its own heads them, one that says who promises leads to
// them, and what only tells where or when goes on with the item above.
void open_nested_lists(manuscript& text, std::vector<block>& blocks);

} // namespace reading::doc
