#include "db/copy_text.hpp"

#include "base/text.hpp"
#include "db/error.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace db::copy_text {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

unsigned digit_value(char c) {
    const auto at = digits.find(c);
    if (at == digits.npos) throw std::logic_error{"a column holds no bytes"};
    return static_cast<unsigned>(at);
}

} // namespace

std::string real(double value) {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    return fmt::format("{}", value);
}

double parse_real(std::string_view text) {
    if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity") return std::numeric_limits<double>::infinity();
    if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) throw std::logic_error{"a column holds no number"};
    return value;
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '\\':
            out += "\\\\";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string to_hex(std::string_view bytes) {
    std::string out;
    out.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto b = static_cast<unsigned char>(c);
        out += digits[b >> 4];
        out += digits[b & 0xF];
    }
    return out;
}

std::string from_hex(std::string_view text) {
    if (!text.starts_with("\\x") || text.size() % 2 != 0) throw std::logic_error{"a column holds no bytes"};
    std::string out;
    out.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2)
        out += static_cast<char>(digit_value(text[i]) << 4 | digit_value(text[i + 1]));
    return out;
}

void require_text(std::string_view value, const std::string& database) {
    if (value.find('\0') != value.npos || !base::is_valid_utf8(value))
        throw error{error_class::constraint, database, "a text with NUL or broken UTF-8"};
}

} // namespace db::copy_text
