#pragma once

#include "base/result.hpp"
#include "reading/document.hpp"

namespace core {

// What a document must satisfy before it is kept. Refused: nothing in it that was promised or planned, a validity
// outside 1950–2150, that ends before it begins or lasts over 50 years, a row that
// holds on no day of it, and a valid personal identity number anywhere.
base::result<bool> check_document(const ::reading::document& document);

// The same of a document that is being written: it may promise nothing yet.
base::result<bool> check_for_draft(const ::reading::document& document);

} // namespace core
