#include "intake/pdf_prose.hpp"

#include "intake/pdf_columns.hpp"
#include "intake/pdf_rows.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace intake::pdf {
namespace {

struct span {
    double from = 0, to = 0;
};

// Two or three columns of running text: their lines are full, and no rows run through them.
bool is_prose(const std::vector<line>& lines, const std::vector<double>& edges, std::size_t rows) {
    if (edges.size() > 3 || lines.size() < 6 * rows) return false;
    for (std::size_t c = 0; c < edges.size(); ++c) {
        const auto inside = column_lines(lines, edges, c);
        if (inside.size() < 5) return false;
        // Beside a table's tall rows its first column is empty; a column of text ends before its neighbour at the end
        // only.
        if (c + 1 < edges.size() && inside.size() * 2 < lines.size()) return false;
        double widest = 0;
        double sum = 0;
        for (const auto& l : inside) {
            widest = std::max(widest, l.x1 - l.x0);
            sum += l.x1 - l.x0;
        }
        if (sum < 0.6 * widest * static_cast<double>(inside.size()) || widest < 8 * lines.front().size) return false;
    }
    return true;
}

// The first and last lines of what stands together in a column.
struct paragraph {
    double top = 0, bottom = 0;
};

std::vector<paragraph> paragraphs_of(const std::vector<line>& lines) {
    std::vector<double> steps;
    for (std::size_t i = 1; i < lines.size(); ++i)
        steps.push_back(lines[i].y - lines[i - 1].y);
    if (steps.empty()) return {};
    auto sorted = steps;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    std::vector<paragraph> all{{lines.front().y, lines.front().y}};
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (steps[i - 1] > 1.2 * *middle)
            all.push_back({lines[i].y, lines[i].y});
        else
            all.back().bottom = lines[i].y;
    }
    return all;
}

// How many paragraphs stand beside one of the other column as cells of a row do: at one height, or middle to middle.
std::size_t count_beside(const std::vector<paragraph>& left, const std::vector<paragraph>& right, double size) {
    const auto same = [&](double a, double b) { return std::abs(a - b) < 0.25 * size; };
    return static_cast<std::size_t>(std::count_if(right.begin(), right.end(), [&](const paragraph& r) {
        return std::any_of(left.begin(), left.end(), [&](const paragraph& l) {
            return same(l.top, r.top) || same(l.top + l.bottom, r.top + r.bottom);
        });
    }));
}

bool has_running_text(const std::vector<line>& lines) {
    double right = 0;
    for (const auto& l : lines)
        right = std::max(right, l.x1);
    std::size_t wrapped = 0;
    for (std::size_t i = 1; i < lines.size(); ++i)
        wrapped += lines[i - 1].x1 - lines[i - 1].x0 > 12 * lines[i].size && begins_small(lines[i]) &&
                   was_full(lines[i - 1], lines[i], right);
    return wrapped >= 4;
}

// The sentence at the foot of the left column goes on at the top of the right one.
bool flows_on(const std::vector<line>& left, const std::vector<line>& right) {
    const auto& end = left.back().words.back().text;
    return begins_small(right.front()) && std::string_view{".!?:;"}.find(end.back()) == std::string_view::npos &&
           has_running_text(left) && has_running_text(right);
}

// Whether the words stand in columns again.
bool is_parted(const std::vector<line>& lines) {
    const auto parted = std::count_if(lines.begin(), lines.end(), [](const line& l) {
        for (std::size_t i = is_bullet_sign(l.words.front().text) ? 2 : 1; i < l.words.size(); ++i)
            if (is_wide(l, i)) return true;
        return false;
    });
    return static_cast<std::size_t>(parted) * 4 > lines.size();
}

// Two columns of text with headings and lists in them: a sentence runs from one to the other, or their paragraphs do
// not stand beside each other.
bool is_text_beside_text(const std::vector<line>& lines, const std::vector<double>& edges) {
    if (edges.size() != 2) return false;
    const auto left = column_lines(lines, edges, 0);
    const auto right = column_lines(lines, edges, 1);
    if (left.size() < 5 || right.size() < 5 || !(has_running_text(left) || has_running_text(right))) return false;
    if (is_parted(left) || is_parted(right)) return false;
    if (flows_on(left, right)) return true;
    const auto a = paragraphs_of(left);
    const auto b = paragraphs_of(right);
    const auto fewer = std::min(a.size(), b.size());
    return fewer >= 3 && count_beside(a, b, lines.front().size) * 2 <= fewer;
}

// Where a column may begin: places at which some words begin after a wide gap, or many words, since the lines of two
// columns need not stand at the same heights.
std::vector<double> column_starts(const std::vector<word>& words) {
    std::map<long, int> begun;
    for (const auto& l : lines_of(words))
        for (std::size_t i = 1; i < l.words.size(); ++i)
            if (is_wide(l, i)) begun[std::lround(l.words[i].x0)] += 3;
    for (const auto& w : words)
        ++begun[std::lround(w.x0)];
    std::vector<double> starts;
    for (const auto& [x, weight] : begun)
        if (weight >= 8) starts.push_back(static_cast<double>(x) - 1);
    return starts;
}

// The font's size that half of the words have at most: a heading's is larger.
double usual_size(const std::vector<word>& words) {
    std::vector<double> sizes;
    for (const auto& w : words)
        sizes.push_back(w.size);
    if (sizes.empty()) return 0;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::nth_element(sizes.begin(), middle, sizes.end());
    return *middle;
}

// The stretches of the page through which white runs down left of `x`: [from, to) by the words' middles.
std::vector<span> stretches(const std::vector<word>& words, double x) {
    const auto usual = usual_size(words);
    std::vector<double> blocked{-1e9, 1e9};
    for (const auto& w : words)
        if (w.x0 < x && w.x1 > x - 0.7 * std::min(w.size, usual)) blocked.push_back(w.middle());
    std::sort(blocked.begin(), blocked.end());
    std::vector<span> all;
    for (std::size_t i = 1; i < blocked.size(); ++i)
        if (blocked[i] - blocked[i - 1] > 50) all.push_back({blocked[i - 1] + 4, blocked[i] - 4});
    return all;
}

column_split split_at(std::vector<word>& words, span stretch, double x) {
    column_split made{x, {}, {}, {}, {}};
    for (auto& w : words) {
        auto& into = w.middle() <= stretch.from ? made.above
                     : w.middle() >= stretch.to ? made.below
                     : w.x0 < x                 ? made.left
                                                : made.right;
        into.push_back(std::move(w));
    }
    return made;
}

// Lines at both sides, and those at the right begin where the other pages' columns do.
bool stand_at(const std::vector<line>& left, const std::vector<line>& right, double x) {
    const auto at_edge = std::count_if(right.begin(), right.end(), [&](const line& l) { return l.x0 - x < 2.5; });
    return left.size() >= 2 && at_edge >= 2 && static_cast<std::size_t>(at_edge) * 2 > right.size();
}

bool are_columns(const std::vector<line>& lines, double left, double x, bool known) {
    const std::vector<double> edges{left, x};
    if (known) return stand_at(column_lines(lines, edges, 0), column_lines(lines, edges, 1), x);
    return are_columns_of_text(lines, edges, make_table(lines, edges, {}).rows.size());
}

std::optional<column_split> split_where(std::vector<word>& words, double x, bool known) {
    for (const auto& stretch : stretches(words, x)) {
        std::vector<word> inside;
        double left = 1e9;
        for (const auto& w : words)
            if (w.middle() > stretch.from && w.middle() < stretch.to) {
                inside.push_back(w);
                left = std::min(left, w.x0);
            }
        if ((inside.size() < 30 && !known) || left >= x) continue;
        if (are_columns(lines_of(std::move(inside)), left, x, known)) return split_at(words, stretch, x);
    }
    return std::nullopt;
}

} // namespace

bool are_columns_of_text(const std::vector<line>& lines, const std::vector<double>& edges, std::size_t rows) {
    return is_prose(lines, edges, rows) || is_text_beside_text(lines, edges);
}

std::optional<column_split> split_columns(std::vector<word>& words, const std::vector<double>& known) {
    for (const double x : column_starts(words))
        if (auto split = split_where(words, x, false)) return split;
    for (const double x : known)
        if (auto split = split_where(words, x, true)) return split;
    return std::nullopt;
}

} // namespace intake::pdf
