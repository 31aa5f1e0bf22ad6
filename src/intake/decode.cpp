#include "intake/decode.hpp"

#include "intake/refuse.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace intake {
namespace {

using std::size_t;

unsigned char byte_at(std::string_view bytes, size_t at) { return static_cast<unsigned char>(bytes[at]); }

bool is_noise(unsigned char c) { return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v'; }

// The length of the well-formed sequence at `at`, 0 where there is none.
size_t sequence_length(std::string_view bytes, size_t at) {
    const auto first = byte_at(bytes, at);
    if (first < 0x80) return 1;
    const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    return at + length <= bytes.size() && base::is_valid_utf8(bytes.substr(at, length)) ? length : 0;
}

struct utf8_census {
    size_t sequences = 0;  // well-formed ones of two bytes or more
    size_t broken = 0;     // bytes that are in none
    size_t first_line = 0; // of the first broken byte, from 1
};

utf8_census count_utf8(std::string_view bytes) {
    utf8_census found;
    size_t line = 1;
    for (size_t at = 0; at < bytes.size();) {
        const auto length = sequence_length(bytes, at);
        if (bytes[at] == '\n') ++line;
        if (length > 1) ++found.sequences;
        if (length == 0 && ++found.broken == 1) found.first_line = line;
        at += std::max<size_t>(length, 1);
    }
    return found;
}

// What Swedish text in code page 1252 holds above ASCII: letters with marks, quotes, dashes, bullets, §, °, NBSP.
bool is_usual_in_cp1252(unsigned char c) {
    constexpr std::string_view usual =
        "\xE5\xE4\xF6\xC5\xC4\xD6\xE9\xC9\xE8\xE0\xFC\xDC\xE6\xC6\xF8\xD8\xEA\xE1\xED\xF3"
        "\x80\x85\x91\x92\x93\x94\x95\x96\x97\xA0\xA7\xA9\xAB\xAD\xB0\xB4\xB7\xBB\xBD";
    return usual.find(static_cast<char>(c)) != std::string_view::npos;
}

bool is_plausible_cp1252(std::string_view bytes, const utf8_census& census) {
    if (census.sequences >= census.broken) return false;
    size_t high = 0;
    size_t usual = 0;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) continue;
        ++high;
        if (is_usual_in_cp1252(byte)) ++usual;
    }
    return usual * 10 >= high * 9 && high * 3 <= bytes.size();
}

bool is_binary(std::string_view bytes) {
    if (bytes.find('\0') != std::string_view::npos) return true;
    const auto noise = static_cast<size_t>(
        std::count_if(bytes.begin(), bytes.end(), [](char c) { return is_noise(static_cast<unsigned char>(c)); }));
    return noise > 8 && noise * 200 > bytes.size();
}

enum class order { little, big };

// Text in UTF-16 without a mark: nearly every second byte is zero, for Swedish is Latin.
std::optional<order> guess_utf16(std::string_view bytes) {
    const auto sample = bytes.substr(0, std::min<size_t>(bytes.size(), 4096) & ~size_t{1});
    if (sample.size() < 8) return std::nullopt;
    std::array<size_t, 2> zeros{};
    for (size_t i = 0; i < sample.size(); ++i)
        if (sample[i] == '\0') ++zeros[i % 2];
    const auto half = sample.size() / 2;
    if (zeros[1] * 10 > half * 8 && zeros[0] * 20 < half) return order::little;
    if (zeros[0] * 10 > half * 8 && zeros[1] * 20 < half) return order::big;
    return std::nullopt;
}

base::result<std::string> from_utf16(std::string_view bytes, order bytes_in) {
    std::u32string text;
    text.reserve(bytes.size() / 2);
    std::int64_t line = 1;
    const auto unit = [&](size_t at) {
        const char32_t a = byte_at(bytes, at);
        const char32_t b = byte_at(bytes, at + 1);
        return bytes_in == order::little ? a | (b << 8) : (a << 8) | b;
    };
    const auto broken = [&] { return refuse("broken_utf16", {{"line", line}}); };
    for (size_t at = 0; at < bytes.size(); at += 2) {
        if (at + 1 == bytes.size()) return broken();
        auto c = unit(at);
        if (c >= 0xDC00 && c < 0xE000) return broken();
        if (c >= 0xD800 && c < 0xDC00) {
            const char32_t low = at + 3 < bytes.size() ? unit(at + 2) : 0;
            if (low < 0xDC00 || low >= 0xE000) return broken();
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        }
        if (c == U'\n') ++line;
        text.push_back(c);
    }
    return base::to_utf8(text);
}

base::result<std::string> to_utf8(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) return from_utf16(bytes.substr(2), order::little);
    if (bytes.starts_with("\xFE\xFF")) return from_utf16(bytes.substr(2), order::big);
    if (const auto guessed = guess_utf16(bytes)) return from_utf16(bytes, *guessed);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (is_binary(bytes)) return refuse("binary");
    if (base::is_valid_utf8(bytes)) return std::string{bytes};
    const auto census = count_utf8(bytes);
    if (is_plausible_cp1252(bytes, census)) return base::from_cp1252(bytes);
    if (census.broken * 10 > bytes.size()) return refuse("binary");
    return refuse("broken_utf8", {{"line", static_cast<std::int64_t>(census.first_line)}});
}

void unify_line_ends(std::string& text) {
    size_t to = 0;
    for (size_t from = 0; from < text.size(); ++from) {
        if (text[from] == '\r' && from + 1 < text.size() && text[from + 1] == '\n') continue;
        text[to++] = text[from] == '\r' ? '\n' : text[from];
    }
    text.resize(to);
}

} // namespace

base::result<std::string> decode(std::string_view bytes) {
    auto text = to_utf8(bytes);
    if (!text) return text;
    if (is_binary(*text)) return refuse("binary");
    unify_line_ends(*text);
    return text;
}

} // namespace intake
