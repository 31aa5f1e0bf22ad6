#include "render/html/safe.hpp"

#include <fmt/format.h>

namespace render::html {

namespace {

constexpr std::string_view entity_of(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

// Most texts have nothing to escape: what stands between is taken whole.
void add_escaped(std::string& out, std::string_view text) {
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto entity = entity_of(text[i]);
        if (entity.empty()) continue;
        out += text.substr(from, i - from);
        out += entity;
        from = i + 1;
    }
    out += text.substr(from);
}

} // namespace

std::string escaped(std::string_view text) {
    std::string out;
    add_escaped(out, text);
    return out;
}

markup& markup::text(std::string_view value) {
    add_escaped(text_, value);
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
