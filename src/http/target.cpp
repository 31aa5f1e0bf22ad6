#include "http/target.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace http {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool decode(std::string_view text, bool plus_is_space, std::string& into) {
    into.clear();
    bool is_ascii = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return false;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return false;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        if (static_cast<unsigned char>(c) >= 0x80) is_ascii = false;
        into += c;
    }
    return is_ascii || base::is_valid_utf8(into);
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool has_dot_part(std::string_view path) {
    if (path.find("/.") == std::string_view::npos) return false;
    const auto parts = base::split(path, '/');
    return std::any_of(parts.begin(), parts.end(), [](std::string_view part) { return part == "." || part == ".."; });
}

// "http://host:80/a?b" → "/a?b"
std::string_view without_authority(std::string_view text) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (text.substr(0, scheme.size()) != scheme) continue;
        const auto path = text.find_first_of("/?", scheme.size());
        return path == std::string_view::npos ? std::string_view{"/"} : text.substr(path);
    }
    return text;
}

bool fill_pairs(std::string_view text, fields& into) {
    std::size_t count = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        if (count == into.size()) into.emplace_back();
        auto& [name, value] = into[count];
        const auto equals = pair.find('=');
        if (!decode(pair.substr(0, equals), true, name)) return false;
        if (!decode(equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1), true, value))
            return false;
        // No text holds it, and no database of ours takes it for one.
        if (name.find('\0') != name.npos || value.find('\0') != value.npos) return false;
        ++count;
    }
    into.resize(count);
    return true;
}

} // namespace

bool parse_target(std::string_view text, std::string& path, fields& query) {
    const bool is_absolute = text.substr(0, 4) == "http";
    text = without_authority(text);
    const auto mark = text.find('?');
    if (!decode(text.substr(0, mark), false, path)) return false;
    if (path.empty() && is_absolute) path = "/";
    if (path.empty() || path.front() != '/' || path.find('#') != std::string::npos) return false;
    if (std::any_of(path.begin(), path.end(), is_control) || has_dot_part(path)) return false;
    return fill_pairs(mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1), query);
}

std::optional<target> parse_target(std::string_view text) {
    target made;
    if (!parse_target(text, made.path, made.query)) return std::nullopt;
    return made;
}

std::optional<fields> parse_pairs(std::string_view text) {
    fields made;
    if (!fill_pairs(text, made)) return std::nullopt;
    return made;
}

std::string encode_path(std::string_view path) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    static constexpr std::string_view allowed = "-._~!$&'()*+,;=:@/";
    std::string made;
    for (const char c : path) {
        const bool is_word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (is_word || allowed.find(c) != std::string_view::npos) {
            made += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        made += '%';
        made += digits[byte >> 4U];
        made += digits[byte & 15U];
    }
    return made;
}

} // namespace http
