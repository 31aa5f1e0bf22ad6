#pragma once

#include "reading/document_text.hpp"

#include <optional>
#include <vector>

namespace reading::doc {

// Names that no table knows, of those who the text says take part: "Norrbyhem deltar som samverkanspart". One word of
// each, where it stands first.
std::vector<std::size_t> find_partners(const manuscript& text);

// "NorrbyBo", "Norrbyhem": a company by its name.
bool is_company_name(const manuscript& text, std::size_t i);

} // namespace reading::doc
