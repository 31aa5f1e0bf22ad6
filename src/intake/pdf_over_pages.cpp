#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace intake::pdf {
namespace {

using cells = std::vector<cell>;

constexpr double same_place = 6; // points
constexpr std::size_t most_head_rows = 3;

bool begins_small(const std::string& text) {
    const auto first = base::to_utf32(text.substr(0, 4));
    return !first.empty() && first.front() > U'9' && base::fold_case(first.front()) == first.front();
}

bool same_columns(const table& a, const table& b) {
    return a.edges.size() == b.edges.size() &&
           std::equal(a.edges.begin(), a.edges.end(), b.edges.begin(),
                      [](double x, double y) { return std::abs(x - y) <= same_place; });
}

bool same_text(const cells& a, const cells& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const cell& x, const cell& y) { return base::squeezed(x.text) == base::squeezed(y.text); });
}

// Says a cell that spans rows in each of them, so that rows can be held against each other.
void spread(table& t) {
    for (std::size_t r = 0; r < t.rows.size(); ++r)
        for (std::size_t c = 0; c < t.rows[r].size(); ++c) {
            const auto rows = std::exchange(t.rows[r][c].rows, 1);
            for (auto below = r + 1; below < r + rows && below < t.rows.size(); ++below) {
                auto copy = t.rows[r][c];
                auto& row = t.rows[below];
                row.insert(row.begin() + static_cast<std::ptrdiff_t>(std::min(c, row.size())), std::move(copy));
            }
        }
}

// Of a row that a page's end cut, some cells stand above the cut and all the others below it.
bool complete_each_other(const cells& above, const cells& below) {
    std::size_t here = 0;
    for (std::size_t c = 0; c < below.size(); ++c) {
        if (above[c].text.empty() == below[c].text.empty()) return false;
        here += !below[c].text.empty();
    }
    return here > 0 && here < below.size();
}

// A row that a page's end cut in two: its first column is empty, or most of its cells go on in the middle of a
// sentence, or it is the first that does. A cell that could not be cut stands whole on the next page.
bool is_rest(const cells& above, const cells& below) {
    if (above.size() != below.size() || below.size() < 2) return false;
    if (complete_each_other(above, below)) return true;
    if (begins_small(below.front().text) && !above.front().text.empty() && !begins_small(above.front().text))
        return true;
    std::size_t filled = 0;
    std::size_t filled_above = 0;
    std::size_t both = 0;
    std::size_t small = 0;
    for (std::size_t c = 0; c < below.size(); ++c) {
        filled_above += !above[c].text.empty();
        if (below[c].text.empty()) continue;
        ++filled;
        if (above[c].text.empty()) continue;
        ++both;
        small += begins_small(below[c].text);
    }
    if (small > 0 && small * 2 >= both) return true;
    // Short cells stayed above and the taller ones went below: together they are a row.
    const bool fits_gaps = both == 0 && filled_above >= 2 && filled_above + filled + 1 >= below.size();
    if (below.front().text.empty() && filled > 0 && fits_gaps) return true;
    return below.front().text.empty() && filled > 0 && filled == both && filled * 2 <= below.size();
}

std::size_t repeated_rows(const table& above, const table& below) {
    std::size_t n = 0;
    while (n < most_head_rows && n < above.rows.size() && n < below.rows.size() &&
           same_text(above.rows[n], below.rows[n]))
        ++n;
    return n;
}

// How many rows each cell spans.
std::vector<std::size_t> heights(const cells& row) {
    std::vector<std::size_t> all;
    for (const auto& c : row)
        all.push_back(c.rows);
    return all;
}

// A merged first cell is empty on the next page, where the rest of the row is there.
bool goes_on_merged(const cells& above, const cells& below) {
    if (above.size() != below.size() || !below.front().text.empty() || above.front().text.empty()) return false;
    const auto filled = std::count_if(below.begin(), below.end(), [](const cell& c) { return !c.text.empty(); });
    return static_cast<std::size_t>(filled) + 1 == below.size();
}

// What the row above says is said in the rows below its cut, as far as each cell spans.
void say_again(const cells& above, table& below, std::size_t first, const std::vector<std::size_t>& high) {
    for (std::size_t c = 0; c < high.size() && c < above.size(); ++c) {
        const bool empty = c == 0 && below.rows[first][c].text.empty();
        for (auto r = first + (empty ? 0 : 1); r < first + high[c] && r < below.rows.size(); ++r)
            if (c < below.rows[r].size()) below.rows[r][c].text = above[c].text;
    }
}

} // namespace

bool join_over_page(table& above, table& below) {
    const auto repeated = repeated_rows(above, below);
    if (above.rows.size() <= repeated || below.rows.size() <= repeated) return false;
    if (repeated == 0 && !same_columns(above, below)) return false;
    const auto high = heights(below.rows[repeated]);
    spread(above);
    spread(below);
    const auto first = below.rows.begin() + static_cast<std::ptrdiff_t>(repeated);
    auto& last = above.rows.back();
    if (!is_rest(last, *first)) {
        if (goes_on_merged(last, *first)) say_again(last, below, repeated, high);
        return false;
    }
    for (std::size_t c = 0; c < first->size(); ++c)
        append_over_page(last[c].text, (*first)[c].text);
    say_again(last, below, repeated, high);
    below.rows.erase(below.rows.begin(), first + 1);
    if (repeated == 0) return below.rows.empty();
    above.edges = below.edges;
    std::move(below.rows.begin(), below.rows.end(), std::back_inserter(above.rows));
    return true;
}

} // namespace intake::pdf
