#pragma once

#include "reading/document.hpp"
#include "reading/document_blocks.hpp"
#include "reading/document_sentences.hpp"

#include <optional>
#include <vector>

namespace reading::doc {

// Names that no table knows, of those who the text says take part: "Norrbyhem deltar som samverkanspart". One word of
// each, where it stands first.
std::vector<std::size_t> find_partners(const manuscript& text);

// The whole name of such a one: "Norrbyhem AB", "Svenska kyrkan i Norrby".
range whole_name(const manuscript& text, std::size_t i);

// "Norrby Bostads AB", "AB Norrbyhem", "Bostads AB Hemmet": the name that the "AB" at i belongs to; empty where none.
range company_around(const manuscript& text, std::size_t i, range within);

// Those that a signature names, each in its cell.
std::vector<range> companies_signing(const manuscript& text, const block& b);

// Companies by their names that promise in a sentence, or do something: "Norrbyhem lovar att …", "Polisen och Norrbyhem
// AB ska …", "Norrbyhem AB går en runda …".
struct acting_company {
    range name;
    bool promises = false;
};
std::vector<acting_company> companies_acting(const manuscript& text, range sentence);

// "… har deltagit i arbetet men omfattas inte av löftena": of the words behind a name.
bool stays_outside(const manuscript& text, range behind);

// Who was asked, by name, at the beginning of a sentence: "Norrbytrafiken har hörts", "Norrby räddningsförbund har fått
// lämna synpunkter".
std::vector<range> find_heard(const manuscript& text, const std::vector<sentence>& sentences);

// The kind of such a name by its last word: "NorrbyBo" and "Norrbyhem" are companies, a fire service's union is no
// municipality.
party_kind kind_of_partner(const manuscript& text, std::size_t i);

} // namespace reading::doc
