#pragma once

#include "base/result.hpp"
#include "http/message.hpp"
#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

// A part of a draft as the fields of its form, both ways. Lists are a line each.
namespace web {

// "new_area", "new_pledge" and "new_row" are parts, too: their fields are empty.
http::fields values_of(const reading::document& d, std::string_view part);

// The words that a part's readings are read from, as its form says them; empty for a part without readings.
std::string words_of(std::string_view part, const http::fields& f);

// The readings of a part; none of a part without.
std::vector<reading::reading> readings_of(const reading::document& d, std::string_view part);

// The document with the part as the form says it, and these readings. Fails at the field that cannot be read. What
// stands already changes from a day on, or ends, where the form says so ("change": "from_day" or "end").
base::result<reading::document> with_values(const reading::document& d, std::string_view part, const http::fields& f,
                                            std::vector<reading::reading> readings, base::date today);

} // namespace web
