#include "intake/pdf_columns.hpp"
#include "intake/pdf_page.hpp"
#include "intake/pdf_prose.hpp"
#include "intake/pdf_rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace intake::pdf {
namespace {

constexpr double near = 7;         // points: a line may be drawn once for each of two cells
constexpr double most_padding = 8; // points, between a cell's line and its text

// The cells of a grid: squares between its lines, joined where no line parts them.
class ruled {
  public:
    explicit ruled(const grid& of) : grid_{of}, columns_{of.xs.size() - 1}, rows_{of.ys.size() - 1} {
        of_.resize(columns_ * rows_);
        std::iota(of_.begin(), of_.end(), 0);
        for (std::size_t r = 0; r < rows_; ++r)
            for (std::size_t c = 0; c < columns_; ++c) {
                if (c + 1 < columns_ && !parts_across(c, r)) join(index(c, r), index(c + 1, r));
                if (r + 1 < rows_ && !parts_down(c, r)) join(index(c, r), index(c, r + 1));
            }
        words_.resize(of_.size());
    }

    bool holds(const word& w) const {
        const auto x = (w.x0 + w.x1) / 2;
        return x > grid_.xs.front() - 1 && x < grid_.xs.back() + 1 && w.middle() > grid_.ys.front() - 1 &&
               w.middle() < grid_.ys.back() + 1;
    }

    void add(word w) {
        // By the word's start: a long word that cannot be broken hangs out of its cell at the right.
        const auto c = place(grid_.xs, std::min(w.x0 + 1, w.x1));
        const auto r = place(grid_.ys, w.middle());
        words_[root(index(c, r))].push_back(std::move(w));
    }

    std::size_t filled() const {
        return static_cast<std::size_t>(
            std::count_if(words_.begin(), words_.end(), [](const auto& words) { return !words.empty(); }));
    }

    table make() {
        table made{grid_.ys.front(), grid_.ys.back(), {grid_.xs.begin(), grid_.xs.end() - 1}, {}};
        if (rows_ == 1 && columns_ > 1) {
            if (auto parted = by_lines(); parted.rows.size() > 1) return parted;
        }
        for (std::size_t r = 0; r < rows_; ++r) {
            made.rows.emplace_back();
            for (std::size_t c = 0; c < columns_; ++c)
                if (is_corner(c, r)) made.rows.back().push_back(make_cell(c, r));
        }
        return made;
    }

  private:
    std::size_t index(std::size_t c, std::size_t r) const { return r * columns_ + c; }
    std::size_t root(std::size_t i) const {
        while (of_[i] != i)
            i = of_[i];
        return i;
    }
    void join(std::size_t a, std::size_t b) {
        const auto ra = root(a);
        const auto rb = root(b);
        of_[std::max(ra, rb)] = std::min(ra, rb);
    }
    static std::size_t place(const std::vector<double>& edges, double at) {
        const auto after = std::upper_bound(edges.begin() + 1, edges.end() - 1, at);
        return static_cast<std::size_t>(after - edges.begin()) - 1;
    }
    static bool covers(const std::vector<rule>& rules, double place, double at) {
        return std::any_of(rules.begin(), rules.end(), [&](const rule& r) {
            return std::abs(r.place - place) <= near && r.from <= at && r.to >= at;
        });
    }
    bool parts_across(std::size_t c, std::size_t r) const {
        return covers(grid_.down, grid_.xs[c + 1], (grid_.ys[r] + grid_.ys[r + 1]) / 2);
    }
    bool parts_down(std::size_t c, std::size_t r) const {
        return covers(grid_.across, grid_.ys[r + 1], (grid_.xs[c] + grid_.xs[c + 1]) / 2);
    }
    bool is_corner(std::size_t c, std::size_t r) const { return root(index(c, r)) == index(c, r); }

    cell make_cell(std::size_t c, std::size_t r) {
        cell made;
        const auto at = index(c, r);
        while (c + made.columns < columns_ && root(index(c + made.columns, r)) == at)
            ++made.columns;
        while (r + made.rows < rows_ && root(index(c, r + made.rows)) == at)
            ++made.rows;
        const auto lines = lines_of(std::move(words_[at]));
        double padding = most_padding;
        for (const auto& l : lines)
            padding = std::min(padding, l.x0 - grid_.xs[c]);
        made.text = text_of_cell(lines, grid_.xs[c + made.columns] - padding);
        return made;
    }

    // Columns with lines between them and none between the rows.
    table by_lines() const {
        std::vector<word> all;
        for (const auto& words : words_)
            all.insert(all.end(), words.begin(), words.end());
        if (all.empty()) return {};
        return make_table(lines_of(std::move(all)), {grid_.xs.begin(), grid_.xs.end() - 1}, {});
    }

    const grid& grid_;
    std::size_t columns_;
    std::size_t rows_;
    mutable std::vector<std::size_t> of_;
    std::vector<std::vector<word>> words_;
};

constexpr int most_columns = 4; // of running text beside each other

class arranger {
  public:
    arranger(const rules& drawn, const std::vector<double>& known, page& into)
        : drawn_{drawn}, known_{known}, into_{into} {}

    void put(std::vector<word> words, bool in_column = false, int depth = 0) {
        if (depth < most_columns)
            if (auto split = split_columns(words, known_)) {
                into_.gutters.push_back(split->gutter);
                put(std::move(split->above), in_column, depth + 1);
                put(std::move(split->left), true, depth + 1);
                put(std::move(split->right), true, depth + 1);
                return put(std::move(split->below), in_column, depth + 1);
            }
        put_lines(std::move(words), in_column);
    }

    void put_lines(std::vector<word> words, bool in_column = false) {
        auto lines = lines_of(std::move(words));
        if (in_column) set_column(lines);
        auto items = find_columns(std::move(lines), drawn_);
        std::move(items.begin(), items.end(), std::back_inserter(into_.items));
    }

  private:
    const rules& drawn_;
    const std::vector<double>& known_;
    page& into_;
};

// Upright strokes of letters look like short ruled lines; they stand within their word's box.
rules without_stems(rules drawn, const std::vector<word>& words) {
    std::erase_if(drawn.down, [&](const rule& r) {
        return std::any_of(words.begin(), words.end(), [&](const word& w) {
            return r.place > w.x0 - 1 && r.place < w.x1 + 1 && r.from > w.y0 - 2 && r.to < w.y1 + 2;
        });
    });
    return drawn;
}

constexpr double edge_share = 0.07; // of the page's height: where heads and feet of pages stand
constexpr double head_gap = 1.6;    // of the font's size: at least so far from the text

std::vector<word> take_line(std::vector<word>& words, const line& l) {
    const auto rest = std::stable_partition(words.begin(), words.end(),
                                            [&](const word& w) { return std::abs(w.middle() - l.y) > 0.4 * l.size; });
    std::vector<word> taken{rest, words.end()};
    words.erase(rest, words.end());
    return taken;
}

// The line at the page's very top or foot, which belongs to no column of the text.
std::vector<word> take_head(std::vector<word>& words, double height) {
    const auto lines = lines_of(words);
    if (lines.size() < 3 || lines[0].y > edge_share * height) return {};
    if (lines[1].y - lines[0].y < head_gap * lines[0].size) return {};
    return take_line(words, lines[0]);
}

std::vector<word> take_foot(std::vector<word>& words, double height) {
    const auto lines = lines_of(words);
    if (lines.size() < 3 || lines.back().y < (1 - edge_share) * height) return {};
    if (lines.back().y - lines[lines.size() - 2].y < head_gap * lines.back().size) return {};
    return take_line(words, lines.back());
}

} // namespace

page arrange(std::vector<word> words, double width, double height, const rules& seen,
             const std::vector<double>& gutters) {
    const auto drawn = without_stems(seen, words);
    std::vector<table> tables;
    for (const auto& g : find_grids(drawn)) {
        ruled cells{g};
        const auto inside =
            std::stable_partition(words.begin(), words.end(), [&](const word& w) { return !cells.holds(w); });
        std::for_each(inside, words.end(), [&](const word& w) { cells.add(w); });
        // Lines around a page or a box with one text in it make no table.
        if (cells.filled() < 2) continue;
        words.erase(inside, words.end());
        tables.push_back(cells.make());
    }
    const auto foot = take_foot(words, height);
    std::sort(tables.begin(), tables.end(), [](const table& a, const table& b) { return a.y0 < b.y0; });
    page made{width, height, {}, {}};
    arranger write{drawn, gutters, made};
    write.put_lines(take_head(words, height));
    for (auto& t : tables) {
        const auto below =
            std::stable_partition(words.begin(), words.end(), [&](const word& w) { return w.middle() < t.y0; });
        write.put({words.begin(), below});
        words.erase(words.begin(), below);
        made.items.push_back({t.y0, std::move(t)});
    }
    write.put(std::move(words));
    write.put_lines(foot);
    return made;
}

} // namespace intake::pdf
