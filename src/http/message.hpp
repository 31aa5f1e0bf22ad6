#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

using fields = std::vector<std::pair<std::string, std::string>>;

// A request whose target has been checked and decoded: the path is UTF-8 without "." or ".." parts, and parameters are
// decoded ("+" is a space). A bad percent-encoding never gets here: the server answers 400.
struct request {
    std::string method; // "GET" "HEAD" "POST" …
    std::string path;   // "/norsjo-2019/matt/m5"
    fields query;
    fields headers;     // names in lower case
    std::string body;
    std::string remote; // the peer's address
    fields parameters;  // of the route's pattern, filled in by the router

    std::optional<std::string_view> header(std::string_view lower_case_name) const;
    std::optional<std::string_view> query_value(std::string_view name) const; // the first
    std::string_view parameter(std::string_view name) const;                  // throws std::out_of_range where the pattern has none
};

// Bytes that are served many times: compressed once, tagged by their content.
struct page {
    std::string content_type;
    std::string etag; // strong, quoted
    std::string plain, gzip, brotli;
    fields headers;   // besides those above
};

struct response {
    int status = 200;
    fields headers;
    std::string body;
    std::shared_ptr<const http::page> page; // where set, `body` is not used: ETag, 304, HEAD and Accept-Encoding are the server's
};

}
