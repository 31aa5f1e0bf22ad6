#pragma once

#include "base/result.hpp"
#include "http/message.hpp"
#include "reading/reading.hpp"

#include <vector>

// When and how much, as fields of a form: "r0.count", "r1.every" …
namespace web {

void add_reading_values(http::fields& to, const std::vector<reading::reading>& readings);

// The readings that the form says; fails at the field that cannot be read. What a form does not ask about (the words, a
// clock's hours) stays as it is in `before`. A reading that a person gave a number can be measured.
base::result<std::vector<reading::reading>> readings_typed(const http::fields& f,
                                                           const std::vector<reading::reading>& before);

} // namespace web
