#pragma once

#include "http/message.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

using handler = std::function<response(const request&)>;

// Patterns are paths with places: "/{slug}/matt/{id}", "/{slug}.json". A place holds one or more characters but "/".
// A literal part wins over a place. HEAD is answered by GET's handler; a path that is known under other methods only is
// 405 with Allow; an unknown one is 404 — both through `on_error`, so that they are pages of the site. OPTIONS is
// answered with Allow; a known path with a slash too many at its end leads to the one without.
// Filled before it is used; then any thread may call it.
class router {
  public:
    void add(std::string_view method, std::string_view pattern,
             handler h); // throws std::invalid_argument on a bad pattern
    void on_error(std::function<response(const request&, int status)> page);
    response operator()(request& r) const; // a handler that throws is logged and answered with 500
    response error(const request& r, int status) const;

    std::vector<std::string> list() const; // "GET /{slug}.json", as added

  private:
    // One part of a pattern between slashes: literal, or `before{name}after`.
    struct part {
        std::string before;
        std::string name; // empty: literal
        std::string after;
    };
    struct route {
        std::string method;
        std::string pattern;
        std::vector<part> parts;
        handler handle;
    };
    static std::vector<part> parse(std::string_view pattern);
    static bool matches(const route& r, const std::vector<std::string_view>& path);
    static bool is_closer(const route& a, const route& b);

    std::vector<const route*> best(std::string_view path) const;
    response call(const route& to, request& r) const;
    response other_method(const request& r, const std::vector<const route*>& known) const;
    response unknown(const request& r) const;

    std::vector<route> routes_;
    std::function<response(const request&, int)> error_page_;
};

} // namespace http
