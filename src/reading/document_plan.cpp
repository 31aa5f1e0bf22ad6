#include "reading/document_plan.hpp"

#include "reading/document_leads.hpp"
#include "reading/document_pledge_table.hpp"
#include "reading/document_sections.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace reading::doc {

namespace {

enum class column { none, area, what, when, with, responsible, follow_up, other, amount };

struct column_rule {
    tag word;
    column kind;
};

// The weightiest word of a column's head decides: "Vem ansvarar", "När ska det göras".
constexpr std::array<column_rule, 7> rules{{
    {tag::col_responsible, column::responsible},
    {tag::col_follow_up, column::follow_up},
    {tag::col_when, column::when},
    {tag::col_with, column::with},
    {tag::col_what, column::what},
    {tag::col_area, column::area},
    {tag::col_aim, column::other},
}};

constexpr std::size_t most_head_words = 9;

class plan_reader {
  public:
    plan_reader(const manuscript& text, const std::vector<block>& blocks) : t_{text}, blocks_{blocks} {}

    found_plan run() {
        blank_repeats_ =
            std::any_of(blocks_.begin(), blocks_.end(), [&](const block& b) { return says_blank_repeats(b); });
        for (std::size_t b = 0; b < blocks_.size(); ++b) {
            const auto& block = blocks_[b];
            if (block.kind == block_kind::heading) {
                // "Mål: …" stands under the area's heading
                if (is_inner(block)) {
                    line_ = {};
                    continue;
                }
                heading_ = block.words;
                plan_heads_ = has(sections_of_heading(t_, block.words), section_kind::plan);
                told_ = has(sections_of_heading(t_, block.words), section_kind::feedback);
            }
            if (block.kind != block_kind::row) {
                leave_table(block);
                continue;
            }
            if (told_ || block.promised) continue; // a table of channels
            if (const auto head = columns_of(block.cells); head && (columns_.empty() || is_repeated(block.cells))) {
                columns_ = *head;
                if (t_.is_told()) tell(block.cells);
                area_ = {};
                out_.has_responsible = out_.has_responsible || find(column::responsible).has_value();
            } else {
                // Under the next heading the same columns go on without their head.
                if (columns_.empty() && block.cells.size() == left_.size() && left_.size() > 2) columns_ = left_;
                if (!columns_.empty()) read(block);
            }
        }
        return std::move(out_);
    }

    bool is_head(const std::vector<range>& cells) const { return columns_of(cells).has_value(); }
    bool names_column(range cell) const { return kind_of(cell) != column::none; }
    bool names_area(range cell) const { return kind_of(cell) == column::area; }
    bool name_same(range one, range other) const {
        const auto kind = kind_of(one);
        return kind != column::none && kind != column::other && kind == kind_of(other);
    }

  private:
    void tell(const std::vector<range>& cells) const {
        constexpr std::array<std::string_view, 9> names{"",          "area",  "what", "when", "with", "responsible",
                                                        "follow_up", "other", "when"};
        for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
            std::vector<tag> decided;
            for (const auto& r : rules)
                if (r.kind == columns_[i]) decided.push_back(r.word);
            t_.tell(rule::column, names[static_cast<std::size_t>(columns_[i])], cells[i], decided);
        }
    }

    // "Insatsområde" is an area, though it begins as what is done does.
    bool names(range cell, tag word) const {
        for (auto i = cell.first; i < cell.last; ++i)
            if (t_.has(i, word) && !(word == tag::col_what && t_.has(i, tag::col_area))) return true;
        return false;
    }

    column kind_of(range cell) const {
        if (cell.empty() || cell.size() > most_head_words) return column::none;
        // "Med vem", "Vem gör": one is who helps, the other who answers.
        if (t_.is(cell.first, "med") || t_.is(cell.first, "tillsammans")) return column::with;
        // "Vilka är med"
        if (cell.size() > 1 && t_.is(cell.last - 1, "med") && t_.is(cell.last - 2, "är")) return column::with;
        if (t_.is(cell.first, "vem")) return t_.any(cell, tag::col_with) ? column::with : column::responsible;
        if (t_.is(cell.first, "hur") && !t_.any(cell, tag::col_when)) return column::follow_up;
        for (const auto& r : rules)
            if (names(cell, r.word)) return r.kind;
        return t_.is(cell.first, "vem") || t_.is(cell.first, "vilka") ? column::responsible : column::none;
    }

    // The head of a plan names at least two columns of it, what is done or when among them.
    std::optional<std::vector<column>> columns_of(const std::vector<range>& cells) const {
        if (heads_owned_pledges(t_, cells)) return std::nullopt;
        std::vector<column> kinds;
        std::size_t known = 0, filled = 0, long_cells = 0;
        if (std::count_if(cells.begin(), cells.end(), [&](range c) { return leads_to_promises(t_, c); }) > 1)
            return std::nullopt; // each column holds what one party promises
        for (const auto& cell : cells) {
            auto kind = kind_of(cell);
            const bool twice = kind != column::none && kind != column::other &&
                               std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
            // "Tid" and "Klart när": when, and by what one sees that it is done
            const bool done = twice && kind == column::when && t_.is(cell.first, "klart");
            // "Område" and "Löfte": what is promised in it
            const bool promised =
                twice && kind == column::area && t_.any(cell, tag::pledge_noun) &&
                std::none_of(cells.begin(), cells.end(), [&](range c) { return kind_of(c) == column::what; });
            if (promised)
                kind = column::what;
            else if (twice)
                kind = done && std::find(kinds.begin(), kinds.end(), column::follow_up) == kinds.end()
                           ? column::follow_up
                           : column::other;
            kinds.push_back(kind);
            filled += !cell.empty();
            known += kind != column::none;
            const bool asks = !cell.empty() && t_.is(cell.last - 1, "?"); // "Vem gör det?"
            long_cells += cell.size() > most_head_words || (ends_sentence(t_, cell) && !asks);
        }
        const auto is = [&](column k) { return std::find(kinds.begin(), kinds.end(), k) != kinds.end(); };
        const bool plan = is(column::when) || is(column::responsible) || is(column::follow_up) || is(column::with);
        if (known < 2 || known * 2 < filled || long_cells > 0 || !plan) return std::nullopt;
        part_amounts(cells, kinds);
        complete(kinds, t_.any(cells.front(), tag::sec_aims));
        if (std::find(kinds.begin(), kinds.end(), column::what) == kinds.end()) return std::nullopt;
        return kinds;
    }

    // "Hur mycket" or "Antal" beside "När": how much and how often are said in two cells.
    void part_amounts(const std::vector<range>& cells, std::vector<column>& kinds) const {
        for (std::size_t c = 0; c + 1 < cells.size(); ++c) {
            if (cells[c].empty() || cells[c].size() > 3) continue;
            const auto first = cells[c].first;
            const bool how = t_.is(first, "hur") && (t_.is(first + 1, "mycket") || t_.is(first + 1, "många"));
            const bool amount = how || t_.is(first, "antal") || t_.is(first, "omfattning") || t_.is(first, "mängd");
            if (!amount || kinds[c] == column::what || kind_of(cells[c + 1]) != column::when) continue;
            kinds[c] = column::amount;
            kinds[c + 1] = column::when;
        }
    }

    // A first column with a head of its own is the area, or the aim where no other column is; without a "Vad" it is the
    // action itself.
    static void complete(std::vector<column>& kinds, bool heads_with_aims) {
        const auto is = [&](column k) { return std::find(kinds.begin(), kinds.end(), k) != kinds.end(); };
        if (!is(column::area) && is(column::what) && kinds.front() == column::other && heads_with_aims)
            kinds.front() = column::area;
        for (auto& k : kinds) {
            if (k != column::none) continue;
            if (!is(column::area) && is(column::what))
                k = column::area;
            else if (!is(column::what))
                k = column::what;
            else
                k = column::other;
        }
        if (is(column::what)) return;
        for (auto& k : kinds)
            if (k == column::area) {
                k = column::what;
                return;
            }
    }

    std::optional<std::size_t> find(column kind) const {
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (columns_[c] == kind) return c;
        return std::nullopt;
    }

    range cell(const block& b, column kind) const {
        const auto c = find(kind);
        return c && *c < b.cells.size() ? b.cells[*c] : range{};
    }

    range with_amount(const block& b) const {
        const auto when = cell(b, column::when), amount = cell(b, column::amount);
        if (amount.empty() || is_none(amount) || is_ditto(when)) return when;
        return when.empty() ? amount : range{amount.first, when.last};
    }

    bool is_inner(const block& b) const {
        return !heading_.empty() && b.words.size() == 1 && t_.has(b.words.first, tag::sec_inner) &&
               !t_.any(b.words, tag::sec_plan);
    }

    // A single line between rows names the area of those that follow; text ends the table.
    void leave_table(const block& b) {
        if (b.kind == block_kind::logo) return;
        const bool short_line = b.words.size() <= 8 && !ends_sentence(t_, b.words);
        if (short_line)
            line_ = b.kind == block_kind::heading && plan_heads_ ? range{} : b.words;
        else
            leave();
    }

    // Within a table words of a head may stand in a cell too; in the head that stands again most cells are such.
    bool is_repeated(const std::vector<range>& cells) const {
        std::size_t known = 0, filled = 0;
        for (const auto& cell : cells) {
            filled += !cell.empty();
            known += kind_of(cell) != column::none;
        }
        return known * 3 > filled * 2;
    }

    void leave() {
        if (!columns_.empty()) left_ = columns_;
        columns_.clear();
    }

    bool is_ditto(range w) const {
        if (w.empty()) return false;
        bool marks = true;
        for (auto i = w.first; i < w.last; ++i)
            marks = marks && t_[i].kind == token_kind::mark;
        const bool words = w.size() <= 3 && (t_.is(w.first, "dito") || t_.is(w.first, "samma") ||
                                             (t_.is(w.first, "se") && w.size() > 1 && t_.is(w.first + 1, "ovan")));
        // "d:o", "d.o."
        if (w.size() >= 3 && w.size() <= 4 && t_.is(w.first, "d") && t_.is(w.first + 2, "o")) return true;
        const auto first = w.size() > 1 && is_dash(w.first) ? w.first + 1 : w.first;
        if (w.size() == 1 && t_.is(w.first, "^")) return true;
        const bool quote = t_.folded(first) == "\"" || t_.folded(first) == "”" || t_.folded(first) == "''";
        return words || (marks && quote && w.size() <= 3);
    }

    // "Tom ruta betyder samma som raden ovanför": what an empty cell means, where the document says so.
    bool says_blank_repeats(const block& b) const {
        bool blank = false;
        for (auto i = b.words.first; b.kind != block_kind::row && i < b.words.last; ++i) {
            const auto& word = t_.folded(i);
            const bool cell = i + 1 < b.words.last && t_.is_word(i + 1) && !t_.has(i + 1, tag::preposition);
            blank =
                blank ||
                (cell && (word == "tom" || word == "tomt" || word == "tomma" || word == "blank" || word == "blanka"));
            if (blank && (word.starts_with("samma") || word.starts_with("detsamma") || word.starts_with("ovan")))
                return true;
        }
        return false;
    }

    bool is_dash(std::size_t i) const { return t_.is(i, "-") || t_.is(i, "–") || t_.is(i, "—"); }

    // "-": nothing belongs here.
    bool is_none(range w) const { return w.size() == 1 && (is_dash(w.first) || t_.is(w.first, "/")); }

    bool repeats(range own) const { return is_ditto(own) || (blank_repeats_ && own.empty()); }

    range or_above(range own, range found_row::*field) const {
        if (is_none(own)) return {};
        return repeats(own) && !out_.rows.empty() ? out_.rows.back().*field : own;
    }

    std::vector<range> or_above(range own, std::vector<range> found_row::*field) const {
        if (is_none(own)) return {};
        if (repeats(own) && !out_.rows.empty()) return out_.rows.back().*field;
        return list_of(own);
    }

    void read(const block& b) {
        std::size_t filled = 0;
        for (const auto& c : b.cells)
            filled += !c.empty();
        auto what = cell(b, column::what);
        auto area = cell(b, column::area);
        // A row with nothing but its area heads the rows below.
        if (filled == 1 && what.empty() && !area.empty() && find(column::what) != find(column::area)) {
            area_ = area;
            return;
        }
        if (filled == 2 && heads_part(b, what)) {
            line_ = what;
            return;
        }
        if (area.empty() || is_ditto(area) || is_none(area)) area = area_;
        if (!line_.empty() && !find(column::area)) area = line_;
        if (area.empty() && !find(column::area) && !plan_heads_) area = heading_;
        area_ = area;
        if (what.empty() || is_ditto(what)) {
            if (out_.rows.empty() || filled == 0) return;
            what = out_.rows.back().what;
        }
        found_row row;
        row.area = area;
        row.heading = heading_;
        row.what = what;
        row.when = or_above(with_amount(b), &found_row::when);
        row.with = or_above(cell(b, column::with), &found_row::with);
        row.responsible = or_above(cell(b, column::responsible), &found_row::responsible);
        row.follow_up = or_above(cell(b, column::follow_up), &found_row::follow_up);
        out_.rows.push_back(std::move(row));
    }

    // "A | TRYGG I CENTRUM" above "A1 | Fotpatrull | …": a part of the plan by its letter or number.
    bool heads_part(const block& b, range what) const {
        const auto& number = b.cells.front();
        const auto next = static_cast<std::size_t>(&b - blocks_.data()) + 1;
        if (find(column::area) || what.empty() || number.size() != 1 || number == what) return false;
        if (next >= blocks_.size() || blocks_[next].kind != block_kind::row || blocks_[next].cells.empty())
            return false;
        const auto own = t_.plain(number), below = t_.plain(blocks_[next].cells.front());
        return below.size() > own.size() && below.starts_with(own);
    }

    // A cell's lines were squeezed into one: a capital after a whole name begins the next.
    bool begins_item(std::size_t i, std::size_t from) const {
        const bool dash = t_.is(i - 1, "-") || t_.is(i - 1, "/") || t_.is(i - 1, "(");
        if (!t_[i].capital || dash || t_.has(i - 1, tag::preposition) || t_.has(i - 1, tag::conjunction)) return false;
        if (t_[i].place != no_place || t_.is(i, "ab")) return false;
        // "Region Norra Berget": a name of several capitals goes on.
        const bool name_goes_on = t_[i - 1].capital && !t_.has(i - 1, tag::police) && !t_.has(i, tag::police) &&
                                  !t_.has(i, tag::municipal_body) && !t_.has(i, tag::municipal) && i - from < 4;
        return !name_goes_on;
    }

    std::vector<range> list_of(range w) const {
        std::vector<range> items;
        auto from = w.first;
        std::size_t depth = 0;
        const auto cut = [&](std::size_t end, std::size_t next) {
            if (end > from) items.push_back({from, end});
            from = next;
        };
        for (auto i = w.first; i < w.last; ++i) {
            if (t_.is(i, "(")) ++depth;
            if (t_.is(i, ")") && depth > 0) --depth;
            if (depth > 0 || i == w.first) continue;
            const bool bullet = t_.is(i, "•") || t_.is(i, ";") || t_.is(i, ",");
            const bool point =
                t_.is(i, ".") && i + 1 < w.last && t_[i + 1].capital && !t_.has(i - 1, tag::abbreviation);
            if (bullet || point)
                cut(i, i + 1);
            else if (i > from && begins_item(i, from))
                cut(i, i);
        }
        cut(w.last, w.last);
        return items;
    }

    const manuscript& t_;
    const std::vector<block>& blocks_;
    std::vector<column> columns_;
    std::vector<column> left_; // of the table that text ended
    range heading_;
    bool told_ = false;
    bool blank_repeats_ = false;
    bool plan_heads_ = false; // the heading is the plan's own
    range line_;
    range area_;
    found_plan out_;
};

} // namespace

bool heads_plan(const manuscript& text, const std::vector<range>& cells) {
    return plan_reader{text, {}}.is_head(cells);
}

bool names_column(const manuscript& text, range cell) { return plan_reader{text, {}}.names_column(cell); }

bool names_area(const manuscript& text, range cell) { return plan_reader{text, {}}.names_area(cell); }

bool begins_with_column(const manuscript& text, range line) {
    constexpr std::size_t most_label_words = 4;
    for (auto i = line.first + 1; i < std::min(line.last, line.first + most_label_words); ++i)
        if (text.is(i, ":")) return names_column(text, {line.first, i});
    return false;
}

bool name_same_column(const manuscript& text, range one, range other) {
    return plan_reader{text, {}}.name_same(one, other);
}

found_plan find_plan(const manuscript& text, const std::vector<block>& blocks) {
    return plan_reader{text, blocks}.run();
}

} // namespace reading::doc
