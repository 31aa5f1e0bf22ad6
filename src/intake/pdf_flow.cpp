#include "intake/pdf_measures.hpp"
#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace intake::pdf {
namespace {

constexpr double margin_share = 0.13; // of the page's height, at its top and its foot
constexpr double same_size = 0.06;
constexpr double similar_size = 0.12; // a program may forget on a new page what size it wrote in
constexpr std::size_t most_heading_words = 8;

std::string text_of(const item& i) {
    if (const auto* l = std::get_if<line>(&i.what)) return text_of(*l);
    std::string all;
    for (const auto& row : std::get<table>(i.what).rows)
        for (const auto& c : row)
            all += c.text + ' ';
    return all;
}

// What is left of a text when its numbers are taken away: "Sida 2 (4)" is the same on every page.
std::string without_digits(std::string_view text) {
    std::string all;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (!digit) all += c;
        if (digit && (all.empty() || all.back() != '#')) all += '#';
    }
    return all;
}

bool is_page_number(std::string_view text) {
    auto rest = without_digits(base::lower(base::trimmed(text)));
    if (rest.size() < 4 && rest.find('#') != std::string::npos && rest.find_first_not_of("#-/ ") == std::string::npos)
        return true;
    for (const std::string_view word : {"sidan", "sida", "sid", "page", "s."})
        if (rest.starts_with(word)) {
            rest.erase(0, word.size());
            break;
        }
    constexpr std::array<std::string_view, 9> forms{"#", "#(#)", "#/#", "#av#", "#of#", "-#-", "(#)", "#:#", "–#–"};
    std::erase(rest, ' ');
    return std::find(forms.begin(), forms.end(), rest) != forms.end();
}

bool is_in_margin(const item& i, const page& p) {
    const auto* t = std::get_if<table>(&i.what);
    const auto low = t != nullptr ? t->y1 : i.y;
    return low < margin_share * p.height || i.y > (1 - margin_share) * p.height;
}

// Takes page numbers away, and of what pages repeat at the same height all but the first.
void clear_margins(std::vector<page>& pages) {
    std::map<std::string, std::vector<item*>> alike;
    for (auto& p : pages) {
        std::erase_if(p.items, [&](const item& i) { return is_in_margin(i, p) && is_page_number(text_of(i)); });
        for (auto& i : p.items)
            if (is_in_margin(i, p))
                alike[without_digits(text_of(i)) + (i.y < p.height / 2 ? "\ttop" : "\tfoot")].push_back(&i);
    }
    std::set<const item*> dropped;
    for (const auto& [text, items] : alike) {
        const auto height = items.front()->y;
        const bool same_place =
            std::all_of(items.begin(), items.end(), [&](const item* i) { return std::abs(i->y - height) < 12; });
        if (items.size() < 2 || items.size() * 2 < pages.size() || !same_place) continue;
        items.front()->in_margin = true;
        dropped.insert(items.begin() + 1, items.end());
    }
    for (auto& p : pages) {
        std::vector<item> kept;
        for (auto& i : p.items)
            if (!dropped.contains(&i)) kept.push_back(std::move(i));
        p.items = std::move(kept);
    }
}

bool is_number_mark(const std::string& text) {
    if (text.size() > 8 || text.size() < 2) return false;
    const bool ends = text.back() == '.' || text.back() == ')';
    const bool letter = text.size() == 2 && text[0] >= 'a' && text[0] <= 'z' && text[1] == ')';
    const auto digits = text.find_first_not_of("0123456789.") >= text.size() - 1 && text[0] >= '0' && text[0] <= '9';
    const bool inner_dot = text.find('.') < text.size() - 1;
    return letter || (digits && (ends || inner_dot) && text.size() <= (inner_dot ? 8 : 3));
}

class writer {
  public:
    writer(const measures& m, std::size_t most_bytes) : m_{m}, out_{most_bytes} {}

    void put(const page& p, bool first_page) {
        turned_ = turned_ || !first_page;
        new_page_ = true;
        for (std::size_t at = 0; at < p.items.size(); ++at) {
            const auto& i = p.items[at];
            if (i.in_margin) {
                if (i.y > p.height / 2) {
                    foot_.push_back(text_of(i));
                    continue;
                }
                close();
                paragraph(text_of(i));
                continue;
            }
            const auto* l = std::get_if<line>(&i.what);
            if (l != nullptr && ends_row(*l)) continue;
            below_ = at + 1 < p.items.size() ? std::get_if<line>(&p.items[at + 1].what) : nullptr;
            if (l != nullptr)
                put(*l);
            else
                put(std::get<table>(i.what));
            new_page_ = false;
        }
    }

    std::string take() {
        close();
        turn();
        return out_.take();
    }

  private:
    void paragraph(const std::string& text) {
        out_.begin(layout::block::paragraph);
        out_.add(text);
        out_.end();
    }

    // What stands at a page's foot comes after the text that runs on over the page's end.
    void turn() {
        for (const auto& text : std::exchange(foot_, {}))
            paragraph(text);
        if (std::exchange(turned_, false)) out_.page_break();
    }

    void close() {
        if (open_) {
            out_.begin(kind_, mark_);
            bool first = true;
            for (const auto part : base::split(text_, '\n')) {
                if (!first) out_.line_break();
                out_.add(part);
                first = false;
            }
            out_.end();
        }
        open_ = false;
        text_.clear();
        if (table_) put_table(*std::exchange(table_, {}));
    }

    void begin(layout::block kind, std::string mark, std::string text, const line& l, double text_x) {
        close();
        turn();
        open_ = true;
        kind_ = kind;
        mark_ = std::move(mark);
        text_ = std::move(text);
        last_ = l;
        first_x_ = l.x0;
        text_x_ = text_x;
        lines_ = 1;
    }

    void put(const line& l) {
        const auto& first = l.words.front();
        const bool dash = first.text == "–" || first.text == "-"; // may stand between words of one sentence
        if (is_bullet_sign(first.text) && l.words.size() > 1 && !(dash && goes_on(l) && is_full(l)))
            return put_marked(l, true);
        if (is_number_mark(first.text) && l.words.size() > 1 && !(goes_on(l) && is_full(l) && lines_ > 0))
            return put_marked(l, false);
        if (goes_on(l)) {
            if (is_full(l) && !stands_alone(l))
                append_line(text_, text_of(l));
            else
                text_ += '\n' + text_of(l);
            last_ = l;
            ++lines_;
            return;
        }
        const bool heading = l.size > 1.1 * m_.body || l.bold;
        begin(heading ? layout::block::heading : layout::block::paragraph, {}, text_of(l), l, l.x0);
    }

    void put_marked(const line& l, bool bullet) {
        auto rest = l;
        rest.words.erase(rest.words.begin());
        const auto x = rest.words.front().x0;
        const bool heading = !bullet && (l.bold || l.size > 1.1 * m_.body);
        begin(heading ? layout::block::heading : layout::block::bullet,
              bullet ? std::string{"- "} : l.words.front().text + " ", text_of(rest), l, x);
    }

    bool is_full(const line& l) const { return was_full(last_, l, m_); }

    bool goes_on(const line& l) const {
        if (!open_ || l.bold != last_.bold) return false;
        if (new_page_ || l.first) return runs_on(l);
        if (std::abs(l.size - last_.size) > same_size * last_.size) return false;
        const auto down = l.y - last_.y;
        if (down < 0 || down > m_.leading * l.size * 1.15 + 0.5) return false;
        if (kind_ == layout::block::bullet) {
            if (std::abs(l.x0 - text_x_) < 3) return true;
            return is_full(l) && (begins_small(l) || (l.x0 < first_x_ + 3 && !stands_alone(l)));
        }
        const auto indent = l.x0 - last_.x0;
        const bool centred = std::abs(l.x0 + l.x1 - last_.x0 - last_.x1) < 6;
        return indent < 0.8 * l.size || centred;
    }

    // A few words that begin anew and end without a mark, and below them a line that begins anew too: a heading in text
    // that has no space between its paragraphs.
    bool stands_alone(const line& l) const {
        if (below_ == nullptr || l.words.size() > most_heading_words) return false;
        const auto down = below_->y - l.y;
        const bool near = down > 0 && down < m_.leading * l.size * 1.15 + 0.5 && std::abs(below_->x0 - l.x0) < 3;
        if (!near || !begins_large(l) || !begins_large(*below_) || was_full(l, *below_, m_)) return false;
        return std::string_view{".,;:!?-"}.find(l.words.back().text.back()) == std::string_view::npos;
    }

    // Over the end of a page or a column only a sentence that is not over goes on.
    bool runs_on(const line& l) const {
        if (std::abs(l.size - last_.size) > similar_size * last_.size) return false;
        if (!is_full(l) && !begins_small(l)) return false;
        const auto& end = last_.words.back().text;
        return begins_small(l) && !end.empty() && std::string_view{".!?:"}.find(end.back()) == std::string_view::npos;
    }

    // The last lines of one cell of a row that the page's end cut in two.
    bool ends_row(const line& l) {
        if (!table_ || !turned_ || !new_page_ || table_->rows.empty()) return false;
        auto& last = table_->rows.back();
        for (std::size_t c = 1; c < table_->edges.size() && c < last.size(); ++c)
            if (std::abs(table_->edges[c] - l.x0) < 2 && !last[c].text.empty()) {
                append_over_page(last[c].text, text_of(l));
                return true;
            }
        return false;
    }

    void put(const table& t) {
        auto next = t;
        if (table_ && turned_ && new_page_ && join_over_page(*table_, next)) return;
        close();
        turn();
        table_ = std::move(next);
    }

    void put_table(const table& t) {
        out_.begin_table();
        for (const auto& row : t.rows) {
            out_.begin_row();
            for (const auto& c : row) {
                out_.begin_cell(c.columns, c.rows);
                out_.add(c.text);
                out_.end_cell();
            }
        }
        out_.end_table();
    }

    const measures& m_;
    const line* below_ = nullptr; // the line under the one that is put
    layout out_;
    bool turned_ = false;   // a page has begun that the text has not
    bool new_page_ = false; // nothing of the page was put yet
    std::vector<std::string> foot_;
    std::optional<table> table_;

    bool open_ = false;
    layout::block kind_ = layout::block::paragraph;
    std::string mark_;
    std::string text_;
    line last_;
    double first_x_ = 0; // of the block's first line, its mark included
    double text_x_ = 0;  // behind the mark
    int lines_ = 0;
};

} // namespace

std::string flow(std::vector<page> pages, std::size_t most_bytes) {
    clear_margins(pages);
    const auto m = measure(pages);
    writer write{m, most_bytes};
    for (std::size_t i = 0; i < pages.size(); ++i)
        write.put(pages[i], i == 0);
    auto text = write.take();
    settle_breaks(text);
    settle_hyphens(text);
    return text;
}

} // namespace intake::pdf
