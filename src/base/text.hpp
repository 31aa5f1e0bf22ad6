#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

bool is_valid_utf8(std::string_view text);

// Malformed sequences become U+FFFD.
std::u32string to_utf32(std::string_view utf8);
std::string to_utf8(std::u32string_view text);
void append_utf8(std::string& out, char32_t c);
std::size_t count_code_points(std::string_view utf8);

// Simple case folding of one code point for the Latin letters that Swedish texts hold (å ä ö é ü æ ø and A–Z).
constexpr char32_t fold_case(char32_t c) {
    const bool large = (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return large ? c + 32 : c;
}
std::string lower(std::string_view utf8);
// The first letter large, the rest as it is.
std::string capitalized(std::string_view utf8);

// White space here is ASCII's, NBSP, narrow NBSP, thin space and BOM.
constexpr bool is_space(char32_t c) {
    return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0xFEFF;
}
std::string_view trimmed(std::string_view text);
// Runs of white space (line breaks too) become one space; soft hyphens go.
std::string squeezed(std::string_view utf8);

// Characters that no text of ours means and that lie to its reader: control characters (line breaks, tabs and form
// feeds are none here), and those that turn the direction of writing (U+202A–U+202E, U+2066–U+2069).
bool has_control(std::string_view utf8);
std::string without_control(std::string_view utf8);
std::string control_shown(std::string_view utf8); // each as U+FFFD

// Views into the text, which must outlive them: none of a string that is gone at once.
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> split(std::string&& text, char separator) = delete;

// "norsjo-2019-2023": lower case a–z 0–9 and hyphens; å ä → a, ö → o, é → e.
std::string slug(std::string_view utf8);

// Windows code page 1252 → UTF-8. The five undefined bytes become U+FFFD.
std::string from_cp1252(std::string_view bytes);

} // namespace base
