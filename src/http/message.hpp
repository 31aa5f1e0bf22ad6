#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

class page;

using fields = std::vector<std::pair<std::string, std::string>>;

// A request whose target has been checked and decoded: the path is UTF-8 without "." or ".." parts, and parameters are
// decoded ("+" is a space). A bad percent-encoding never gets here: the server answers 400.
struct request {
    std::string method; // "GET" "HEAD" "POST" …
    std::string path;   // "/norsjo-2019/matt/m5"
    fields query;
    fields headers; // names in lower case
    std::string body;
    std::string remote; // the client's address: the peer's, or the one that a trusted proxy names
    fields parameters;  // of the route's pattern, filled in by the router
    std::string route;  // the pattern, filled in by the router: what a log may name

    std::optional<std::string_view> header(std::string_view lower_case_name) const; // the first
    std::optional<std::string_view> query_value(std::string_view name) const;       // the first
    std::string_view parameter(std::string_view name) const; // throws std::out_of_range where the pattern has none
};

struct response {
    int status = 200;
    fields headers; // a default of the server's (head.hpp) gives way to one of the same name
    std::string body;
    std::shared_ptr<const http::page>
        page; // where set, `body` is not used: ETag, 304, HEAD and Accept-Encoding are the server's
};

} // namespace http

#include "http/page.hpp"
