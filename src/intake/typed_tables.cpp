#include "intake/typed_tables.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {
namespace {

constexpr std::ptrdiff_t fewest_bars = 2;
constexpr std::ptrdiff_t fewest_semicolons = 3;
constexpr std::size_t most_head_lines = 8;    // of one row
constexpr std::size_t most_lines = 5000;      // of a table
constexpr std::size_t most_corners = 40;      // of a line between its rows
constexpr std::size_t most_repeated = 4;      // times the bytes of a grid, of cells that span several rows
constexpr std::size_t longest_head_cell = 40; // code points
constexpr std::size_t fewest_dashes = 3;      // above a column

using cells = std::vector<std::string>;
using lines_view = std::vector<std::string_view>;

struct found_table {
    std::size_t end = 0; // the line after it
    std::vector<cells> rows;
};

std::ptrdiff_t count_of(std::string_view line, char c) { return std::count(line.begin(), line.end(), c); }

bool is_blank(std::string_view line) { return base::trimmed(line).empty(); }

// "|---|:--:|" between a head and its rows.
bool is_rule(std::string_view line) {
    return line.find("--") != std::string_view::npos && line.find_first_not_of("|+-=: \t") == std::string_view::npos;
}

std::optional<found_table> barred_at(const lines_view& lines, std::size_t i) {
    const auto bars = count_of(lines[i], '|');
    if (bars < fewest_bars || is_rule(lines[i])) return std::nullopt;
    found_table found{i, {}};
    for (; found.end < lines.size(); ++found.end) {
        const auto line = lines[found.end];
        if (is_rule(line)) continue;
        if (count_of(line, '|') != bars) break;
        auto text = base::trimmed(line);
        if (text.starts_with('|')) text.remove_prefix(1);
        if (text.ends_with('|')) text.remove_suffix(1);
        found.rows.emplace_back();
        for (const auto cell : base::split(text, '|'))
            found.rows.back().push_back(base::squeezed(cell));
    }
    return found.rows.size() < 2 ? std::nullopt : std::optional{std::move(found)};
}

// Cells of a line as spreadsheets write them; one that holds a semicolon stands in quotes.
cells values_of(std::string_view line) {
    cells all{{}};
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            all.back() += line[++i];
        else if (c == '"' && (quoted || all.back().empty()))
            quoted = !quoted;
        else if (c == ';' && !quoted)
            all.emplace_back();
        else
            all.back() += c;
    }
    for (auto& cell : all)
        cell = base::squeezed(cell);
    return all;
}

// Semicolons part a sentence's clauses too: the first line must be the head of columns.
bool is_head(const cells& row) {
    return std::all_of(row.begin(), row.end(), [](const std::string& cell) {
        const auto text = base::to_utf32(cell);
        return !text.empty() && text.size() <= longest_head_cell && base::fold_case(text.front()) != text.front() &&
               cell.find('.') == std::string::npos;
    });
}

std::optional<found_table> valued_at(const lines_view& lines, std::size_t i) {
    if (count_of(lines[i], ';') < fewest_semicolons) return std::nullopt;
    found_table found{i + 1, {values_of(lines[i])}};
    if (!is_head(found.rows.front())) return std::nullopt;
    for (; found.end < lines.size() && !is_blank(lines[found.end]); ++found.end) {
        auto row = values_of(lines[found.end]);
        if (row.size() != found.rows.front().size()) break;
        found.rows.push_back(std::move(row));
    }
    return found.rows.size() < 3 ? std::nullopt : std::optional{std::move(found)};
}

void add_line(std::string& cell, std::u32string_view part) {
    const auto text = base::squeezed(base::to_utf8(part));
    // "pendlar-" and on the next line "parkeringen"
    const bool broken = cell.size() > 1 && cell.ends_with('-') && cell[cell.size() - 2] != ' ' && !text.empty() &&
                        text.front() >= 'a' && text.front() <= 'z' && !text.starts_with("och ");
    if (broken) {
        cell.pop_back();
        cell += text;
        return;
    }
    if (!cell.empty() && !text.empty()) cell += ' ';
    cell += text;
}

// What stands from each edge to the next.
void add_by_edges(cells& row, std::string_view line, const std::vector<std::size_t>& edges) {
    const auto text = base::to_utf32(line);
    row.resize(edges.size());
    for (std::size_t c = 0; c < edges.size() && edges[c] < text.size(); ++c) {
        const auto end = c + 1 < edges.size() ? std::min(edges[c + 1], text.size()) : text.size();
        add_line(row[c], std::u32string_view{text}.substr(edges[c], end - edges[c]));
    }
}

// Where each run of dashes begins; empty where the line holds anything else.
std::vector<std::size_t> dashes_in(std::string_view line) {
    if (line.find_first_not_of("- ") != std::string_view::npos) return {};
    std::vector<std::size_t> begins;
    for (std::size_t at = line.find('-'); at != std::string_view::npos;) {
        const auto end = std::min(line.find(' ', at), line.size());
        if (end - at < fewest_dashes) return {};
        begins.push_back(at);
        at = line.find('-', end);
    }
    return begins;
}

bool begins_small(const std::string& cell) {
    const auto text = base::to_utf32(cell.substr(0, 4));
    return !text.empty() && base::fold_case(text.front()) == text.front();
}

// Whether a line holds more of the cells above it: nothing in the first column and little beside it, or nothing but
// small letters and numbers.
bool goes_on(const cells& line, const cells& above) {
    std::size_t filled = 0, small = 0;
    for (const auto& cell : line) {
        filled += !cell.empty();
        small += !cell.empty() && begins_small(cell);
    }
    for (std::size_t c = 0; c < line.size(); ++c)
        if (!line[c].empty() && above[c].empty()) return false;
    if (line.front().empty()) return filled * 2 <= line.size() || small == filled;
    return filled == small && filled < line.size() && !begins_small(above.front());
}

// Columns under dashes; with a line of dashes above the head, empty lines part the rows, else each line is one.
std::optional<found_table> ruled_at(const lines_view& lines, std::size_t i) {
    const bool tall = dashes_in(lines[i]).size() == 1;
    const auto first = tall ? i + 1 : i;
    auto ruler = first;
    const auto highest = tall ? most_head_lines : 1;
    while (ruler < lines.size() && ruler - first <= highest && !is_blank(lines[ruler]) &&
           dashes_in(lines[ruler]).empty())
        ++ruler;
    if (ruler == first || ruler >= lines.size()) return std::nullopt;
    const auto edges = dashes_in(lines[ruler]);
    if (edges.size() < 2) return std::nullopt;
    found_table found{ruler + 1, {{}}};
    for (auto k = first; k < ruler; ++k)
        add_by_edges(found.rows.front(), lines[k], edges);
    bool open = false;
    bool closed = false; // by a line of dashes, which a table with lines of dashes above its head must have
    for (; found.end < lines.size() && found.end - ruler < most_lines; ++found.end) {
        const auto line = lines[found.end];
        closed = !dashes_in(line).empty();
        if (closed || (is_blank(line) && !tall)) break;
        if (is_blank(line)) {
            open = false;
            continue;
        }
        cells row;
        add_by_edges(row, line, edges);
        const bool more = tall ? open : found.rows.size() > 1 && goes_on(row, found.rows.back());
        if (more)
            add_by_edges(found.rows.back(), line, edges);
        else
            found.rows.push_back(std::move(row));
        open = true;
    }
    found.end += closed;
    if (found.rows.size() < 2 || (tall && !closed)) return std::nullopt;
    return found;
}

// Where the corners of "+----+====+" stand; empty where the line is none.
std::vector<std::size_t> corners_in(std::string_view line) {
    const auto from = line.find_first_not_of(' ');
    const auto text = base::trimmed(line);
    if (!text.starts_with("+-") && !text.starts_with("+=") && !text.starts_with("+:")) return {};
    if (!text.ends_with('+') || text.find_first_not_of("+-=:") != std::string_view::npos) return {};
    std::vector<std::size_t> corners;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '+') corners.push_back(from + at);
    return corners;
}

// What stands in each column of a line of a grid, without its bars.
std::vector<std::u32string> parts_by(const std::vector<std::size_t>& corners, std::string_view line) {
    auto text = base::to_utf32(line);
    for (const auto at : corners)
        if (at < text.size() && (text[at] == U'|' || text[at] == U'+')) text[at] = U' ';
    std::vector<std::u32string> parts(corners.size() - 1);
    for (std::size_t c = 0; c < parts.size() && corners[c] < text.size(); ++c) {
        const auto end = c + 1 < parts.size() ? std::min(corners[c + 1], text.size()) : text.size();
        parts[c] = text.substr(corners[c], end - corners[c]);
    }
    return parts;
}

// "|          +-----+-----+": a line between rows, which a cell that spans them stops.
bool is_partial_rule(std::string_view line) {
    const auto text = base::trimmed(line);
    if (text.find("+--") == std::string_view::npos && text.find("--+") == std::string_view::npos) return false;
    return (text.front() == '|' || text.front() == '+') && (text.back() == '|' || text.back() == '+');
}

bool is_drawn(std::u32string_view part) {
    return part.find(U'-') != std::u32string_view::npos &&
           part.find_first_not_of(U" -=+:") == std::u32string_view::npos;
}

// The rows of a grid as its lines are read; a cell that spans several rows stands in each of them, as long as all that
// is repeated is a few times what was written: a hostile grid must not grow by its square.
class grid {
  public:
    explicit grid(std::vector<std::size_t> corners) : corners_{std::move(corners)} { begin({}); }

    void add_rule() { begin({}); }

    void add_partial_rule(std::string_view line) {
        const auto parts = parts_by(corners_, line);
        begin(parts);
        put(parts, true);
    }

    void add_text(std::string_view line) {
        put(parts_by(corners_, line), false);
        written_ += line.size();
        filled_.back() = true;
    }

    std::vector<cells> rows() && {
        std::vector<cells> made;
        auto left = written_ * most_repeated;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (!filled_[r]) continue;
            made.push_back(rows_[r]); // the cells of those below may be owned by it
            for (std::size_t c = 0; c < corners_.size() - 1; ++c) {
                const auto& cell = rows_[owners_[r][c]][c];
                if (owners_[r][c] == r || cell.size() > left) continue;
                left -= cell.size();
                made.back()[c] = cell;
            }
        }
        return made;
    }

  private:
    // A row below a line; where that has text or nothing instead of dashes the cell above goes on.
    void begin(const std::vector<std::u32string>& parts) {
        const auto row = rows_.size();
        std::vector<std::size_t> owners(corners_.size() - 1, row);
        for (std::size_t c = 0; row > 0 && c < parts.size(); ++c)
            if (!is_drawn(parts[c])) owners[c] = owners_.back()[c];
        rows_.emplace_back(corners_.size() - 1);
        owners_.push_back(std::move(owners));
        filled_.push_back(false);
    }

    void put(const std::vector<std::u32string>& parts, bool of_rule) {
        for (std::size_t c = 0; c < parts.size(); ++c)
            if (!of_rule || !is_drawn(parts[c])) add_line(rows_[owners_.back()[c]][c], parts[c]);
    }

    std::vector<std::size_t> corners_;
    std::vector<cells> rows_;
    std::vector<std::vector<std::size_t>> owners_; // the row that holds the text of each cell
    std::vector<bool> filled_;
    std::size_t written_ = 0; // bytes of its lines of text
};

std::optional<found_table> grid_at(const lines_view& lines, std::size_t i) {
    auto corners = corners_in(lines[i]);
    if (corners.size() < 3 || corners.size() > most_corners) return std::nullopt;
    grid read{std::move(corners)};
    auto end = i + 1;
    for (; end < lines.size() && end - i < most_lines; ++end) {
        const auto line = lines[end];
        if (!corners_in(line).empty())
            read.add_rule();
        else if (!base::trimmed(line).empty() && is_partial_rule(line))
            read.add_partial_rule(line);
        else if (base::trimmed(line).starts_with('|'))
            read.add_text(line);
        else
            break;
    }
    found_table found{end, std::move(read).rows()};
    return found.rows.size() < 2 ? std::nullopt : std::optional{std::move(found)};
}

template <class Find, class Put>
std::string with_tables(std::string_view text, Find find, Put put_table) {
    const auto lines = base::split(text, '\n');
    std::string made;
    for (std::size_t i = 0; i < lines.size();) {
        if (const auto found = find(lines, i)) {
            put_table(made, found->rows);
            i = found->end;
        } else {
            made.append(lines[i++]).append(1, '\n');
        }
    }
    made.pop_back(); // the text had one line end less than lines
    return made;
}

} // namespace

// "│" and "║" that a program draws between cells are bars; lines that it draws between rows say nothing.
static std::string with_plain_bars(std::string text) {
    constexpr std::string_view box = "\xE2\x94"; // U+2500 to U+253F, and with the next byte U+257F
    if (text.find(box) == std::string::npos && text.find("\xE2\x95") == std::string::npos) return text;
    std::string made;
    bool first = true;
    for (const auto line : base::split(text, '\n')) {
        const auto letters = base::to_utf32(line);
        const auto drawn = [](char32_t c) { return c >= 0x2500 && c <= 0x257F; };
        const bool rule =
            std::any_of(letters.begin(), letters.end(), drawn) &&
            std::all_of(letters.begin(), letters.end(), [&](char32_t c) { return drawn(c) || c == U' '; });
        if (rule) continue;
        std::u32string plain;
        for (const auto c : letters)
            plain += c == 0x2502 || c == 0x2503 || c == 0x2551 ? U'|' : c;
        made.append(first ? 0 : 1, '\n').append(base::to_utf8(plain));
        first = false;
    }
    return made;
}

std::string with_typed_rows(std::string text) {
    text = with_plain_bars(std::move(text));
    if (text.find_first_of("|;") == std::string::npos && text.find("---") == std::string::npos) return text;
    const auto find = [](const lines_view& lines, std::size_t i) -> std::optional<found_table> {
        if (auto grid = grid_at(lines, i)) return grid;
        if (auto ruled = ruled_at(lines, i)) return ruled;
        if (auto barred = barred_at(lines, i)) return barred;
        return valued_at(lines, i);
    };
    return with_tables(text, find, [](std::string& made, const std::vector<cells>& rows) {
        for (const auto& row : rows) {
            for (std::size_t c = 0; c < row.size(); ++c)
                made.append(c == 0 ? 0 : 1, '\t').append(row[c]);
            made += '\n';
        }
    });
}

std::string with_barred_tables(std::string text) {
    if (text.find("---") == std::string::npos) return text;
    const auto find = [](const lines_view& lines, std::size_t i) {
        auto grid = grid_at(lines, i);
        return grid ? std::move(grid) : ruled_at(lines, i);
    };
    return with_tables(text, find, [](std::string& made, const std::vector<cells>& rows) {
        made += '\n';
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (const auto& cell : rows[r]) {
                made += "| ";
                for (const char c : cell)
                    made.append(c == '|' ? 1 : 0, '\\').append(1, c);
                made += ' ';
            }
            made += "|\n";
            if (r > 0) continue;
            for (std::size_t c = 0; c < rows[r].size(); ++c)
                made += "|---";
            made += "|\n";
        }
        made += '\n';
    });
}

} // namespace intake
