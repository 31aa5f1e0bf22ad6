#pragma once

#include "reading/document_blocks.hpp"

#include <vector>

namespace reading::doc {

// Headings that stand on the line of what they head, "Bakgrund: Löftet bygger på …", or in the cell before it, become
// blocks of their own, so that a document is parted into sections one way only.
void open_run_in_headings(const manuscript& text, std::vector<block>& blocks);

// The same of areas: "Farten. Polisen kommer att mäta …", where two paragraphs or more begin so.
void open_run_in_names(const manuscript& text, std::vector<block>& blocks);

} // namespace reading::doc
