#include "http/head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace http {
namespace {

using field_view = std::pair<std::string_view, std::string_view>;

// No inline code and no outside address on any page, hence nothing else is allowed; the few pages with a script of ours
// say so by themselves (web/field.hpp).
constexpr std::array<field_view, 4> security_fields{{
    {"Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                                "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
}};

constexpr char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool has(const fields& all, std::string_view name) {
    return std::any_of(all.begin(), all.end(), [&](const auto& field) { return same_name(field.first, name); });
}

bool is_breaking(char c) { return c == '\r' || c == '\n' || c == '\0'; }

} // namespace

std::string_view reason(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 304:
        return "Not Modified";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 406:
        return "Not Acceptable";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 417:
        return "Expectation Failed";
    case 422:
        return "Unprocessable Content";
    case 428:
        return "Precondition Required";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Status";
    }
}

std::string http_date(std::time_t seconds) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days.at(static_cast<std::size_t>(parts.tm_wday)),
                       parts.tm_mday, months.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                       parts.tm_hour, parts.tm_min, parts.tm_sec);
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
    if (name.empty() || std::any_of(name.begin(), name.end(), [](char c) { return is_breaking(c) || c == ':'; }) ||
        std::any_of(value.begin(), value.end(), is_breaking))
        throw std::invalid_argument{fmt::format("header field {}", name)};
    head.append(name).append(": ").append(value).append("\r\n");
}

void append_fields(std::string& head, const fields& own, std::string_view cache) {
    for (const auto& [name, value] : own)
        append_field(head, name, value);
    for (const auto& [name, value] : security_fields)
        if (!has(own, name)) append_field(head, name, value);
    if (!has(own, "Cache-Control")) append_field(head, "Cache-Control", cache);
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lowered(x) == lowered(y); });
}

} // namespace http
