#pragma once

#include "reading/document_blocks.hpp"

#include <vector>

namespace reading::doc {

// A plan may be written as a list: under each action's or area's name "När: …", "Ansvarig: …", "Uppföljning: …". Such a
// list becomes the table that it stands for, so that a plan is read one way only.
void make_rows_of_labels(const manuscript& text, std::vector<block>& blocks);

} // namespace reading::doc
