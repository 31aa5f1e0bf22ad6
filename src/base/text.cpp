#include "base/text.hpp"

#include <array>

namespace base {
namespace {

struct decoded {
    char32_t code = 0xFFFD;
    std::size_t length = 1;
    bool ok = false;
};

decoded decode(std::string_view s, std::size_t i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
    const auto follows = [&](std::size_t k) { return k < s.size() && (byte(k) & 0xC0) == 0x80; };
    const unsigned char b = byte(i);
    if (b < 0x80) return {b, 1, true};
    if (b >= 0xC2 && b < 0xE0 && follows(i + 1))
        return {static_cast<char32_t>((b & 0x1Fu) << 6 | (byte(i + 1) & 0x3Fu)), 2, true};
    if (b >= 0xE0 && b < 0xF0 && follows(i + 1) && follows(i + 2)) {
        const auto c = static_cast<char32_t>((b & 0x0Fu) << 12 | (byte(i + 1) & 0x3Fu) << 6 | (byte(i + 2) & 0x3Fu));
        if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return {c, 3, true};
    }
    if (b >= 0xF0 && b < 0xF5 && follows(i + 1) && follows(i + 2) && follows(i + 3)) {
        const auto c = static_cast<char32_t>((b & 0x07u) << 18 | (byte(i + 1) & 0x3Fu) << 12 |
                                             (byte(i + 2) & 0x3Fu) << 6 | (byte(i + 3) & 0x3Fu));
        if (c >= 0x10000 && c <= 0x10FFFF) return {c, 4, true};
    }
    return {};
}

std::size_t bytes_of(char32_t c) { return 1U + (c >= 0x80) + (c >= 0x800) + (c >= 0x10000); }

// Writes the bytes of one code point; the place behind them.
char* put(char* out, char32_t c) {
    const auto u = static_cast<unsigned>(c);
    const auto byte = [&](unsigned v) { *out++ = static_cast<char>(v); };
    if (u < 0x80) {
        byte(u);
    } else if (u < 0x800) {
        byte(0xC0 | u >> 6);
        byte(0x80 | (u & 0x3F));
    } else if (u < 0x10000) {
        byte(0xE0 | u >> 12);
        byte(0x80 | (u >> 6 & 0x3F));
        byte(0x80 | (u & 0x3F));
    } else {
        byte(0xF0 | u >> 18);
        byte(0x80 | (u >> 12 & 0x3F));
        byte(0x80 | (u >> 6 & 0x3F));
        byte(0x80 | (u & 0x3F));
    }
    return out;
}

} // namespace

void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    std::array<char, 4> bytes{};
    out.append(bytes.data(), static_cast<std::size_t>(put(bytes.data(), c) - bytes.data()));
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto d = decode(text, i);
        if (!d.ok) return false;
        i += d.length;
    }
    return true;
}

std::u32string to_utf32(std::string_view utf8) {
    std::u32string out(utf8.size(), U'\0'); // the longest it can be
    std::size_t n = 0;
    for (std::size_t i = 0; i < utf8.size();) {
        if (const auto b = static_cast<unsigned char>(utf8[i]); b < 0x80) {
            out[n++] = b;
            ++i;
            continue;
        }
        const auto d = decode(utf8, i);
        out[n++] = d.code;
        i += d.length;
    }
    out.resize(n);
    return out;
}

std::string to_utf8(std::u32string_view text) {
    std::size_t bytes = 0;
    for (const char32_t c : text)
        bytes += bytes_of(c);
    std::string out(bytes, '\0');
    auto* end = out.data();
    for (const char32_t c : text)
        if (c < 0x80)
            *end++ = static_cast<char>(c);
        else
            end = put(end, c);
    return out;
}

std::size_t count_code_points(std::string_view utf8) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < utf8.size(); i += decode(utf8, i).length)
        ++n;
    return n;
}

std::string lower(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (const char32_t c : to_utf32(utf8))
        append_utf8(out, fold_case(c));
    return out;
}

std::string capitalized(std::string_view utf8) {
    auto text = to_utf32(utf8);
    if (!text.empty()) {
        char32_t& c = text.front();
        if ((c >= U'a' && c <= U'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7)) c -= 32;
    }
    return to_utf8(text);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n\v\f";
    const auto strip = [&](std::string_view s) {
        const auto from = s.find_first_not_of(spaces);
        if (from == std::string_view::npos) return std::string_view{};
        return s.substr(from, s.find_last_not_of(spaces) - from + 1);
    };
    text = strip(text);
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view wide : {"\u00a0", "\u202f", "\u2009", "\ufeff"}) {
            if (text.starts_with(wide)) text = strip(text.substr(wide.size())), again = true;
            if (text.ends_with(wide)) text = strip(text.substr(0, text.size() - wide.size())), again = true;
        }
    }
    return text;
}

std::string squeezed(std::string_view utf8) {
    std::string out;
    bool gap = false;
    for (const char32_t c : to_utf32(utf8)) {
        if (c == 0xAD) continue;
        if (is_space(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap) out.push_back(' ');
        gap = false;
        append_utf8(out, c);
    }
    return out;
}

namespace {

// The length in bytes of a control character that stands first; 0 where none does.
std::size_t control_length(std::string_view rest) {
    const auto byte = [&](std::size_t i) { return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U; };
    const auto first = byte(0);
    if (first < 0x20) return first == '\t' || first == '\n' || first == '\r' || first == '\f' ? 0 : 1;
    if (first == 0x7F) return 1;
    if (first == 0xC2) return byte(1) >= 0x80 && byte(1) < 0xA0 ? 2 : 0;
    if (first != 0xE2) return 0;
    const bool turns = (byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE) ||
                       (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);
    return turns ? 3 : 0;
}

std::string with_control_as(std::string_view text, std::string_view instead) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto length = control_length(text);
        length > 0 ? out += instead : out += text.front();
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return out;
}

} // namespace

bool has_control(std::string_view utf8) {
    for (std::size_t i = 0; i < utf8.size(); ++i)
        if (control_length(utf8.substr(i)) > 0) return true;
    return false;
}

std::string without_control(std::string_view utf8) { return with_control_as(utf8, ""); }
std::string control_shown(std::string_view utf8) { return with_control_as(utf8, "\uFFFD"); }

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0;;) {
        const auto at = text.find(separator, from);
        parts.push_back(text.substr(from, at - from));
        if (at == std::string_view::npos) return parts;
        from = at + 1;
    }
}

std::string slug(std::string_view utf8) {
    std::string out;
    for (char32_t c : to_utf32(utf8)) {
        c = fold_case(c);
        if (c == U'å' || c == U'ä' || c == U'à' || c == U'á') c = U'a';
        if (c == U'ö' || c == U'ø') c = U'o';
        if (c == U'é' || c == U'è') c = U'e';
        if (c == U'ü') c = U'u';
        if ((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'))
            out.push_back(static_cast<char>(c));
        else if (!out.empty() && out.back() != '-')
            out.push_back('-');
    }
    while (!out.empty() && out.back() == '-')
        out.pop_back();
    return out;
}

std::string from_cp1252(std::string_view bytes) {
    // 0x80–0x9F of the code page; the rest is Latin-1.
    static constexpr std::array<char32_t, 32> high{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 16);
    for (const char raw : bytes) {
        const auto b = static_cast<unsigned char>(raw);
        append_utf8(out, b >= 0x80 && b < 0xA0 ? high[b - 0x80u] : char32_t{b});
    }
    return out;
}

} // namespace base
