#pragma once

#include "reading/document_parties.hpp"

#include <vector>

namespace reading::doc {

struct found_signatory {
    signatory value;
    ::reading::span name;
    ::reading::span title;
    range party; // the words that name it, empty where none do
};

// Finds who signed, by name and title or by the title alone, and marks the blocks that say so. Names under
// "Kontaktpersoner" are skipped.
std::vector<found_signatory> find_signatories(const manuscript& text, std::vector<block>& blocks);

// Says for which party each signed, where the text or the title does.
void link_signatories(const manuscript& text, std::vector<found_signatory>& signed_by, const found_parties& parties);

} // namespace reading::doc
