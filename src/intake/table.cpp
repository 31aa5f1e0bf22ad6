#include "intake/table.hpp"

#include "base/text.hpp"
#include "intake/decode.hpp"
#include "intake/records.hpp"
#include "intake/refuse.hpp"

#include <algorithm>

namespace intake {
namespace {

constexpr std::size_t most_rows = 1'000'000;
constexpr std::size_t most_columns = 2'000;

base::result<std::vector<std::string>> headings_of(const std::vector<std::string>& cells) {
    if (cells.size() > most_columns)
        return refuse("table_too_wide", {{"most", static_cast<std::int64_t>(most_columns)}});
    std::vector<std::string> out;
    for (const auto& cell : cells) {
        auto name = base::squeezed(base::without_control(base::trimmed(cell)));
        if (!name.empty() && std::find(out.begin(), out.end(), name) != out.end())
            return refuse("table_heading_twice", {{"heading", name}});
        out.push_back(std::move(name));
    }
    return out;
}

} // namespace

base::result<base::table> read_table(std::string_view bytes) {
    const auto decoded = decode(bytes);
    if (!decoded) return tl::unexpected(decoded.error());
    std::int64_t line = 1;
    const auto text = without_preface(*decoded, line);
    if (text.empty()) return refuse("log_empty");
    const char separator = separator_of(text);
    base::table out;
    std::vector<std::string> cells;
    for (std::size_t at = 0; at < text.size();) {
        const auto begins = line;
        if (!read_record(text, separator, most_columns + 1, at, line, cells))
            return refuse("log_open_quote", {{"line", begins}});
        if (out.headings.empty()) {
            auto headings = headings_of(cells);
            if (!headings) return tl::unexpected(headings.error());
            out.headings = std::move(*headings);
            continue;
        }
        bool is_empty = true;
        for (auto& cell : cells) {
            if (const auto bare = base::trimmed(cell); bare.size() != cell.size()) cell = std::string{bare};
            is_empty = is_empty && cell.empty();
        }
        if (is_empty) continue;
        if (out.rows.size() == most_rows)
            return refuse("log_too_many", {{"most", static_cast<std::int64_t>(most_rows)}});
        cells.resize(out.headings.size());
        out.rows.push_back({begins, cells});
    }
    return out;
}

} // namespace intake
