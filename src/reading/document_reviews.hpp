#pragma once

#include "reading/document_text.hpp"

namespace reading::doc {

// That somebody looks into how it goes, by the words alone and wherever it stands: "Rådet tar upp löftet i mars",
// "Varje kvartal går vi igenom hur det har gått".
bool looks_into(const manuscript& text, range sentence);

} // namespace reading::doc
