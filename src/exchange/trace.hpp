#pragma once

#include "exchange/json.hpp"
#include "reading/trace.hpp"

#include <string>

// How a text was read (docs/reading.md), as JSON.
namespace exchange {

// The line of cadence_line and the like, with "how".
std::string with_trace(const std::string& line, const reading::trace& how);

// A draft with "how": "parts" of the document, and for each owner what was read of it.
std::string traced_draft_json(const reading::draft& draft, const reading::trace& how);

} // namespace exchange
