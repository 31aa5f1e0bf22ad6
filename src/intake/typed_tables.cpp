#include "intake/typed_tables.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace intake {
namespace {

constexpr std::ptrdiff_t fewest_bars = 2;

std::ptrdiff_t bars_in(std::string_view line) { return std::count(line.begin(), line.end(), '|'); }

// "|---|:--:|" between a head and its rows.
bool is_rule(std::string_view line) {
    return line.find("--") != std::string_view::npos && line.find_first_not_of("|+-=: \t") == std::string_view::npos;
}

std::string as_row(std::string_view line) {
    auto text = base::trimmed(line);
    if (text.starts_with('|')) text.remove_prefix(1);
    if (text.ends_with('|')) text.remove_suffix(1);
    std::string row;
    for (const auto cell : base::split(text, '|')) {
        if (!row.empty() || cell.data() != text.data()) row += '\t';
        row += base::squeezed(cell);
    }
    return row;
}

} // namespace

std::string with_typed_rows(std::string text) {
    if (text.find('|') == std::string::npos) return text;
    const auto lines = base::split(text, '\n');
    std::string made;
    const auto put = [&](std::string_view line) { made.append(line).append(1, '\n'); };
    for (std::size_t i = 0; i < lines.size();) {
        const auto bars = bars_in(lines[i]);
        auto end = i;
        std::size_t rows = 0;
        while (end < lines.size() && (is_rule(lines[end]) || bars_in(lines[end]) == bars))
            rows += !is_rule(lines[end++]);
        if (bars < fewest_bars || is_rule(lines[i]) || rows < 2) {
            put(lines[i++]);
            continue;
        }
        for (; i < end; ++i)
            if (!is_rule(lines[i])) put(as_row(lines[i]));
    }
    made.pop_back(); // the text had one line end less than lines
    return made;
}

} // namespace intake
