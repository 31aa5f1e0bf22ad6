#pragma once

#include "reading/document_blocks.hpp"

#include <vector>

namespace reading::doc {

// A letter counts its matters where other documents have headings: "Det första gäller trafiken. … Det andra är
// skadegörelsen. …" becomes headings and what stands below them.
void open_ordinal_areas(const manuscript& text, std::vector<block>& blocks);

} // namespace reading::doc
