#pragma once

#include "reading/document_parties.hpp"
#include "reading/document_roles.hpp"

#include <vector>

namespace reading::doc {

struct found_basis {
    basis value;
    ::reading::span span;
};

std::vector<found_basis> find_basis(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                                    const std::vector<bool>& area_sections);

// "Vi vill att fler går ut": what is hoped for, not what is done.
bool wishes_effect(const manuscript& text, range sentence);

// The effects hoped for: the items of their own section, else what the introduction calls its purpose.
std::vector<range> find_aims(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                             const std::vector<bool>& area_sections);

} // namespace reading::doc
