#include "intake/pdf_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace intake::pdf {
namespace {

constexpr std::size_t shortest_across = 24; // points: longer than any letter of running text is wide
constexpr std::size_t shortest_down = 9;    // points: the height of a row of small print
constexpr double thickest = 4;              // a wider one is a coloured area
constexpr double near = 4;                  // two lines so near are one, drawn for each of two cells
constexpr double most_dark_beside = 0.4;    // of a line's length
constexpr double narrowest_column = 7;
constexpr std::size_t most_rules = 1500;

struct run {
    std::size_t place, from, to; // [from, to)
};

// Runs of dark pixels along one direction; `value(place, along)`.
template <class Value>
std::vector<run> runs_of(std::size_t places, std::size_t length, std::size_t shortest, Value is_dark) {
    std::vector<run> found;
    for (std::size_t place = 0; place < places; ++place)
        for (std::size_t at = 0; at < length;) {
            if (!is_dark(place, at)) {
                ++at;
                continue;
            }
            const auto from = at;
            while (at < length && is_dark(place, at))
                ++at;
            if (at - from >= shortest) found.push_back({place, from, at});
        }
    return found;
}

// Runs beside each other belong together where they are about as long: a letter that touches a line widens it not.
bool alike(const run& r, std::size_t from, std::size_t to) {
    if (r.from >= to || from >= r.to) return false;
    const auto common = std::min(r.to, to) - std::max(r.from, from);
    return common * 2 >= std::max(r.to - r.from, to - from);
}

// White letters on a dark ground leave dark strips between them, beside which it is dark between the letters too.
template <class Value>
bool is_ground(std::size_t place, std::size_t places, std::size_t from, std::size_t to, Value is_dark) {
    if (place >= places) return false; // beyond the paper
    std::size_t dark = 0;
    for (auto at = from; at < to; ++at)
        dark += is_dark(place, at);
    return static_cast<double>(dark) > most_dark_beside * static_cast<double>(to - from);
}

// Runs that lie beside each other are one line, if it is thin and stands on light ground.
template <class Value>
void add_rules(std::size_t places, std::size_t length, std::size_t shortest, std::vector<rule>& rules, Value is_dark) {
    const auto runs = runs_of(places, length, shortest, is_dark);
    struct growing {
        std::size_t first, last, from, to;
    };
    std::vector<growing> open;
    const auto close = [&](const growing& g) {
        if (static_cast<double>(g.last - g.first + 1) > thickest || rules.size() > most_rules) return;
        if (is_ground(g.first - 1, places, g.from, g.to, is_dark) ||
            is_ground(g.last + 1, places, g.from, g.to, is_dark))
            return;
        rules.push_back(
            {static_cast<double>(g.first + g.last + 1) / 2, static_cast<double>(g.from), static_cast<double>(g.to)});
    };
    for (const auto& r : runs) {
        std::erase_if(open, [&](const growing& g) {
            const bool over = g.last + 1 < r.place;
            if (over) close(g);
            return over;
        });
        const auto beside = std::find_if(open.begin(), open.end(), [&](const growing& g) {
            return g.last + 1 >= r.place && alike(r, g.from, g.to);
        });
        if (beside == open.end()) {
            open.push_back({r.place, r.place, r.from, r.to});
        } else {
            beside->last = r.place;
            beside->from = std::min(beside->from, r.from);
            beside->to = std::max(beside->to, r.to);
        }
    }
    for (const auto& g : open)
        close(g);
}

bool crosses(const rule& across, const rule& down) {
    return down.place >= across.from - near && down.place <= across.to + near && across.place >= down.from - near &&
           across.place <= down.to + near;
}

std::vector<double> merged(std::vector<double> places, double apart) {
    std::sort(places.begin(), places.end());
    std::vector<double> all;
    double sum = 0;
    double last = 0;
    int n = 0;
    const auto put = [&] {
        if (n > 0) all.push_back(sum / n);
    };
    for (const double p : places) {
        if (n > 0 && p - last > apart) {
            put();
            sum = 0;
            n = 0;
        }
        sum += p;
        last = p;
        ++n;
    }
    put();
    return all;
}

grid make_grid(std::vector<rule> across, std::vector<rule> down) {
    grid made;
    double left = 1e9;
    double right = 0;
    double top = 1e9;
    double bottom = 0;
    for (const auto& a : across) {
        made.ys.push_back(a.place);
        left = std::min(left, a.from);
        right = std::max(right, a.to);
    }
    for (const auto& d : down) {
        made.xs.push_back(d.place);
        top = std::min(top, d.from);
        bottom = std::max(bottom, d.to);
    }
    // A table without lines around it ends where its inner lines end.
    made.xs.insert(made.xs.end(), {left, right});
    made.ys.insert(made.ys.end(), {top, bottom});
    made.xs = merged(std::move(made.xs), narrowest_column);
    made.ys = merged(std::move(made.ys), near);
    made.across = std::move(across);
    made.down = std::move(down);
    return made;
}

} // namespace

rules find_rules(const picture& shown) {
    rules found;
    // Pale lines, and dark ones around coloured cells.
    for (const int limit : std::array{232, 128}) {
        add_rules(shown.height, shown.width, shortest_across, found.across,
                  [&](std::size_t y, std::size_t x) { return static_cast<int>(shown.at(x, y)) < limit; });
        add_rules(shown.width, shown.height, shortest_down, found.down,
                  [&](std::size_t x, std::size_t y) { return static_cast<int>(shown.at(x, y)) < limit; });
    }
    return found;
}

std::vector<grid> find_grids(const rules& drawn) {
    const auto n = drawn.across.size();
    std::vector<std::size_t> of(n + drawn.down.size());
    std::iota(of.begin(), of.end(), 0);
    const auto root = [&](std::size_t i) {
        while (of[i] != i)
            i = of[i] = of[of[i]];
        return i;
    };
    std::vector<bool> touched(of.size(), false);
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t d = 0; d < drawn.down.size(); ++d)
            if (crosses(drawn.across[a], drawn.down[d])) {
                of[root(a)] = root(n + d);
                touched[a] = touched[n + d] = true;
            }
    // Lines of neighbouring cells that do not quite touch belong together too.
    for (std::size_t i = 0; i < drawn.down.size(); ++i)
        for (std::size_t j = i + 1; j < drawn.down.size() && touched[n + i]; ++j)
            if (touched[n + j] && std::abs(drawn.down[i].place - drawn.down[j].place) <= near &&
                drawn.down[i].from < drawn.down[j].to + near && drawn.down[j].from < drawn.down[i].to + near)
                of[root(n + i)] = root(n + j);
    std::vector<grid> found;
    for (std::size_t r = 0; r < of.size(); ++r) {
        if (root(r) != r || !touched[r]) continue;
        std::vector<rule> across;
        std::vector<rule> down;
        for (std::size_t i = 0; i < of.size(); ++i) {
            if (!touched[i] || root(i) != r) continue;
            if (i < n)
                across.push_back(drawn.across[i]);
            else
                down.push_back(drawn.down[i - n]);
        }
        auto made = make_grid(std::move(across), std::move(down));
        // One column is a frame around text.
        if (made.xs.size() > 2 && made.ys.size() > 1) found.push_back(std::move(made));
    }
    return found;
}

} // namespace intake::pdf
