#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace http {

struct target {
    std::string path;
    fields query;
};

// The request line's target, in origin form ("/a?b=c") or absolute form ("http://host/a"). nullopt: a percent-encoding
// that is none, bytes that are not UTF-8, control characters, a part "." or "..", or another form.
// Characters that a URI should have encoded ("|", "å") are taken as they are: people type addresses.
std::optional<target> parse_target(std::string_view text);
// The same, into places that are used again; false where parse_target has nothing.
bool parse_target(std::string_view text, std::string& path, fields& query);

// "a=1&b=å+c" → decoded pairs, as in a query and in a form. nullopt as above.
std::optional<fields> parse_pairs(std::string_view text);

// For a Location: what may not stand in a path by itself is percent-encoded.
std::string encode_path(std::string_view path);

} // namespace http
