#include "intake/pdf_rows.hpp"

#include "intake/pdf_columns.hpp"

#include <algorithm>
#include <cmath>

namespace intake::pdf {
namespace {

struct fragment {
    std::size_t column = 0;
    line what;
};

// Lines of one column that follow each other as the lines of one cell do.
struct block {
    std::size_t column = 0;
    std::vector<line> lines;
    double top() const { return lines.front().y - 0.3 * lines.front().size; }
    double bottom() const { return lines.back().y + 0.3 * lines.back().size; }
};

class splitter {
  public:
    splitter(const std::vector<line>& lines, const std::vector<double>& edges, const rules& drawn)
        : lines_{lines}, edges_{edges} {
        double right = 0;
        for (const auto& l : lines)
            right = std::max(right, l.x1);
        for (std::size_t c = 0; c < edges.size(); ++c) {
            columns_.push_back(column_lines(lines, edges, c));
            double reach = 0;
            for (const auto& l : columns_.back())
                reach = std::max(reach, l.x1);
            rights_.push_back(reach);
        }
        find_cuts(drawn, edges.front(), right);
        find_leading();
    }

    table make() {
        table made;
        made.y0 = lines_.front().y - lines_.front().size / 2;
        made.y1 = lines_.back().y + lines_.back().size / 2;
        made.edges = edges_;
        for (const auto& r : rows())
            put(r, made);
        return made;
    }

  private:
    using blocks_beside = std::vector<block>;

    void find_cuts(const rules& drawn, double left, double right) {
        for (const auto& r : drawn.across) {
            const bool inside = r.place > lines_.front().y && r.place < lines_.back().y;
            if (inside && std::min(r.to, right) - std::max(r.from, left) > 0.6 * (right - left))
                cuts_.push_back(r.place);
        }
        std::sort(cuts_.begin(), cuts_.end());
        const auto same = [](double a, double b) { return b - a < 4; };
        cuts_.erase(std::unique(cuts_.begin(), cuts_.end(), same), cuts_.end());
    }

    bool is_cut(double above, double below) const {
        return std::any_of(cuts_.begin(), cuts_.end(), [&](double c) { return c > above && c < below; });
    }

    // The distance of lines within a cell, from lines that were plainly wrapped.
    void find_leading() {
        const double size = lines_.front().size;
        leading_ = 0;
        for (std::size_t c = 0; c < columns_.size(); ++c)
            for (std::size_t i = 0; i + 1 < columns_[c].size(); ++i) {
                const auto& a = columns_[c][i];
                const auto& b = columns_[c][i + 1];
                const auto down = b.y - a.y;
                if (down > 2.4 * size || !begins_small(b) || !was_full(a, b, rights_[c])) continue;
                leading_ = leading_ == 0 ? down : std::min(leading_, down);
            }
        if (leading_ == 0) leading_ = 0.9 * size; // nothing is wrapped: each line is a row
    }

    std::vector<block> blocks() const {
        std::vector<block> all;
        const bool by_rules = cuts_.size() >= 3;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            bool open = false;
            for (const auto& l : columns_[c]) {
                const auto* above = open ? &all.back().lines.back() : nullptr;
                const bool apart = above != nullptr && !by_rules && l.y - above->y > leading_ * 1.08 + 0.4;
                if (!open || apart || is_cut(above->y, l.y)) all.push_back({c, {}});
                all.back().lines.push_back(l);
                open = true;
            }
        }
        std::sort(all.begin(), all.end(), [](const block& a, const block& b) {
            return a.top() != b.top() ? a.top() < b.top() : a.column < b.column;
        });
        return all;
    }

    // Blocks beside each other are a row.
    std::vector<blocks_beside> rows() const {
        std::vector<blocks_beside> all;
        double bottom = -1e9;
        for (auto& b : blocks()) {
            const bool by_rules = cuts_.size() >= 3 && !all.empty() && !is_cut(all.back().front().top(), b.bottom());
            if (all.empty() || (b.top() >= bottom && !by_rules)) {
                all.emplace_back();
                bottom = -1e9;
            }
            bottom = std::max(bottom, b.bottom());
            all.back().push_back(std::move(b));
        }
        std::vector<blocks_beside> parted;
        for (auto& r : all)
            part(std::move(r), parted);
        return parted;
    }

    // Rows without space between them: a row begins where the first column has a line and no column's text goes on. In
    // another column a tall cell may fill all the space to the next row.
    void part(blocks_beside whole, std::vector<blocks_beside>& into) const {
        std::vector<double> starts;
        bool any_first = false;
        for (const auto& b : whole) {
            if (b.column != 0) continue;
            for (std::size_t i = any_first ? 0 : 1; i < b.lines.size(); ++i)
                if (begins_row(whole, b.lines[i].y, i == 0)) starts.push_back(b.lines[i].y - 0.4 * b.lines[i].size);
            any_first = true;
        }
        if (starts.empty() || whole.size() < 2) return into.push_back(std::move(whole));
        starts.push_back(1e9);
        std::vector<blocks_beside> pieces(starts.size());
        for (auto& b : whole) {
            std::size_t piece = 0;
            std::vector<std::vector<line>> lines(starts.size());
            for (auto& l : b.lines) {
                while (l.y >= starts[piece])
                    ++piece;
                lines[piece].push_back(std::move(l));
            }
            for (std::size_t p = 0; p < lines.size(); ++p)
                if (!lines[p].empty()) pieces[p].push_back({b.column, std::move(lines[p])});
        }
        for (auto& p : pieces)
            if (!p.empty()) into.push_back(std::move(p));
    }

    // Whether the lines above were full does not matter where the first column is empty above, or half of the others
    // are.
    bool begins_row(const blocks_beside& whole, double y, bool after_space) const {
        std::size_t filled = 0;
        std::size_t fresh = 0; // without a line above
        std::size_t full = 0;
        for (const auto& b : whole)
            for (std::size_t i = 0; i < b.lines.size(); ++i) {
                const auto& l = b.lines[i];
                if (std::abs(l.y - y) > 0.3 * l.size) {
                    // A line between those of the first column: cells stand at different heights.
                    if (i > 0 && std::abs(l.y - y) < 0.7 * l.size) return false;
                    continue;
                }
                ++filled;
                fresh += i == 0;
                if (i == 0) continue;
                const bool was = was_full(b.lines[i - 1], l, rights_[b.column]);
                if (begins_small(l) && (was || !after_space)) return false;
                // Full by chance is the widest cell of a column that was made to fit it.
                const bool by_chance = b.lines[i - 1].x1 > rights_[b.column] - 1;
                full += was && !by_chance;
            }
        return filled * 2 > edges_.size() && (full * 2 < filled || after_space || fresh * 2 >= filled);
    }

    void put(const blocks_beside& from, table& into) const {
        std::vector<cell> cells(edges_.size());
        for (const auto& b : from) {
            // Blocks of one column that stand in one row follow each other.
            auto& text = cells[b.column].text;
            append_line(text, text_of_cell(b.lines, rights_[b.column]));
        }
        into.rows.push_back(std::move(cells));
    }

    const std::vector<line>& lines_;
    const std::vector<double>& edges_;
    std::vector<std::vector<line>> columns_;
    std::vector<double> rights_;
    std::vector<double> cuts_; // ruled lines across all columns
    double leading_ = 0;
};

} // namespace

table make_table(const std::vector<line>& lines, const std::vector<double>& edges, const rules& drawn) {
    return splitter{lines, edges, drawn}.make();
}

} // namespace intake::pdf
