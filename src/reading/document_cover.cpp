#include "reading/document_cover.hpp"

#include "base/text.hpp"
#include "reading/document_dates.hpp"
#include "reading/document_leads.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t head_blocks = 14;
constexpr std::size_t most_reference_words = 14;
constexpr std::size_t short_line_words = 12;
constexpr std::size_t most_label_words = 3; // of "Diarienummer:"
constexpr std::size_t annex_reach = 14;     // words from "bilaga till den" back to the agreement

// Where a registration number after its label ends.
std::size_t number_end(const manuscript& t, std::size_t from, std::size_t end) {
    auto i = from;
    bool digit = false;
    for (; i < end && i - from < most_reference_words; ++i) {
        if (t.has(i, tag::registration) || t.has(i, tag::date_label) || t.has(i, tag::decided_label)) break;
        if (t.is(i, ",") || t.is(i, ";") || t.is(i, "(") || t.is(i, ")") || t.is(i, "och")) break;
        if (i > from && t[i].spaced && t.is_word(i) && !t[i].capital) break;
        if (digit && t[i].spaced && date_at(t, i, end)) break;
        digit = digit || t.is_number(i);
    }
    while (i > from && (t.is(i - 1, ".") || t.is(i - 1, "-")))
        --i;
    return i;
}

class reference_finder {
  public:
    reference_finder(const manuscript& text, const outline& doc, const found_parties& parties)
        : t_{text}, doc_{doc}, parties_{parties} {}

    std::vector<found_reference> run() {
        for (std::size_t b = 0; b < doc_.blocks.size(); ++b) {
            const auto& block = doc_.blocks[b];
            for (auto i = block.words.first; i < block.words.last; ++i) {
                if (!t_.has(i, tag::registration) && !t_.has(i, tag::case_word)) continue;
                // "Dnr" may say itself twice: "Diarienummer (dnr)".
                i = read(b, i) - 1;
            }
        }
        if (found_.empty()) unlabelled();
        return std::move(found_);
    }

  private:
    // "KS 2024/317" alone in the head, on a line or in a cell.
    void unlabelled() {
        for (std::size_t b = 0; b < doc_.blocks.size() && b < head_blocks; ++b) {
            const auto& block = doc_.blocks[b];
            auto pieces = block.cells;
            if (pieces.empty()) pieces.push_back(block.words);
            for (std::size_t column = 0; column < pieces.size(); ++column) {
                const auto w = pieces[column];
                if (!is_bare_number(w)) continue;
                // "Norrby kommun | Polisen" above them
                const bool below = b > 0 && !block.cells.empty() && block.gap == 0 &&
                                   doc_.blocks[b - 1].cells.size() == block.cells.size();
                const auto above = below ? party_in(doc_.blocks[b - 1].cells[column]) : party_above(b);
                found_.push_back({{t_.plain(w), above}, t_.span_of(w)});
            }
            if (!found_.empty()) return;
        }
    }

    // "KS 2024/317", "KS/2024/0019/180", "A598.331/2024": letters, and numbers with a stroke between.
    bool is_bare_number(range w) const {
        if (w.size() < 4 || w.size() > 8 || !t_.is_number(w.last - 1) || !looks_registered(w)) return false;
        const auto stroke = [&](std::size_t i) { return t_.is(i, "/") || t_.is(i, "-") || t_.is(i, ":"); };
        if (t_.is_upper(w.first) && !t_.has(w.first, tag::pledge_noun) && !t_.has(w.first, tag::document_noun)) {
            const auto first = stroke(w.first + 1) ? w.first + 2 : w.first + 1;
            return t_.is_number(first) && first + 1 < w.last && stroke(first + 1);
        }
        const bool letter = t_.is_word(w.first) && t_[w.first].capital && t_.folded(w.first).size() == 1;
        return letter && t_.is_number(w.first + 1) && stroke(w.last - 2) && t_[w.last - 1].digits == 4;
    }

    // Past the remark, colon and party that stand between the label and the number.
    std::size_t value_start(std::size_t i, std::size_t end) const {
        while (i < end) {
            if (t_.is(i, "(")) {
                while (i < end && !t_.is(i, ")"))
                    ++i;
            } else if (!(t_.is(i, ":") || t_.is(i, ".") || t_.is(i, "är") || t_.is(i, "nr") || t_.is(i, "hos") ||
                         t_.is(i, "för") || t_.has(i, tag::registration) || t_.is(i, ",") ||
                         (t_.is_word(i) && is_party(i)) || (i > 0 && t_.is(i, "s") && !t_[i].spaced))) {
                return i;
            }
            ++i;
        }
        return end;
    }

    bool is_party(std::size_t i) const {
        return t_.has(i, tag::police) || t_.has(i, tag::municipal) || t_[i].place != no_place;
    }

    std::size_t read(std::size_t b, std::size_t label) {
        const auto& block = doc_.blocks[b];
        auto end = block.words.last;
        for (const auto& cell : block.cells)
            if (label >= cell.first && label < cell.last) end = cell.last;
        const auto from = value_start(label + 1, end);
        range number{from, number_end(t_, from, end)};
        std::optional<std::string> party = party_in({block.words.first, from});
        if (number.empty() && listed_below(b)) return std::max(label + 1, from);
        auto stop = end;
        if (number.empty()) {
            number = below(b, label);
            if (add_by_places(number)) return std::max(label + 1, from);
            stop = number.last;
            if (!number.empty()) number.last = number_end(t_, number.first, number.last);
        }
        // "Ärende 2025/118", but not "Ärende: Löften för 2025"
        const bool loose =
            t_.has(label, tag::case_word) && !(looks_registered(number) && t_.is_number(number.last - 1));
        if (!is_number(number) || loose) return std::max(label + 1, from);
        if (!party) party = party_above(b);
        if (const auto after = party_behind(number.last, stop)) party = after;
        found_.push_back({{t_.plain(number), party}, t_.span_of(number)});
        more_after(number.last, stop);
        return std::max(label + 1, number.last <= end && number.first >= from ? number.last : from);
    }

    // "Norrby: KS 2024/5, Söderby: 2024-118": false where the numbers are not told so.
    bool add_by_places(range numbers) {
        std::vector<found_reference> all;
        for (auto from = numbers.first; from < numbers.last;) {
            auto end = from;
            while (end < numbers.last && !t_.is(end, ",") && !t_.is(end, ";"))
                ++end;
            auto value = from;
            while (value < end && !t_.is(value, ":"))
                ++value;
            const auto party = party_in({from, value});
            const range number{value + 1, end};
            if (!party || value == from || value >= end || !is_number(number)) return false;
            all.push_back({{t_.plain(number), party}, t_.span_of(number)});
            from = end + 1;
        }
        found_.insert(found_.end(), all.begin(), all.end());
        return !all.empty();
    }

    // "KS 2024/5 (kommunen)".
    std::optional<std::string> party_behind(std::size_t i, std::size_t end) const {
        if (i >= end || !t_.is(i, "(")) return std::nullopt;
        auto last = i;
        while (last < end && !t_.is(last, ")"))
            ++last;
        return party_in({i, last});
    }

    // "Dnr KS 2024/5 (kommunen), A123.456/2024 (polisen)", "dnr 2024-15 och A12.345/2024".
    void more_after(std::size_t i, std::size_t end) {
        while (i < end) {
            if (t_.is(i, "("))
                while (i < end && !t_.is(i, ")"))
                    ++i;
            while (i < end && (t_.is(i, ")") || t_.is(i, ",") || t_.is(i, ";") || t_.is(i, "och") || t_.is(i, "samt")))
                ++i;
            if (i >= end || t_.has(i, tag::registration)) return;
            const range number{i, number_end(t_, i, end)};
            if (!is_number(number) || !looks_registered(number)) return;
            found_.push_back({{t_.plain(number), party_behind(number.last, end)}, t_.span_of(number)});
            i = number.last;
        }
    }

    // Capitals, digits, and a stroke, dash or point between.
    bool looks_registered(range w) const {
        bool joint = false;
        for (auto i = w.first; i < w.last; ++i) {
            joint = joint || t_.is(i, "/") || t_.is(i, "-") || t_.is(i, ".") || t_.is(i, ":");
            if (t_.is_word(i) && !t_.is_upper(i) && t_.folded(i).size() > 1) return false;
        }
        return joint && !date_at(t_, w.first, w.last);
    }

    bool is_number(range w) const { return w.size() <= most_reference_words && has_number(w); }

    bool has_number(range w) const {
        for (auto i = w.first; i < w.last; ++i)
            if (t_.is_number(i)) return true;
        return false;
    }

    // "Diarienummer", and below it a line for each party: "Norrby kommun | KS 2024/5". Whether there are such.
    bool listed_below(std::size_t b) {
        const auto before = found_.size();
        if (doc_.blocks[b].words.size() > most_label_words) return false;
        for (auto k = b + 1; k < doc_.blocks.size(); ++k) {
            const auto& line = doc_.blocks[k];
            const bool in_cells = line.cells.size() == 2;
            const auto cut = in_cells ? line.cells[0].last : code_in(line.words);
            const range whose{line.words.first, cut > line.words.first && t_.is(cut - 1, ":") ? cut - 1 : cut};
            const range number = in_cells ? line.cells[1] : range{cut, line.words.last};
            if (whose.empty() || !names_only_parties(t_, whose)) break;
            if (is_number(number) && looks_registered(number))
                found_.push_back({{t_.plain(number), party_in(past_dash(whose))}, t_.span_of(number)});
        }
        return found_.size() > before;
    }

    // Where the number begins in "Norrby kommun KS 2024/5".
    std::size_t code_in(range w) const {
        auto i = w.first;
        while (i < w.last && !t_.is_number(i) &&
               !((t_.is_upper(i) || t_.folded(i).size() == 1) && t_.is_word(i) && !is_party(i)))
            ++i;
        return i;
    }

    // "Söderby kommun – Polisen": of a line without a number, and the next.
    range past_dash(range w) const {
        for (auto i = w.last; i > w.first + 1; --i)
            if (t_.is(i - 1, "-") && t_[i - 1].spaced && i < w.last) return {i, w.last};
        return w;
    }

    // The number in the cell or on the line below a label that stands alone.
    range below(std::size_t b, std::size_t label) const {
        if (b + 1 >= doc_.blocks.size()) return {};
        const auto& block = doc_.blocks[b];
        const auto& next = doc_.blocks[b + 1];
        // "Diarienummer | KS.2025.17"
        if (block.cells.size() == 2 && label < block.cells[0].last && has_number(block.cells[1]) &&
            !date_at(t_, block.cells[1].first, block.cells[1].last))
            return block.cells[1];
        for (std::size_t c = 0; c < block.cells.size() && c < next.cells.size(); ++c)
            if (label >= block.cells[c].first && label < block.cells[c].last) return next.cells[c];
        const bool alone = block.cells.empty() && next.cells.empty() && next.words.size() <= 9 &&
                           !date_at(t_, next.words.first, next.words.last) && !t_.any(next.words, tag::pledge_noun);
        if (!alone || number_end(t_, next.words.first, next.words.last) != next.words.last) return {};
        // A number has capitals and digits, a title has words.
        for (auto i = next.words.first; i < next.words.last; ++i)
            if (t_.is_word(i) && !t_.is_upper(i) && t_.folded(i).size() > 2) return {};
        return next.words;
    }

    std::optional<std::string> party_in(range w) const {
        for (auto i = w.first; i < w.last; ++i) {
            if (const auto* p = parties_.of_place(t_[i].place)) return p->value.name;
            if (t_.has(i, tag::police))
                if (const auto* p = parties_.only(party_kind::police)) return p->value.name;
            if (t_.has(i, tag::municipal) && t_[i].place == no_place)
                if (const auto* p = parties_.only(party_kind::municipality)) return p->value.name;
        }
        return std::nullopt;
    }

    // The name that heads the lines in which the number stands.
    std::optional<std::string> party_above(std::size_t b) const {
        for (std::size_t k = b; k > 0 && b - k < 3;) {
            if (doc_.blocks[k].gap > 0) return std::nullopt;
            --k;
            if (doc_.blocks[k].kind == block_kind::logo) return party_in(doc_.blocks[k].words);
            if (doc_.blocks[k].words.size() > short_line_words) return std::nullopt;
        }
        return std::nullopt;
    }

    const manuscript& t_;
    const outline& doc_;
    const found_parties& parties_;
    std::vector<found_reference> found_;
};

} // namespace

std::vector<found_reference> find_references(const manuscript& text, const outline& doc, const found_parties& parties) {
    return reference_finder{text, doc, parties}.run();
}

// "Bilaga 1" above the pledge, or "Bilaga 1. Medborgarlöfte", in what begins as an agreement.
static range annexed_below(const manuscript& t, const outline& doc) {
    constexpr std::size_t head = 3, most_words = 6;
    bool agreed = false;
    for (std::size_t b = 0; b < doc.blocks.size(); ++b) {
        const auto w = doc.blocks[b].words;
        if (w.empty()) continue;
        agreed = agreed || (b < head && t.any(w, tag::agreement) && !t.any(w, tag::pledge_noun));
        if (!agreed && b >= head) return {};
        if (!agreed || !t.has(w.first, tag::annex) || !t[w.first].capital || w.size() > most_words) continue;
        if (t.any(w, tag::pledge_noun)) return w;
        const bool alone = w.size() <= 3 && b + 1 < doc.blocks.size() && !ends_sentence(t, w);
        if (alone && t.any(doc.blocks[b + 1].words, tag::pledge_noun)) return w;
    }
    return {};
}

range find_annex(const manuscript& t, const outline& doc) {
    for (const auto& b : doc.blocks) {
        if (b.kind == block_kind::row) continue;
        for (auto i = b.words.first; i + 1 < b.words.last; ++i) {
            if (!t.has(i, tag::annex)) continue;
            const auto to = t.is_number(i + 1) ? i + 2 : i + 1;
            if (to >= b.words.last || !t.is(to, "till")) continue;
            for (auto k = to + 1; k < std::min(b.words.last, i + 7); ++k) {
                if (t.is(k, "detta") || t.is(k, "denna")) break;
                if (t.has(k, tag::agreement)) return {i, k + 1};
            }
            // "samverkansöverenskommelsen, som det är bilaga till", "överenskommelsen, och löftet är en bilaga till
            // den"
            if (to + 1 < b.words.last && !t.is(to + 1, "den") && !t.is(to + 1, "det") &&
                t[to + 1].kind != token_kind::mark)
                continue;
            for (auto k = i; k > b.words.first && i - k < annex_reach && !t.is(k - 1, ".");)
                if (t.has(--k, tag::agreement)) return {k, i + 1};
        }
    }
    return annexed_below(t, doc);
}

} // namespace reading::doc
