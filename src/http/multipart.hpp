#pragma once

#include "base/result.hpp"
#include "http/message.hpp"

#include <string>
#include <vector>

namespace http {

// A file that a form sent.
struct sent_file {
    std::string field;
    std::string name; // as the sender calls it: may hold anything but line breaks
    std::string bytes;
};

struct sent_form {
    fields values;
    std::vector<sent_file> files; // those that were chosen: an empty file field sends one without name and bytes
};

// A form with files (multipart/form-data, RFC 7578) or without (application/x-www-form-urlencoded). Fails with a
// sentence where the body is neither, is cut, or has more than a thousand parts.
base::result<sent_form> parse_sent(const request& r);

} // namespace http
