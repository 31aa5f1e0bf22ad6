#pragma once

#include "http/page.hpp"

#include <string_view>

namespace http {

// The coding that the client takes with the highest weight; of equals brotli, then gzip (RFC 9110, 12.5.3).
coding chosen_coding(std::string_view accept_encoding);

// Whether If-None-Match names one of the page's tags, or "*". Weak comparison (RFC 9110, 13.1.2).
bool is_unchanged(const page& p, std::string_view if_none_match);

} // namespace http
