#include "reading/document_blocks.hpp"
#include "reading/document_leads.hpp"
#include "reading/document_line_shapes.hpp"
#include "reading/document_plan.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string>

namespace reading::doc {

namespace {

constexpr std::size_t shortest_full_line = 30;
constexpr double full_share = 0.88; // of the usual line length: proportional type makes lines uneven
constexpr std::size_t most_bracketed = 7;
constexpr double short_share = 0.6;
constexpr std::size_t most_asked_words = 12;
constexpr double unwrapped = 140; // longer lines are whole paragraphs

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
        if (gap_ == 0 && is_in_brackets(next.words)) return true; // "(Polisen)" below the item
        const auto end = last_words.last - 1;
        const auto start = next.words.first;
        const bool small = text_.is_word(start) && !text_[start].capital;
        // Where lines are whole paragraphs none of them is broken because it is full.
        const bool wrapped = usual_ < unwrapped;
        const auto with_next = static_cast<double>(last.length + 1 + text_[start].length());
        const bool full = wrapped && with_next > usual_ * full_share && last.length >= shortest_full_line;
        const bool ended = ends_sentence(text_, last_words);
        if (gap_ > 0)
            return small && !ended && last.length >= shortest_full_line && last.kind != block_kind::logo &&
                   !text_.is(end, ":") && (full || dropped_ || static_cast<double>(last.length) > usual_ * short_share);
        // Under a list's item, without an empty line between, stands the rest of the item.
        const bool within_item = last.kind == block_kind::bullet && wrapped;
        // "1. Varför ett löfte?" heads the answer below it.
        const bool asked = parts_.size() == 1 && last.number > 0 && text_.is(end, "?") &&
                           last_words.size() <= most_asked_words && !full;
        if (ended && asked) return false;
        if (last.kind == block_kind::bullet && holds_only_owners(text_, next.words)) return true;
        if (ended) return (full || within_item) && !heading_follows(i) && !begins_label(next.words);
        if (text_.is(end, ":")) return false;
        if (begins_signature(next.words) || begins_label(next.words)) return false;
        if (small) return !(is_name_like(text_, last_words) && text_.any(next.words, tag::title_word));
        // "Samverkan: -"
        const bool none = text_[end].spaced && end > last_words.first && text_.is(end - 1, ":");
        // "Så vet vi att det blir av"
        const bool short_line = static_cast<double>(last.length) < usual_ * short_share;
        if (text_.has(end, tag::preposition) && text_.has(last_words.first, tag::asking) && wrapped && short_line)
            return false;
        if (is_open_end(text_, end) && !none)
            return wrapped || last.length >= shortest_full_line || !text_.has(last_words.first, tag::asking);
        if (text_.is_number(start) && last.length >= shortest_full_line) return true;
        return full && !is_date_label(start);
    }

    bool is_in_brackets(range w) const {
        if (w.size() < 3 || w.size() > most_bracketed || !text_.is(w.first, "(") || !text_.is(w.last - 1, ")"))
            return false;
        return text_.any(w, tag::police) || text_.any(w, tag::municipal) || text_.any(w, tag::we);
    }

    // "Så berättar vi: …", "Uppföljning: …", "Hur ofta: …".
    bool begins_label(range w) const {
        if (!text_[w.first].capital) return false;
        if (begins_with_column(text_, w)) return true;
        // "Vad bygger löftet på? En enkät …"
        for (auto i = w.first + 1; text_.has(w.first, tag::asking) && i + 1 < w.last && i < w.first + 8; ++i)
            if (text_.is(i, "?")) return true;
        for (auto i = w.first + 1; i < w.last && i < w.first + 6; ++i)
            if (text_.is(i, ":")) {
                const range label{w.first, i};
                return text_.any(label, tag::pledge_verb) || text_.any(label, tag::sec_follow_up) ||
                       text_.any(label, tag::sec_feedback) || text_.any(label, tag::pledge_noun) ||
                       names_only_parties(text_, label) || // "Kommunen: …"
                       text_.has(w.first, tag::sec_basis) || text_.has(w.first, tag::sec_aims);
            }
        return false;
    }

    // "Namn Efternamn, kommunchef": the next who signs.
    bool begins_signature(range w) const {
        for (auto i = w.first; i < w.last && i < w.first + 5; ++i)
            if (text_.is(i, ","))
                return is_name_like(text_, {w.first, i}) &&
                       text_.any({i + 1, std::min(w.last, i + 4)}, tag::title_word);
        return false;
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
        b.sub = shapes_[i].sub;
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

std::size_t end_of_cell(const block& b, std::size_t i) {
    for (const auto& cell : b.cells)
        if (i >= cell.first && i < cell.last) return cell.last;
    return b.words.last;
}

block block_of(block_kind kind, range words, std::size_t gap) {
    block b;
    b.kind = kind;
    b.words = words;
    b.gap = gap;
    return b;
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
    drop_contents(text, shapes);
    drop_running_heads(text, shapes);
    return block_maker{text, shapes}.run();
}

} // namespace reading::doc
