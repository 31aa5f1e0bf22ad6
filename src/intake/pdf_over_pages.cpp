#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>

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

// A row that a page's end cut in two: its first column is empty, or most of its cells go on in the middle of a
// sentence. A cell that could not be cut stands whole on the next page.
bool is_rest(const cells& above, const cells& below) {
    if (above.size() != below.size() || below.size() < 2) return false;
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

} // namespace

bool join_over_page(table& above, table& below) {
    const auto repeated = repeated_rows(above, below);
    if (above.rows.size() <= repeated || below.rows.size() <= repeated) return false;
    if (repeated == 0 && !same_columns(above, below)) return false;
    const auto first = below.rows.begin() + static_cast<std::ptrdiff_t>(repeated);
    if (!is_rest(above.rows.back(), *first)) return false;
    for (std::size_t c = 0; c < first->size(); ++c)
        append_line(above.rows.back()[c].text, (*first)[c].text);
    below.rows.erase(below.rows.begin(), first + 1);
    if (repeated == 0) return below.rows.empty();
    above.edges = below.edges;
    std::move(below.rows.begin(), below.rows.end(), std::back_inserter(above.rows));
    return true;
}

} // namespace intake::pdf
