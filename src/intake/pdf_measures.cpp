#include "intake/pdf_measures.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace intake::pdf {
namespace {

constexpr std::size_t enough_wrapped = 3; // lines that were plainly broken, to say how
constexpr std::size_t most_indent = 3;    // letters that were counted and are not seen: spaces at the start of a line
constexpr double margin_letters = 0.6;    // a line of a text that is broken by count has at least so many of the most

// Words so far apart are no line of running text.
bool is_parted(const line& l) {
    for (std::size_t i = 2; i < l.words.size(); ++i)
        if (l.words[i].x0 - l.words[i - 1].x1 > 2 * l.size) return true;
    return false;
}

std::size_t letters_in(const std::string& text) { return base::to_utf32(text).size(); }

struct neighbours {
    const line* above = nullptr;
    const line* below = nullptr;
};

// Lines of which the second goes on where the first was broken.
std::vector<neighbours> wrapped_in(const std::vector<page>& pages) {
    std::vector<neighbours> all;
    for (const auto& p : pages)
        for (std::size_t i = 1; i < p.items.size(); ++i) {
            const auto* a = std::get_if<line>(&p.items[i - 1].what);
            const auto* b = std::get_if<line>(&p.items[i].what);
            if (a != nullptr && b != nullptr && begins_small(*b) && std::abs(a->size - b->size) < 0.5)
                all.push_back({a, b});
        }
    return all;
}

double usual_leading(const std::vector<neighbours>& wrapped, double otherwise) {
    std::vector<double> ratios;
    for (const auto& [a, b] : wrapped) {
        const auto ratio = (b->y - a->y) / a->size;
        if (ratio > 0.8 && ratio < 2.5) ratios.push_back(ratio);
    }
    if (ratios.size() < enough_wrapped) return otherwise;
    std::nth_element(ratios.begin(), ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2), ratios.end());
    return ratios[ratios.size() / 2];
}

bool is_full_of_letters(const line& l, const line& next, std::size_t most) {
    return letters_in(text_of(l)) + 1 + letters_in(next.words.front().text) + most_indent > most;
}

// In letters of different widths lines that were broken by their count end at different places; then the count is full
// where the width is not.
std::size_t most_letters(const std::vector<neighbours>& wrapped, double right) {
    std::size_t most = 0;
    for (const auto& [a, b] : wrapped)
        if (a->right == 0) most = std::max({most, letters_in(text_of(*a)), letters_in(text_of(*b))});
    std::size_t short_of_right = 0;
    std::size_t full = 0;
    for (const auto& [a, b] : wrapped) {
        const auto here = letters_in(text_of(*a));
        if (a->right > 0 || static_cast<double>(here) < margin_letters * static_cast<double>(most)) continue;
        if (pdf::was_full(*a, *b, right)) continue;
        ++short_of_right;
        full += is_full_of_letters(*a, *b, most);
    }
    return short_of_right >= enough_wrapped && full * 10 >= short_of_right * 8 ? most : 0;
}

} // namespace

measures measure(const std::vector<page>& pages) {
    measures found;
    std::map<long, std::size_t> letters;
    for (const auto& p : pages)
        for (const auto& i : p.items)
            if (const auto* l = std::get_if<line>(&i.what)) {
                if (l->right == 0 && !i.in_margin && !is_parted(*l)) found.right = std::max(found.right, l->x1);
                for (const auto& w : l->words)
                    letters[std::lround(w.size * 2)] += w.text.size();
            }
    const auto most = std::max_element(letters.begin(), letters.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != letters.end()) found.body = static_cast<double>(most->first) / 2;
    const auto wrapped = wrapped_in(pages);
    found.leading = usual_leading(wrapped, found.leading);
    found.letters = most_letters(wrapped, found.right);
    return found;
}

bool was_full(const line& l, const line& next, const measures& m) {
    if (pdf::was_full(l, next, l.right > 0 ? l.right : m.right)) return true;
    return m.letters > 0 && l.right == 0 && is_full_of_letters(l, next, m.letters);
}

} // namespace intake::pdf
