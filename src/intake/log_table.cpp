#include "intake/log_table.hpp"

#include "base/text.hpp"
#include "intake/decode.hpp"
#include "intake/records.hpp"
#include "intake/refuse.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace intake {
namespace {

constexpr std::size_t most_rows = 5'000;
constexpr std::size_t most_columns = 100;

using member = std::string log_table_row::*;

struct heading {
    std::string_view word;
    member into;
};

// What people call their columns. A heading is one of these words, alone or before what explains it: "Antal (st)".
constexpr std::array headings{
    heading{"datum", &log_table_row::date},      heading{"dag", &log_table_row::date},
    heading{"date", &log_table_row::date},       heading{"day", &log_table_row::date},
    heading{"när", &log_table_row::date},        heading{"åtgärd", &log_table_row::what},
    heading{"aktivitet", &log_table_row::what},  heading{"insats", &log_table_row::what},
    heading{"rad", &log_table_row::what},        heading{"vad", &log_table_row::what},
    heading{"löfte", &log_table_row::what},      heading{"measure", &log_table_row::what},
    heading{"activity", &log_table_row::what},   heading{"row", &log_table_row::what},
    heading{"what", &log_table_row::what},       heading{"owner", &log_table_row::what},
    heading{"id", &log_table_row::what},         heading{"del", &log_table_row::part},
    heading{"part", &log_table_row::part},       heading{"antal", &log_table_row::amount},
    heading{"mängd", &log_table_row::amount},    heading{"amount", &log_table_row::amount},
    heading{"number", &log_table_row::amount},   heading{"count", &log_table_row::amount},
    heading{"timmar", &log_table_row::hours},    heading{"tid", &log_table_row::hours},
    heading{"hours", &log_table_row::hours},     heading{"för", &log_table_row::subject},
    heading{"för vem", &log_table_row::subject}, heading{"målgrupp", &log_table_row::subject},
    heading{"for", &log_table_row::subject},     heading{"for whom", &log_table_row::subject},
    heading{"plats", &log_table_row::place},     heading{"ställe", &log_table_row::place},
    heading{"place", &log_table_row::place},     heading{"location", &log_table_row::place},
    heading{"anteckning", &log_table_row::note}, heading{"anteckningar", &log_table_row::note},
    heading{"kommentar", &log_table_row::note},  heading{"notering", &log_table_row::note},
    heading{"note", &log_table_row::note},       heading{"notes", &log_table_row::note},
    heading{"comment", &log_table_row::note},    heading{"länk", &log_table_row::link},
    heading{"link", &log_table_row::link},
};

std::optional<member> member_of(std::string_view cell) {
    auto word = base::lower(base::squeezed(base::trimmed(cell)));
    if (const auto at = word.find_first_of("(:*"); at != word.npos) word = base::trimmed(word.substr(0, at));
    const auto found = std::find_if(headings.begin(), headings.end(), [&](const auto& h) { return h.word == word; });
    return found == headings.end() ? std::nullopt : std::optional{found->into};
}

base::result<std::vector<std::optional<member>>> read_headings(const std::vector<std::string>& cells,
                                                               log_table& table) {
    std::vector<std::optional<member>> columns;
    for (const auto& cell : cells) {
        const auto name = base::squeezed(base::without_control(base::trimmed(cell)));
        auto into = member_of(cell);
        if (into && std::find(columns.begin(), columns.end(), into) != columns.end())
            return refuse("log_heading_twice", {{"heading", name}});
        if (!name.empty()) (into ? table.known : table.unknown).push_back(name);
        columns.push_back(into);
    }
    const auto has = [&](member m) {
        return std::find(columns.begin(), columns.end(), std::optional{m}) != columns.end();
    };
    if (!has(&log_table_row::date)) return refuse("log_no_date");
    if (!has(&log_table_row::what)) return refuse("log_no_what");
    return columns;
}

} // namespace

base::result<log_table> read_log_table(std::string_view bytes) {
    const auto decoded = decode(bytes);
    if (!decoded) return tl::unexpected(decoded.error());
    std::int64_t line = 1;
    const auto text = without_preface(*decoded, line);
    if (text.empty()) return refuse("log_empty");
    log_table table;
    table.separator = separator_of(text);
    std::vector<std::optional<member>> columns;
    std::vector<std::string> cells;
    for (std::size_t at = 0; at < text.size();) {
        const auto begins = line;
        if (!read_record(text, table.separator, most_columns, at, line, cells))
            return refuse("log_open_quote", {{"line", begins}});
        if (columns.empty()) {
            auto read = read_headings(cells, table);
            if (!read) return tl::unexpected(read.error());
            columns = std::move(*read);
            continue;
        }
        log_table_row row;
        row.line = begins;
        bool is_empty = true;
        for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i) {
            if (!columns[i]) continue;
            row.*(*columns[i]) = base::trimmed(cells[i]);
            is_empty = is_empty && (row.*(*columns[i])).empty();
        }
        if (is_empty) continue;
        if (table.rows.size() == most_rows)
            return refuse("log_too_many", {{"most", static_cast<std::int64_t>(most_rows)}});
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace intake
