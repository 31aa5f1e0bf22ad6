#pragma once

#include "reading/document.hpp"
#include "reading/document_sentences.hpp"

#include <optional>
#include <vector>

namespace reading::doc {

// Names that no table knows, of those who the text says take part: "Norrbyhem deltar som samverkanspart". One word of
// each, where it stands first.
std::vector<std::size_t> find_partners(const manuscript& text);

// Who was asked, by name, at the beginning of a sentence: "Norrbytrafiken har hörts", "Norrby räddningsförbund har fått
// lämna synpunkter".
std::vector<range> find_heard(const manuscript& text, const std::vector<sentence>& sentences);

// The kind of such a name by its last word: "NorrbyBo" and "Norrbyhem" are companies, a fire service's union is no
// municipality.
party_kind kind_of_partner(const manuscript& text, std::size_t i);

} // namespace reading::doc
