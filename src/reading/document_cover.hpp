#pragma once

#include "reading/document_parties.hpp"
#include "reading/document_roles.hpp"
#include "reading/read.hpp"

#include <optional>
#include <string>
#include <vector>

namespace reading::doc {

struct found_reference {
    reference value;
    ::reading::span span;
};

struct found_validity {
    validity value;
    ::reading::span span; // of the statement it was read from
    // Of the last that says the same first and last day, and of those that say the rest.
    ::reading::span from, to, until_replaced, extendable;
    std::vector<question> questions;
};

struct found_date {
    std::optional<base::date> value; // absent: no date, or one that does not exist
    ::reading::span span;
    bool impossible = false;
    bool other_weekday = false; // than the one that stands before it
};

struct found_title {
    std::vector<range> parts; // a cover may part it into lines
    ::reading::span span;
    std::string text;
};

found_title find_title(const manuscript& text, const outline& doc);
found_validity find_validity(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                             const found_title& title);
found_date find_decided(const manuscript& text, const outline& doc);
// "Löftet gäller från undertecknandet": from the day that it was decided.
void begin_at_signing(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                      const found_date& decided, found_validity& valid);
std::vector<found_reference> find_references(const manuscript& text, const outline& doc, const found_parties& parties);

// The words that say that this is an annex to a cooperation agreement; empty where none do.
range find_annex(const manuscript& text, const outline& doc);

} // namespace reading::doc
