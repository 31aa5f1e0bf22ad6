#include "store/backup_text.hpp"

#include "base/text.hpp"
#include "db/copy_text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace store::backup_text {
namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        if (++i == text.size()) return std::nullopt;
        constexpr std::string_view written = "\\tnr", meant = "\\\t\n\r";
        const auto at = written.find(text[i]);
        if (at == written.npos) return std::nullopt;
        out += meant[at];
    }
    if (out.find('\0') != out.npos || !base::is_valid_utf8(out)) return std::nullopt;
    return out;
}

std::optional<std::string> from_hex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::string out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digit(text[i]), low = digit(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out += static_cast<char>(16 * high + low);
    }
    return out;
}

template <class T>
std::optional<T> whole(std::string_view text) {
    T value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional{value}
                                                                                     : std::nullopt;
}

struct writer {
    std::string& out;
    void operator()(std::monostate) const { out += 'n'; }
    void operator()(std::int64_t n) const { fmt::format_to(std::back_inserter(out), "i{}", n); }
    void operator()(double n) const { out.append(1, 'r').append(db::copy_text::real(n)); }
    void operator()(const std::string& text) const { out.append(1, 't').append(db::copy_text::escaped(text)); }
    void operator()(const raw_bytes& bytes) const { out.append(1, 'b').append(db::copy_text::to_hex(bytes.value)); }
};

std::optional<raw_value> value_of(std::string_view field) {
    if (field.empty()) return std::nullopt;
    const auto rest = field.substr(1);
    switch (field.front()) {
    case 'n':
        return rest.empty() ? std::optional<raw_value>{std::monostate{}} : std::nullopt;
    case 'i':
        return whole<std::int64_t>(rest);
    case 'r':
        if (const auto n = whole<double>(rest); n && std::isfinite(*n)) return *n;
        return std::nullopt;
    case 't':
        return unescaped(rest);
    case 'b':
        if (auto bytes = from_hex(rest)) return raw_bytes{*std::move(bytes)};
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace

void append(std::string& out, const raw_row& row) {
    char before = '|';
    for (const auto& value : row) {
        out += before;
        std::visit(writer{out}, value);
        before = '\t';
    }
}

std::optional<raw_row> parse(std::string_view line, std::size_t fields) {
    if (line.empty() || line.front() != '|') return std::nullopt;
    raw_row row;
    row.reserve(fields);
    for (const auto field : base::split(line.substr(1), '\t')) {
        auto value = value_of(field);
        if (!value || row.size() == fields) return std::nullopt;
        row.push_back(*std::move(value));
    }
    return row.size() == fields ? std::optional{std::move(row)} : std::nullopt;
}

} // namespace store::backup_text
