#pragma once

#include "base/result.hpp"
#include "base/translate.hpp"

#include <string>
#include <string_view>

namespace exchange {

// What an answer of the API says besides the problem itself.
struct http_status {
    int code = 0;
    std::string_view reason; // "Not Found"
    std::string_view kind;   // empty: the problem's own
};

// A problem as RFC 9457 has it, with "error" as everywhere else: {"kind", "message", "field"}.
std::string problem_json(const base::problem& p, const base::translator& say, const http_status& status);

} // namespace exchange
