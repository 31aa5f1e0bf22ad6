#pragma once

#include "reading/document_text.hpp"

#include <optional>

namespace reading::doc {

// A survey, a dialogue, statistics or a walk, by its word.
bool names_source(const manuscript& text, std::size_t i);

// The year right behind the name of a source, else the one that the sentence gives before it; `told` is that of the
// sentences before, "samma år".
std::optional<int> year_of_source(const manuscript& text, range name, range sentence, std::optional<int> told);

} // namespace reading::doc
