#pragma once

#include "http/message.hpp"

#include "base/result.hpp"

namespace http {

// The fields of an application/x-www-form-urlencoded body. Fails with a sentence where the request has another type, or
// the body is not one.
base::result<fields> parse_form(const request& r);

// The first field of that name; empty where there is none.
std::string_view field_value(const fields& all, std::string_view name);

} // namespace http
