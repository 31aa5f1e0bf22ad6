#include "intake/layout.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace intake {
namespace {

constexpr std::size_t most_columns = 200;
constexpr std::size_t most_levels = 9;
constexpr std::size_t spaces_in = 2; // that each level of a list stands further in
constexpr char typed_tab = '\x1F';
constexpr std::string_view typed_dot = "• ";
constexpr std::ptrdiff_t fewest_tabs = 2;   // in each line of a table that was typed
constexpr std::size_t most_repeated = 2000; // bytes of a cell that is said in each row it spans

// The lines of a cell as one: a tab or a line break in a cell would part cells or rows.
std::string one_line(std::string_view text) { return base::squeezed(text); }

// Each line squeezed on its own; a line's empty ends go.
std::string tidy_lines(std::string_view text) {
    std::string all;
    for (const auto line : base::split(text, '\n')) {
        const auto tidy = base::squeezed(line);
        if (tidy.empty()) continue;
        if (!all.empty()) all += '\n';
        all += tidy;
    }
    return all;
}

std::ptrdiff_t count_tabs(std::string_view line) { return std::count(line.begin(), line.end(), typed_tab); }

// Lines with as many typed tabs below each other become rows without empty lines between; other tabs were spaces.
std::string settle_tabs(const std::string& text) {
    if (text.find(typed_tab) == std::string::npos) return text;
    const auto lines = base::split(text, '\n');
    std::string settled;
    std::ptrdiff_t above = 0; // tabs of the last line that was not empty
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string line{lines[i]};
        const auto here = count_tabs(line);
        auto next = i + 1;
        while (next < lines.size() && lines[next].empty())
            ++next;
        const bool goes_on = here >= fewest_tabs && here == above;
        const bool begins = here >= fewest_tabs && next < lines.size() && count_tabs(lines[next]) == here;
        std::replace(line.begin(), line.end(), typed_tab, goes_on || begins ? '\t' : ' ');
        if (here > 0 && !goes_on && !begins) line = base::squeezed(line);
        if (goes_on)
            while (settled.ends_with("\n\n"))
                settled.pop_back();
        settled += line;
        if (i + 1 < lines.size()) settled += '\n';
        if (!line.empty()) above = here;
    }
    return settled;
}

} // namespace

void layout::begin(block kind, std::string_view mark, std::size_t level) {
    if (in_cell()) {
        line_break();
        if (!mark.empty()) add(mark == "- " ? "• " : mark);
        return;
    }
    flush();
    kind_ = kind;
    level_ = std::min(level, most_levels);
    line_ += mark;
}

void layout::add(std::string_view text) {
    if (depth_ > 0 && !in_cell()) return; // white space between a table's parts
    auto& into = in_cell() ? rows_.back().back().text : line_;
    for (const char c : text) {
        const bool blank = c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
        into += blank ? ' ' : c;
    }
}

void layout::tab() {
    if (depth_ > 0)
        add(" ");
    else
        line_ += typed_tab;
}

void layout::line_break() {
    if (depth_ > 0 && !in_cell()) return;
    auto& into = in_cell() ? rows_.back().back().text : line_;
    into += '\n';
}

void layout::page_break() {
    if (depth_ > 0) return;
    flush();
    if (text_.empty() || text_.back() == '\f') return;
    text_ += '\f';
    page_begins_ = true;
}

void layout::flush() {
    if (in_cell()) {
        line_break();
        return;
    }
    const auto tidy = tidy_lines(std::exchange(line_, {}));
    const auto kind = std::exchange(kind_, block::paragraph);
    const auto level = std::exchange(level_, 0);
    // A bullet with nothing behind it is a list's empty item.
    if (tidy.empty() || (kind == block::bullet && tidy == "-")) return;
    if (kind == block::paragraph && tidy.starts_with(typed_dot)) return put_typed_items(tidy);
    put_line(kind == block::bullet ? std::string(level * spaces_in, ' ') + tidy : tidy, kind);
}

// "• one • two": items that were typed, and joined by a program that takes lines for a paragraph's.
void layout::put_typed_items(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto next = std::min({text.find(" • ", at), text.find("\n• ", at), text.size()});
        put_line(text.substr(at, next - at), block::bullet);
        at = next + 1;
    }
}

void layout::put_line(std::string_view line, block kind) {
    if (text_.size() > most_) return;
    const bool same = kind == last_ && (kind == block::bullet || kind == block::table_row);
    if (!page_begins_ && !same) text_ += '\n';
    text_ += line;
    text_ += '\n';
    last_ = kind;
    page_begins_ = false;
}

void layout::begin_table() {
    if (depth_++ > 0) {
        flush();
        return;
    }
    flush();
    rows_.clear();
}

void layout::begin_row() {
    if (in_cell())
        line_break();
    else if (depth_ == 1)
        rows_.emplace_back();
}

void layout::begin_cell(std::size_t columns, std::size_t rows) {
    if (depth_ == 1) ++open_cells_;
    if (depth_ != 1 || open_cells_ > 1) {
        add(" ");
        return;
    }
    if (rows_.empty()) rows_.emplace_back();
    rows_.back().push_back(
        {{}, std::clamp<std::size_t>(columns, 1, most_columns), std::clamp<std::size_t>(rows, 1, 10'000)});
}

void layout::end_cell() {
    add(" ");
    if (depth_ == 1 && open_cells_ > 0) --open_cells_;
}

void layout::end_table() {
    if (depth_ == 0) return;
    --depth_;
    if (depth_ > 0) return;
    open_cells_ = 0;
    const auto rows = std::exchange(rows_, {});
    const bool narrow = std::all_of(rows.begin(), rows.end(), [](const row& r) { return r.size() <= 1; });
    if (narrow)
        put_single_column(rows);
    else
        put_rows(rows);
}

// A frame around text, not a table.
void layout::put_single_column(const std::vector<row>& rows) {
    for (const auto& r : rows)
        for (const auto& c : r)
            for (const auto line : base::split(c.text, '\n')) {
                const auto tidy = base::squeezed(line);
                if (tidy.empty()) continue;
                const bool bullet = tidy.starts_with("• ");
                put_line(tidy, bullet ? block::bullet : block::paragraph);
            }
}

// A cell that spans rows is said in each of them, so that each row can be read alone; one that spans columns is
// followed by empty cells, so that the columns keep their places; a row of one cell over all is a plain line.
void layout::put_rows(const std::vector<row>& rows) {
    struct hanging {
        std::string text;
        std::size_t columns = 1;
        std::size_t rows = 0; // still to come
    };
    std::vector<hanging> from_above;
    last_ = block::paragraph;
    for (const auto& r : rows) {
        std::string line;
        std::size_t column = 0;
        std::size_t cells = 0;
        const auto put = [&](const std::string& text, std::size_t columns) {
            if (column > 0) line += '\t';
            line += text;
            line.append(columns - 1, '\t');
            column += columns;
        };
        const auto put_hanging = [&] {
            while (column < from_above.size() && from_above[column].rows > 0) {
                auto& above = from_above[column];
                --above.rows;
                put(above.text, above.columns);
                ++cells;
            }
        };
        for (const auto& c : r) {
            put_hanging();
            if (column >= most_columns) break;
            auto text = one_line(c.text);
            if (c.rows > 1) {
                if (from_above.size() <= column) from_above.resize(column + 1);
                from_above[column] = {text.size() > most_repeated ? std::string{} : text, c.columns, c.rows - 1};
            }
            put(text, c.columns);
            ++cells;
        }
        put_hanging();
        if (base::trimmed(line).empty()) continue;
        const bool alone = cells == 1;
        put_line(alone ? base::trimmed(line) : std::string_view{line}, alone ? block::paragraph : block::table_row);
    }
    if (!rows.empty()) last_ = block::paragraph;
}

std::string layout::take() {
    while (depth_ > 0)
        end_table();
    flush();
    while (!text_.empty() && (text_.back() == '\n' || text_.back() == '\f'))
        text_.pop_back();
    if (!text_.empty()) text_ += '\n';
    return settle_tabs(std::exchange(text_, {}));
}

} // namespace intake
