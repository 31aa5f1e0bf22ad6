#include "intake/pdf_columns.hpp"

#include "intake/pdf_prose.hpp"
#include "intake/pdf_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

// Columns without ruled lines: a river of white runs down between words. Words that begin at one place below each other
// make it a column even where the river is narrow; a wide river needs no such help.
namespace intake::pdf {
namespace {

constexpr double wide = 0.9;       // of the font's size: no space between words of one text is so wide
constexpr double aligned = 1.2;    // points
constexpr double narrowest = 1.2;  // points
constexpr double far_apart = 3.5;  // of the font's size: what stands so far below belongs to something else
constexpr double blank_line = 2.2; // of the font's size
constexpr std::size_t most_lines = 1500;

struct span {
    double from = 0, to = 0;
    double width() const { return to - from; }
};

// "1." "a)": a mark at the start of a line, whose gap parts no columns.
bool is_mark(const std::string& text) {
    if (is_bullet_sign(text)) return true;
    return text.size() <= 4 && (text.ends_with('.') || text.ends_with(')')) && text != "...";
}

// The spaces of a justified line are wide, and all as wide.
bool is_justified(const line& l) {
    if (l.words.size() < 4) return false;
    double least = 1e9;
    double most = 0;
    for (std::size_t i = 1; i < l.words.size(); ++i) {
        const auto gap = l.words[i].x0 - l.words[i - 1].x1;
        least = std::min(least, gap);
        most = std::max(most, gap);
    }
    return least > 0 && most < 1.2 * least;
}

// Where a line leaves the span free, what it leaves of it, and whether it has words on both sides.
struct passage {
    span free;
    bool has_left = false, has_right = false;
    bool parted = false; // the words at both sides are plainly apart, or the right one begins where the others do
};

passage pass(const line& l, span through, double begins) {
    passage best;
    for (std::size_t i = 0; i <= l.words.size(); ++i) {
        const span gap{i == 0 ? -1e9 : l.words[i - 1].x1, i == l.words.size() ? 1e9 : l.words[i].x0};
        const span free{std::max(gap.from, through.from), std::min(gap.to, through.to)};
        if (free.width() <= best.free.width()) continue;
        best = {free, i > 0, i < l.words.size(), true};
        if (best.has_left && best.has_right) best.parted = is_wide(l, i) || std::abs(l.words[i].x0 - begins) <= aligned;
    }
    return best;
}

struct region {
    std::size_t first = 0, last = 0; // lines, both included
    span river;
    int two_sided = 0;
};

region grow(const std::vector<line>& lines, std::size_t from, span gap) {
    region grown{from, from, gap, 1};
    const double begins = gap.to;
    const double size = lines[from].size;
    for (auto k = from + 1; k < lines.size(); ++k) {
        const auto down = lines[k].y - lines[k - 1].y;
        if (down > far_apart * size) break;
        const auto way = pass(lines[k], grown.river, begins);
        if (way.free.width() < std::max(narrowest, 0.12 * size) || !way.parted) break;
        const bool only_left = way.has_left && !way.has_right;
        if (only_left && (lines[k].size > 1.15 * size || down > blank_line * size)) break;
        grown.river = way.free;
        if (way.has_left && way.has_right) {
            grown.last = k;
            ++grown.two_sided;
        }
    }
    return grown;
}

// The last row's longest cell goes on below its other cells; a cell in the middle of a tall row has lines above it.
void extend(const std::vector<line>& lines, std::size_t begin, region& r) {
    const auto belongs = [&](const line& l, const line& next_to) {
        const auto way = pass(l, r.river, r.river.to);
        const bool one_sided = way.has_left != way.has_right;
        const double tight = way.has_right ? 1.6 : 1.45;
        return one_sided && way.free.width() >= narrowest && std::abs(l.y - next_to.y) <= tight * l.size &&
               std::abs(l.size - next_to.size) < 0.1 * l.size && (way.has_right || l.bold == next_to.bold);
    };
    while (r.last + 1 < lines.size() && belongs(lines[r.last + 1], lines[r.last]))
        ++r.last;
    // What stands above a table's first row is its heading, unless it is as near as lines of one text are.
    const auto near_above = [&](std::size_t k) { return lines[k + 1].y - lines[k].y < 1.45 * lines[k].size; };
    while (r.first > begin && near_above(r.first - 1) && belongs(lines[r.first - 1], lines[r.first]))
        --r.first;
}

std::optional<region> best_region(const std::vector<line>& lines, std::size_t begin) {
    std::optional<region> best;
    for (auto i = begin; i < lines.size(); ++i) {
        if (best && i > best->last) break; // regions are taken from the top
        const auto& words = lines[i].words;
        for (std::size_t w = 0; w + 1 < words.size(); ++w) {
            if (is_bullet_sign(words[w].text) || (w == 0 && is_mark(words[w].text))) continue;
            if (!is_wide(lines[i], w + 1)) continue;
            auto found = grow(lines, i, {words[w].x1, words[w + 1].x0});
            if (found.two_sided < 2) continue;
            if (!best || found.two_sided > best->two_sided) best = found;
        }
    }
    if (best) extend(lines, begin, *best);
    return best;
}

// What is white through all lines, with words on both sides.
std::vector<span> white_through(const std::vector<line>& lines) {
    std::vector<span> taken;
    for (const auto& l : lines)
        for (const auto& w : l.words)
            taken.push_back({w.x0, w.x1});
    std::sort(taken.begin(), taken.end(), [](const span& a, const span& b) { return a.from < b.from; });
    std::vector<span> white;
    double reach = taken.empty() ? 0 : taken.front().to;
    for (const auto& t : taken) {
        if (t.from - reach >= narrowest) white.push_back({reach, t.from});
        reach = std::max(reach, t.to);
    }
    return white;
}

// Counts the lines that have words to the right of the river, and those of them that begin at its edge.
bool is_edge(const std::vector<line>& lines, const span& river, double until) {
    int all = 0;
    int at_edge = 0;
    for (const auto& l : lines)
        for (const auto& w : l.words) {
            if (w.x0 < river.to - 0.1 || w.x0 >= until) continue;
            ++all;
            if (w.x0 - river.to <= aligned) ++at_edge;
            break;
        }
    return at_edge >= 3 && at_edge * 10 >= all * 9;
}

// After a bullet the white is an indent, not a river.
bool is_indent(const std::vector<line>& lines, const span& river) {
    for (const auto& l : lines)
        for (std::size_t i = 0; i < l.words.size(); ++i)
            if (l.words[i].x1 <= river.from + 0.1 && (i + 1 == l.words.size() || l.words[i + 1].x0 >= river.to - 0.1) &&
                l.words[i].x1 > river.from - 3 && !is_bullet_sign(l.words[i].text))
                return false;
    return true;
}

std::vector<double> column_edges(const std::vector<line>& lines, double size) {
    std::vector<double> edges{1e9};
    for (const auto& l : lines)
        edges[0] = std::min(edges[0], l.x0);
    const auto white = white_through(lines);
    for (std::size_t i = 0; i < white.size(); ++i) {
        if (is_indent(lines, white[i])) continue;
        const auto until = i + 1 < white.size() ? white[i + 1].to : 1e9;
        if (white[i].width() >= wide * size || is_edge(lines, white[i], until)) edges.push_back(white[i].to);
    }
    return edges;
}

void put_prose(const std::vector<line>& lines, const std::vector<double>& edges, std::vector<item>& into) {
    for (std::size_t c = 0; c < edges.size(); ++c) {
        auto inside = column_lines(lines, edges, c);
        set_column(inside);
        auto items = find_columns(std::move(inside), {});
        std::move(items.begin(), items.end(), std::back_inserter(into));
    }
}

void put_region(const std::vector<line>& lines, const rules& drawn, std::vector<item>& into) {
    const auto edges = column_edges(lines, lines.front().size);
    if (edges.size() < 2) {
        for (const auto& l : lines)
            into.push_back({l.y, l});
        return;
    }
    auto made = make_table(lines, edges, drawn);
    if (are_columns_of_text(lines, edges, made.rows.size())) return put_prose(lines, edges, into);
    into.push_back({made.y0, std::move(made)});
}

} // namespace

bool is_wide(const line& l, std::size_t right) {
    const auto& a = l.words[right - 1];
    const auto& b = l.words[right];
    const auto gap = b.x0 - a.x1;
    return gap >= wide * std::min(a.size, b.size) && gap >= narrowest && !is_justified(l);
}

void set_column(std::vector<line>& lines) {
    double right = 0;
    double left = 1e9;
    for (const auto& l : lines) {
        right = std::max(right, l.x1);
        left = std::min(left, l.x0);
    }
    for (auto& l : lines) {
        l.right = right;
        l.left = left;
    }
    if (!lines.empty()) lines.front().first = true;
}

bool is_bullet_sign(const std::string& text) {
    // The last three are Symbol's and Wingdings' own places for a dot, a square and a dash.
    constexpr std::array<std::string_view, 14> signs{
        "•", "◦", "▪", "●", "‣", "–", "-", "·", "■", "□", "→", "\xEF\x82\xB7", "\xEF\x82\xA7", "\xEF\x80\xAD"};
    return std::find(signs.begin(), signs.end(), text) != signs.end();
}

std::vector<line> column_lines(const std::vector<line>& lines, const std::vector<double>& edges, std::size_t column) {
    const double from = column == 0 ? -1e9 : edges[column] - 0.1;
    const double to = column + 1 < edges.size() ? edges[column + 1] - 0.1 : 1e9;
    std::vector<line> inside;
    for (const auto& l : lines) {
        std::vector<word> words;
        for (const auto& w : l.words)
            if (w.x0 >= from && w.x0 < to) words.push_back(w);
        if (!words.empty()) inside.push_back(make_line(std::move(words)));
    }
    return inside;
}

std::vector<item> find_columns(std::vector<line> lines, const rules& drawn) {
    std::vector<item> items;
    std::size_t at = 0;
    const auto put_lines = [&](std::size_t until) {
        for (; at < until; ++at)
            items.push_back({lines[at].y, lines[at]});
    };
    while (at < lines.size() && lines.size() <= most_lines) {
        const auto found = best_region(lines, at);
        if (!found) break;
        put_lines(found->first);
        const auto first = lines.begin() + static_cast<std::ptrdiff_t>(found->first);
        put_region({first, lines.begin() + static_cast<std::ptrdiff_t>(found->last) + 1}, drawn, items);
        at = found->last + 1;
    }
    put_lines(lines.size());
    return items;
}

bool may_hold_table(const std::vector<word>& words) {
    int parted = 0;
    for (const auto& l : lines_of(words))
        for (std::size_t i = 0; i + 1 < l.words.size(); ++i) {
            if (is_mark(l.words[i].text) && (i == 0 || is_bullet_sign(l.words[i].text))) continue;
            if (l.words[i + 1].x0 - l.words[i].x1 < 0.5 * l.size) continue;
            ++parted;
            break;
        }
    return parted >= 1;
}

} // namespace intake::pdf
