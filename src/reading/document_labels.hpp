#pragma once

#include "reading/document_blocks.hpp"

#include <vector>

namespace reading::doc {

// A plan may be written as a list: under each action's or area's name "När: …", "Ansvarig: …", "Uppföljning: …". Such a
// list becomes the table that it stands for, so that a plan is read one way only.
// Below "Löfte 2: Skolvägen" stands a promise in parts, "Vad: …", "Hur ofta: …", "Vem: …": a row that is promised.
void make_rows_of_labels(manuscript& text, std::vector<block>& blocks);

} // namespace reading::doc
