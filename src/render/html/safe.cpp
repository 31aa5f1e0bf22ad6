#include "render/html/safe.hpp"

#include <fmt/format.h>

namespace render::html {

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

markup& markup::text(std::string_view value) {
    text_ += escaped(value);
    return *this;
}

markup& markup::number(double value) {
    // Two decimals are a hundredth of a pixel: finer than any screen.
    auto written = fmt::format("{:.2f}", value);
    while (written.back() == '0')
        written.pop_back();
    if (written.back() == '.') written.pop_back();
    text_ += written;
    return *this;
}

markup& markup::add(const safe& other) {
    text_ += other.text();
    return *this;
}

} // namespace render::html
