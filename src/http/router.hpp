#pragma once

#include "http/message.hpp"

#include <functional>
#include <string_view>

namespace http {

using handler = std::function<response(const request&)>;

// Patterns are paths with places: "/{slug}/matt/{id}", "/{slug}.json". A place holds one or more characters but "/".
// A literal part wins over a place. HEAD is answered by GET's handler; a path that is known under other methods only is
// 405 with Allow; an unknown one is 404 — both through `on_error`, so that they are pages of the site.
class router {
  public:
    void add(std::string_view method, std::string_view pattern, handler h);
    void on_error(std::function<response(const request&, int status)> page);
    response operator()(request& r) const; // a handler that throws is logged and answered with 500
    response error(const request& r, int status) const;

  private:
    struct route {
        std::string method;
        std::string pattern;
        handler handle;
    };
    std::vector<route> routes_;
    std::function<response(const request&, int)> error_page_;
};

}
