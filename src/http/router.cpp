#include "http/router.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "http/head.hpp"
#include "http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace http {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) { return base::split(path.substr(1), '/'); }

// The page where the site has none of its own, or its own fails.
response bare_error(int status) {
    response made{.status = status};
    made.headers = {{"Content-Type", "text/html; charset=utf-8"}};
    made.body =
        fmt::format("<!DOCTYPE html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"><title>{0} {1}</title></head>"
                    "<body><h1>{0} {1}</h1></body></html>\n",
                    status, reason(status));
    return made;
}

std::string_view as_get(std::string_view method) { return method == "HEAD" ? "GET" : method; }

} // namespace

std::vector<router::part> router::parse(std::string_view pattern) {
    if (pattern.empty() || pattern.front() != '/')
        throw std::invalid_argument{"a pattern begins with a slash: " + std::string{pattern}};
    std::vector<part> made;
    for (const auto text : parts_of(pattern)) {
        const auto open = text.find('{');
        const auto close = text.find('}');
        if (open == std::string_view::npos && close == std::string_view::npos) {
            made.push_back({std::string{text}, {}, {}});
            continue;
        }
        if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2 ||
            text.find_first_of("{}", close + 1) != std::string_view::npos)
            throw std::invalid_argument{"one {place} a part: " + std::string{pattern}};
        made.push_back({std::string{text.substr(0, open)}, std::string{text.substr(open + 1, close - open - 1)},
                        std::string{text.substr(close + 1)}});
    }
    return made;
}

void router::add(std::string_view method, std::string_view pattern, handler h) {
    const bool is_there = std::any_of(routes_.begin(), routes_.end(),
                                      [&](const route& r) { return r.method == method && r.pattern == pattern; });
    if (is_there) throw std::invalid_argument{"a route twice: " + std::string{pattern}};
    routes_.push_back({std::string{method}, std::string{pattern}, parse(pattern), std::move(h)});
}

void router::on_error(std::function<response(const request&, int)> page) { error_page_ = std::move(page); }

bool router::matches(const route& r, const std::vector<std::string_view>& path) {
    return std::equal(
        r.parts.begin(), r.parts.end(), path.begin(), path.end(), [](const part& p, std::string_view text) {
            if (p.name.empty()) return text == p.before;
            return text.size() > p.before.size() + p.after.size() && text.substr(0, p.before.size()) == p.before &&
                   text.substr(text.size() - p.after.size()) == p.after;
        });
}

// From the left: a literal before a place with text around it, that before a bare one; the longer text first.
bool router::is_closer(const route& a, const route& b) {
    const auto rank = [](const part& p) {
        return p.name.empty() ? std::string::npos : p.before.size() + p.after.size();
    };
    return std::lexicographical_compare(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                                        [&](const part& x, const part& y) { return rank(x) > rank(y); });
}

// All routes of the closest pattern: one a method.
std::vector<const router::route*> router::best(std::string_view path) const {
    std::vector<const route*> found;
    if (path.empty() || path.front() != '/') return found;
    const auto parts = parts_of(path);
    for (const auto& r : routes_) {
        if (!matches(r, parts)) continue;
        if (!found.empty() && is_closer(r, *found.front())) found.clear();
        if (found.empty() || !is_closer(*found.front(), r)) found.push_back(&r);
    }
    return found;
}

response router::operator()(request& r) const {
    const auto known = best(r.path);
    if (known.empty()) return unknown(r);
    for (const auto* one : known)
        if (one->method == as_get(r.method)) return call(*one, r);
    return other_method(r, known);
}

response router::call(const route& to, request& r) const {
    const auto path = parts_of(r.path);
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto& p = to.parts[i];
        if (p.name.empty()) continue;
        r.parameters.emplace_back(p.name,
                                  path[i].substr(p.before.size(), path[i].size() - p.before.size() - p.after.size()));
    }
    r.route = to.pattern;
    try {
        return to.handle(r);
    } catch (const std::exception& e) {
        base::log::error("handler_failed method={} route={} what={}", r.method, to.pattern, e.what());
    } catch (...) {
        base::log::error("handler_failed method={} route={}", r.method, to.pattern);
    }
    return error(r, 500);
}

response router::other_method(const request& r, const std::vector<const route*>& known) const {
    std::string allow;
    for (const auto* one : known) {
        allow += one->method + ", ";
        if (one->method == "GET") allow += "HEAD, ";
    }
    allow += "OPTIONS";
    auto answer = r.method == "OPTIONS" ? response{.status = 204} : error(r, 405);
    answer.headers.emplace_back("Allow", allow);
    return answer;
}

response router::unknown(const request& r) const {
    if (r.method == "OPTIONS" && r.path == "*")
        return {.status = 204, .headers = {{"Allow", "GET, HEAD, POST, OPTIONS"}}};
    const bool is_reading = as_get(r.method) == "GET";
    if (is_reading && r.path.size() > 1 && r.path.back() == '/' && r.path[1] != '/') {
        const auto shorter = std::string_view{r.path}.substr(0, r.path.size() - 1);
        if (!best(shorter).empty())
            return {.status = 308, .headers = {{"Location", encode_path(shorter)}, {"Content-Type", "text/plain"}}};
    }
    return error(r, 404);
}

response router::error(const request& r, int status) const {
    if (!error_page_) return bare_error(status);
    try {
        auto made = error_page_(r, status);
        made.status = status;
        return made;
    } catch (const std::exception& e) {
        base::log::error("error_page_failed status={} what={}", status, e.what());
    } catch (...) {
        base::log::error("error_page_failed status={}", status);
    }
    return bare_error(status);
}

std::vector<std::string> router::list() const {
    std::vector<std::string> all;
    for (const auto& r : routes_)
        all.push_back(r.method + " " + r.pattern);
    return all;
}

} // namespace http
