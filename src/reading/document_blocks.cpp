#include "reading/document_blocks.hpp"
#include "reading/document_stacked.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace reading::doc {

namespace {

constexpr std::size_t logo_words = 6;
constexpr std::size_t most_heading_words = 9; // after a number
constexpr std::size_t fewest_leaders = 4;     // dots before a page's number in a list of contents
constexpr std::size_t running_head_length = 90;
constexpr std::size_t shortest_full_line = 30;
constexpr double full_share = 0.88; // of the usual line length: proportional type makes lines uneven
constexpr double page_number_most = 300;
constexpr double unwrapped = 140; // longer lines are whole paragraphs

struct line_shape {
    block_kind kind = block_kind::paragraph;
    range words;
    int number = 0;
    bool drop = false;
    std::vector<range> cells; // of a row
    bool in_row = false;      // of which the first line stands for all
};

bool is_mark(const manuscript& t, std::size_t i, std::string_view mark) {
    return t[i].kind == token_kind::mark && t.is(i, mark);
}

bool is_any_mark(const manuscript& t, std::size_t i, std::string_view marks) {
    return t[i].kind == token_kind::mark && t.folded(i).size() == 1 &&
           marks.find(t.folded(i)) != std::string_view::npos;
}

bool begins_item(const manuscript& t, range w) {
    if (w.size() < 2) return false;
    const auto next = w.first + 1;
    // "(1) Polisen ska …", "a) Polisen ska …"
    const bool short_label = t.is_number(next) ? t[next].digits <= 2 : t.folded(next).size() == 1;
    if (is_mark(t, w.first, "(") && w.size() > 4 && short_label && t[next].kind != token_kind::mark &&
        is_mark(t, next + 1, ")") && t[next + 2].spaced)
        return true;
    // "+ Polisen …", "> Polisen …", "» Polisen …"
    const bool drawn = t.is(w.first, "+") || t.is(w.first, ">") || t.is(w.first, "»");
    if (drawn) return t[next].spaced && t.is_word(next);
    if (t[w.first].kind == token_kind::mark) {
        if (is_any_mark(t, w.first, "(\"'[.,;:!?/%&+=<>@") || t.is(w.first, "§")) return false;
        static constexpr std::string_view no_bullets = "”“§…«»’";
        if (no_bullets.find(t.folded(w.first)) != std::string_view::npos) return false;
        return t[next].spaced || t[next].capital;
    }
    // "a) Polisen ska …"
    if (t.is_word(w.first) && t.folded(w.first).size() == 1 && is_mark(t, next, ")") && w.size() > 2) return true;
    return t.is(w.first, "o") && !t[w.first].capital && t[next].capital && t[next].spaced;
}

// "3." or "3)" before a word: how many words the number takes, 0 where it is none.
std::size_t item_number(const manuscript& t, range w) {
    if (w.size() < 3 || !t.is_number(w.first) || t[w.first].digits > 2) return 0;
    if (!is_mark(t, w.first + 1, ".") && !is_mark(t, w.first + 1, ")")) return 0;
    return t[w.first + 2].spaced && t.is_word(w.first + 2) ? 2 : 0;
}

// "2.1 Trafik", "2 Trafik": the number of a heading.
std::size_t heading_number(const manuscript& t, range w) {
    std::size_t i = w.first;
    if (is_mark(t, i, "§") && i + 1 < w.last) ++i;
    while (i < w.last && ((t.is_number(i) && t[i].digits <= 2) || is_mark(t, i, ".")))
        ++i;
    if (i == w.first || i >= w.last || w.last - i > 7 || !t[i].capital || !t[i].spaced) return 0;
    return i - w.first;
}

// "1.1 Item", of an item that has a mark besides.
std::size_t dotted_number(const manuscript& t, range w) {
    const bool dotted = w.size() > 3 && t.is_number(w.first) && is_mark(t, w.first + 1, ".") &&
                        t.is_number(w.first + 2) && !t[w.first + 2].spaced && t[w.first].digits <= 2 &&
                        t[w.first + 2].digits <= 2;
    return dotted && t.is_word(w.first + 3) && t[w.first + 3].capital && t[w.first + 3].spaced ? 3 : 0;
}

// "1.1 Polisen gör …", "Löfte 2: Polisen ska …", "Löfte: …" before a whole sentence: how many words the label takes.
std::size_t pledge_label(const manuscript& t, range w) {
    std::size_t taken = dotted_number(t, w);
    if (taken == 0 && w.size() > 2 && t.has(w.first, tag::pledge_noun)) {
        const auto mark = t.is_number(w.first + 1) ? w.first + 2 : w.first + 1;
        if (mark < w.last && (is_mark(t, mark, ":") || is_mark(t, mark, ".") || is_mark(t, mark, ")")))
            taken = mark + 1 - w.first;
    }
    const range rest{w.first + taken, w.last};
    const bool sentence = ends_sentence(t, rest) || rest.size() > most_heading_words;
    return taken != 0 && rest.size() > 3 && sentence ? taken : 0;
}

bool is_page_number(const manuscript& t, range w) {
    if (w.size() > 6) return false;
    bool number = false;
    for (auto i = w.first; i < w.last; ++i) {
        if (t.is_number(i)) {
            if (t[i].value > page_number_most || t[i].digits > 3) return false;
            number = true;
        } else if (t.is_word(i) && !t.has(i, tag::page_word)) {
            return false;
        }
    }
    return number;
}

// "Uppföljning ......... 3".
bool is_contents_line(const manuscript& t, range w) {
    std::size_t dots = 0;
    if (w.empty() || !t.is_number(w.last - 1)) return false;
    for (auto i = w.last - 1; i-- > w.first && (is_mark(t, i, ".") || t.folded(i) == "…");)
        dots += t.folded(i) == "…" ? 3 : 1;
    return dots >= fewest_leaders;
}

// Only parties' names: "Polisen", "NORSJÖ kommun", "Lokalpolisområde Södra Berget".
bool is_logo(const manuscript& t, range w) {
    if (w.size() > logo_words) return false;
    std::size_t named = 0;
    bool area = false;
    for (auto i = w.first; i < w.last; ++i) {
        if (t[i].place != no_place) {
            ++named;
            i += t[i].place_words - 1u;
        } else if (t.has(i, tag::municipal) || t.has(i, tag::police) || t.has(i, tag::region)) {
            ++named;
            area = area || t.has(i, tag::police_area);
        } else if (!(area && t[i].capital) && !(named > 0 && i + 1 < w.last && is_any_mark(t, i, "-/,")) &&
                   t.folded(i) != "•") {
            return false;
        }
    }
    return named > 0;
}

line_shape shape_of(const manuscript& t, const manuscript::line& l, bool row_beside) {
    line_shape s{.words = l.words};
    std::size_t filled = 0;
    for (const auto& c : l.cells)
        filled += !c.empty();
    const bool marked_cell = l.cells.size() == 2 && l.cells[0].size() <= 2 && !l.cells[1].empty() &&
                             (begins_item(t, l.words) || item_number(t, l.words) != 0);
    if (l.cells.size() > 1 && !marked_cell && (filled > 1 || row_beside))
        return {block_kind::row, l.words, 0, false, l.cells};
    s.drop = true;
    for (auto i = l.words.first; i < l.words.last; ++i)
        s.drop = s.drop && t[i].kind == token_kind::mark;
    s.drop = s.drop || is_page_number(t, l.words) || is_contents_line(t, l.words);
    if (s.drop) return s;
    if (begins_item(t, l.words)) {
        s.kind = block_kind::bullet;
        s.words.first += is_mark(t, s.words.first, "(") ? 3 : is_mark(t, s.words.first + 1, ")") ? 2 : 1;
        // "- 1. item", "• 1.1 Item"
        const auto dotted = dotted_number(t, s.words);
        s.words.first += dotted != 0 ? dotted : item_number(t, s.words);
    } else if (const auto p = pledge_label(t, l.words); p != 0) {
        s.kind = block_kind::bullet;
        s.words.first += p;
    } else if (const auto n = item_number(t, l.words); n != 0) {
        s.kind = block_kind::bullet;
        s.number = static_cast<int>(t[l.words.first].value);
        s.words.first += n;
    } else if (const auto h = heading_number(t, l.words); h != 0) {
        s.number = static_cast<int>(t[l.words.first + (t.is_number(l.words.first) ? 0 : 1)].value);
        s.words.first += h;
    } else if (is_logo(t, l.words)) {
        s.kind = block_kind::logo;
    }
    return s;
}

void put_rows(const std::vector<manuscript::line>& lines, const stacked_table& table, std::vector<line_shape>& shapes) {
    for (std::size_t r = 0; r < table.rows; ++r) {
        const auto first = table.first + r * table.columns;
        auto& row = shapes[first];
        row = {block_kind::row, {lines[first].words.first, lines[first + table.columns - 1].words.last}};
        for (auto i = first; i < first + table.columns; ++i) {
            row.cells.push_back(lines[i].words);
            shapes[i].in_row = i > first;
        }
    }
}

std::string key_of(const manuscript& t, range w) {
    std::string key;
    for (auto i = w.first; i < w.last; ++i)
        key += t.folded(i) + ' ';
    return key;
}

bool names_title(const manuscript& t, range w) {
    for (auto i = w.first; i < w.last; ++i)
        if (t.has(i, tag::title_word) && !t.has(i, tag::police)) return true;
    return false;
}

// A short line that stands more than once at a page's edge, or beside another that does, says who sent the page.
void drop_running_heads(const manuscript& t, std::vector<line_shape>& shapes) {
    const auto& lines = t.lines();
    std::unordered_map<std::string, std::size_t> times;
    std::vector<std::string> keys(shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (shapes[i].kind != block_kind::paragraph || lines[i].length > running_head_length || shapes[i].drop)
            continue;
        // Below names, the same title stands many times too.
        if (ends_sentence(t, shapes[i].words) || names_title(t, shapes[i].words)) continue;
        keys[i] = key_of(t, shapes[i].words);
        ++times[keys[i]];
    }
    std::unordered_map<std::string, bool> seen;
    const auto at_edge = [&](std::size_t i) {
        const bool above =
            i == 0 || lines[i].page_begins || shapes[i - 1].drop || shapes[i - 1].kind == block_kind::logo;
        const bool below = i + 1 == shapes.size() || lines[i + 1].page_begins || shapes[i + 1].drop;
        return above || below;
    };
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (keys[i].empty() || times[keys[i]] < 2) continue;
        if (!seen.emplace(keys[i], true).second && at_edge(i)) shapes[i].drop = true;
    }
}

// The length that most full lines have.
double usual_length(const manuscript& t, const std::vector<line_shape>& shapes) {
    std::vector<std::size_t> lengths;
    for (std::size_t i = 0; i < shapes.size(); ++i)
        if (shapes[i].kind != block_kind::row && t.lines()[i].length >= shortest_full_line + 10)
            lengths.push_back(t.lines()[i].length);
    if (lengths.size() < 3) return 1e9;
    const auto at = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() * 9 / 10);
    std::nth_element(lengths.begin(), at, lengths.end());
    return static_cast<double>(*at);
}

bool is_open_end(const manuscript& t, std::size_t i) {
    return t.has(i, tag::conjunction) || t.has(i, tag::preposition) || is_any_mark(t, i, ",-–(") ||
           (t.is(i, "den") || t.is(i, "att") || t.is(i, "som"));
}

bool is_name_like(const manuscript& t, range w) {
    if (w.size() < 2 || w.size() > 5) return false;
    for (auto i = w.first; i < w.last; ++i)
        if (!t.is_word(i) || !t[i].capital) return false;
    return true;
}

class block_maker {
  public:
    block_maker(manuscript& text, const std::vector<line_shape>& shapes)
        : text_{text}, shapes_{shapes}, usual_{usual_length(text, shapes)} {}

    std::vector<block> run() {
        for (std::size_t i = 0; i < shapes_.size(); ++i) {
            const auto& line = text_.lines()[i];
            gap_ += line.gap + (line.page_begins && i > 0 ? 1 : 0);
            if (shapes_[i].in_row) continue;
            if (shapes_[i].drop) {
                dropped_ = true;
                continue;
            }
            if (continues(i))
                extend(i);
            else
                begin(i);
            gap_ = 0;
            dropped_ = false;
        }
        finish();
        return std::move(blocks_);
    }

  private:
    bool continues(std::size_t i) const {
        if (blocks_.empty()) return false;
        const auto& last = blocks_.back();
        const auto& next = shapes_[i];
        if (next.kind == block_kind::row || next.kind == block_kind::bullet) return false;
        // "NORSJÖ" and below it "kommun".
        if (next.kind == block_kind::logo)
            return last.kind == block_kind::logo && gap_ == 0 && !text_[next.words.first].capital;
        if (last.kind == block_kind::row || (next.number != 0 && next.words.first != text_.lines()[i].words.first))
            return false;
        const auto last_words = parts_.back();
        const auto end = last_words.last - 1;
        const auto start = next.words.first;
        const bool small = text_.is_word(start) && !text_[start].capital;
        // Where lines are whole paragraphs none of them is broken because it is full.
        const bool wrapped = usual_ < unwrapped;
        const auto with_next = static_cast<double>(last.length + 1 + text_[start].span.end - text_[start].span.begin);
        const bool full = wrapped && with_next > usual_ * full_share && last.length >= shortest_full_line;
        const bool ended = ends_sentence(text_, last_words);
        if (gap_ > 0)
            return small && !ended && last.length >= shortest_full_line && last.kind != block_kind::logo &&
                   !text_.is(end, ":") && (full || dropped_ || static_cast<double>(last.length) > usual_ * 0.6);
        // Under a list's item, without an empty line between, stands the rest of the item.
        const bool within_item = last.kind == block_kind::bullet && wrapped;
        if (ended) return (full || within_item) && !heading_follows(i);
        if (text_.is(end, ":")) return false;
        if (small) return !(is_name_like(text_, last_words) && text_.any(next.words, tag::title_word));
        if (is_open_end(text_, end))
            return wrapped || last.length >= shortest_full_line || !text_.has(last_words.first, tag::asking);
        if (text_.is_number(start) && last.length >= shortest_full_line) return true;
        return full && !is_date_label(start);
    }

    // A short line without an end mark, after a sentence that has ended and before a line that begins anew.
    bool heading_follows(std::size_t i) const {
        const auto& next = shapes_[i];
        if (text_.lines()[i].length > shortest_full_line * 2 || ends_sentence(text_, next.words)) return false;
        if (i + 1 >= shapes_.size() || text_.lines()[i + 1].gap > 0) return true;
        const auto after = shapes_[i + 1].words.first;
        return text_[after].capital && static_cast<double>(text_.lines()[i].length) < usual_ * 0.7;
    }

    bool is_date_label(std::size_t i) const { return text_.is(i, "datum") || text_.has(i, tag::registration); }

    void begin(std::size_t i) {
        finish();
        block b;
        b.kind = shapes_[i].kind;
        b.number = shapes_[i].number;
        b.gap = gap_;
        b.cells = shapes_[i].cells;
        b.length = text_.lines()[i].length;
        blocks_.push_back(std::move(b));
        parts_ = {shapes_[i].words};
    }

    void extend(std::size_t i) {
        parts_.push_back(shapes_[i].words);
        auto& b = blocks_.back();
        b.length = text_.lines()[i].length;
        if (b.kind == block_kind::logo && shapes_[i].kind != block_kind::logo) b.kind = block_kind::paragraph;
    }

    void finish() {
        if (blocks_.empty() || parts_.empty()) return;
        auto& b = blocks_.back();
        b.words = parts_.size() == 1 ? parts_.front() : text_.append(parts_);
        if (b.kind == block_kind::paragraph && parts_.size() > 1 && is_logo(text_, b.words)) b.kind = block_kind::logo;
        parts_.clear();
    }

    manuscript& text_;
    const std::vector<line_shape>& shapes_;
    double usual_;
    std::vector<block> blocks_;
    std::vector<range> parts_;
    std::size_t gap_ = 0;
    bool dropped_ = false;
};

} // namespace

bool ends_sentence(const manuscript& text, range words) {
    if (words.empty()) return false;
    auto i = words.last - 1;
    while (i > words.first && is_any_mark(text, i, ")\"'"))
        --i;
    return is_any_mark(text, i, ".!?");
}

std::vector<block> make_blocks(manuscript& text) {
    const auto& lines = text.lines();
    std::vector<line_shape> shapes;
    shapes.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto row = [&](std::size_t k) { return k < lines.size() && lines[k].cells.size() > 1; };
        shapes.push_back(shape_of(text, lines[i], row(i + 1) || (i > 0 && row(i - 1))));
    }
    for (const auto& table : find_stacked(text))
        put_rows(lines, table, shapes);
    drop_running_heads(text, shapes);
    return block_maker{text, shapes}.run();
}

} // namespace reading::doc
