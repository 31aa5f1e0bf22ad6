#pragma once

#include "http/message.hpp"

#include <ctime>
#include <string>
#include <string_view>

// Header blocks: what every answer of this server carries.
namespace http {

std::string_view reason(int status); // "Not Found"

// "Tue, 24 Nov 2026 22:48:00 GMT"
std::string http_date(std::time_t seconds);

// "Name: value" and the line's end. Throws std::invalid_argument where either would end the line by itself.
void append_field(std::string& head, std::string_view name, std::string_view value);

// The fields, and the defaults that they do not replace: the security headers, and `Cache-Control: <cache>`.
void append_fields(std::string& head, const fields& own, std::string_view cache);

bool same_name(std::string_view a, std::string_view b); // ASCII case aside

} // namespace http
