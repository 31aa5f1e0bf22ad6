#include "intake/records.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace intake {

std::string_view without_preface(std::string_view text, std::int64_t& line) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto first = base::trimmed(text.substr(0, end));
        const bool is_told = first.size() == 5 && base::lower(first.substr(0, 4)) == "sep=";
        if (!first.empty() && !is_told) break;
        text.remove_prefix(std::min(end + 1, text.size()));
        ++line;
    }
    return text;
}

char separator_of(std::string_view text) {
    constexpr std::array separators{';', '\t', ','};
    std::array<std::size_t, separators.size()> found{};
    bool is_quoted = false;
    for (const char c : text.substr(0, text.find('\n'))) {
        if (c == '"') is_quoted = !is_quoted;
        for (std::size_t i = 0; i < separators.size() && !is_quoted; ++i)
            found[i] += c == separators[i] ? 1 : 0;
    }
    return separators[static_cast<std::size_t>(std::max_element(found.begin(), found.end()) - found.begin())];
}

bool read_record(std::string_view text, char separator, std::size_t most_cells, std::size_t& at, std::int64_t& line,
                 std::vector<std::string>& cells) {
    cells.assign(1, {});
    bool is_quoted = false, may_quote = true; // a quote opens a cell only where it comes first
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') ++line;
        if (is_quoted) {
            if (c != '"') {
                cells.back() += c == '\n' ? ' ' : c;
            } else if (at + 1 < text.size() && text[at + 1] == '"') {
                cells.back() += c;
                ++at;
            } else {
                is_quoted = false;
            }
        } else if (c == '\n') {
            ++at;
            return true;
        } else if (c == separator) {
            if (cells.size() < most_cells) cells.emplace_back();
            may_quote = true;
        } else if (c == '"' && may_quote) {
            is_quoted = true;
            may_quote = false;
        } else {
            cells.back() += c;
            may_quote = may_quote && c == ' ';
        }
    }
    return !is_quoted;
}

} // namespace intake
