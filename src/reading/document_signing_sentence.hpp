#pragma once

#include "reading/document_signatures.hpp"

#include <vector>

namespace reading::doc {

// "Löftena skrevs under av kommunalrådet i Norrby och chefen för lokalpolisområde Berget": who signs, told in running
// text.
std::vector<found_signatory> signed_in_words(const manuscript& text, const std::vector<block>& blocks);

} // namespace reading::doc
