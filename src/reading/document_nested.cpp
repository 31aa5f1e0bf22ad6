#include "reading/document_nested.hpp"

#include "reading/document_leads.hpp"

#include <utility>

namespace reading::doc {

namespace {

constexpr std::size_t most_name_words = 8;
constexpr std::size_t most_place_words = 9; // of "måndag till torsdag kl. 15–20"
constexpr std::size_t most_prefix = 80;     // letters before an item's words
constexpr std::size_t fewest_headed = 2;    // items with items of their own

// How far in an item stands and by which mark.
struct place {
    std::size_t indent = 0;
    char32_t mark = 0;
    bool operator==(const place&) const = default;
};

place place_of(const manuscript& t, const block& b) {
    const auto& source = t.source();
    const auto begin = t[b.words.first].begin;
    auto from = begin;
    while (from > 0 && begin - from < most_prefix && source[from - 1] != U'\n' && source[from - 1] != U'\f')
        --from;
    place found;
    for (auto i = from; i < begin && (source[i] == U' ' || source[i] == U'\t' || source[i] == 0xA0); ++i)
        ++found.indent;
    const char32_t mark = from + found.indent < begin ? source[from + found.indent] : 0;
    const bool digit = mark >= U'0' && mark <= U'9', letter = mark >= U'a' && mark <= U'z' && mark != U'o';
    found.mark = digit ? U'1' : letter ? U'a' : mark;
    return found;
}

// How deep each item of a run of items stands: further in, or under a mark that is new.
std::vector<std::size_t> depths_of(const manuscript& t, const std::vector<block>& blocks, range run) {
    std::vector<std::size_t> depths;
    std::vector<place> open;
    for (auto i = run.first; i < run.last; ++i) {
        const auto at = place_of(t, blocks[i]);
        while (!open.empty() && open.back().indent > at.indent)
            open.pop_back();
        std::size_t known = open.size();
        for (std::size_t k = open.size(); k-- > 0;)
            if (open[k].mark == at.mark && at.indent < open[k].indent + 2) known = k;
        if (known < open.size())
            open.resize(known + 1);
        else
            open.push_back(at);
        depths.push_back(open.size() - 1);
    }
    return depths;
}

class list_opener {
  public:
    list_opener(manuscript& text, std::vector<block>& blocks) : t_{text}, blocks_{blocks} {}

    std::vector<block> run() {
        for (std::size_t i = 0; i < blocks_.size();) {
            auto end = i;
            while (end < blocks_.size() && goes_on(i, end))
                ++end;
            if (end > i + 1)
                open({i, end});
            else
                for (end = std::max(end, i + 1); i < end; ++i)
                    out_.push_back(std::move(blocks_[i]));
            i = end;
        }
        return std::move(out_);
    }

  private:
    // A cell's words are no mark, and "3. Uppföljning" that stands free below "Löfte: …" is none of its items.
    bool goes_on(std::size_t first, std::size_t i) const {
        const auto& b = blocks_[i];
        const bool free = i > first && b.gap > 0 && b.number > 0 && blocks_[i - 1].number == 0;
        return b.kind == block_kind::bullet && !b.words.empty() && b.owner.empty() && !free;
    }

    void open(range run) {
        const auto depths = depths_of(t_, blocks_, run);
        const auto depth = [&](std::size_t i) { return depths[i - run.first]; };
        const auto end_of = [&](std::size_t i) { // of the items below it
            auto end = i + 1;
            while (end < run.last && depth(end) > depth(i))
                ++end;
            return end;
        };
        std::size_t heads = 0;
        for (auto i = run.first; i < run.last; ++i)
            heads += end_of(i) > i + 1 && names_area(blocks_[i].words);
        for (auto i = run.first; i < run.last; ++i) {
            auto& item = blocks_[i];
            const auto end = end_of(i);
            if (end == i + 1) {
                out_.push_back(std::move(item));
                continue;
            }
            if (leads(item.words)) {
                item.kind = block_kind::paragraph;
            } else if (heads >= fewest_headed && names_area(item.words)) {
                item.kind = block_kind::heading;
                item.gap = 1;
            } else if (only_tells_where({i + 1, end}) && tells_itself(item.words)) {
                std::vector<range> parts{item.words};
                for (auto k = i + 1; k < end; ++k)
                    parts.push_back(with_mark(blocks_[k].words));
                item.words = t_.append(parts);
                out_.push_back(std::move(item));
                i = end - 1;
                continue;
            }
            out_.push_back(std::move(item));
        }
    }

    // The marks part what stands in one sentence then.
    range with_mark(range w) const {
        const bool marked = w.first > 0 && t_[w.first - 1].kind == token_kind::mark;
        return {marked ? w.first - 1 : w.first, w.last};
    }

    bool has_verb(range w) const {
        return t_.any(w, tag::modal) || t_.any(w, tag::pledge_verb) || t_.any(w, tag::finite) || t_.any(w, tag::will) ||
               t_.any(w, tag::service_verb);
    }

    // "Gårdarna", "Unga och droger:"
    bool names_area(range w) const {
        return !w.empty() && w.size() <= most_name_words && t_[w.first].capital && !ends_sentence(t_, w) &&
               !has_verb(w) && !names_only_parties(t_, w) && !leads(w) && !t_.has(w.first, tag::bound_word) &&
               !t_.is_number(w.first);
    }

    // "Kommunen ska", "Polisen lovar att:"
    bool leads(range w) const {
        auto last = w.last;
        while (last > w.first + 1 && t_[last - 1].kind == token_kind::mark)
            --last;
        const bool open = t_.is(last - 1, "att") || t_.has(last - 1, tag::modal) ||
                          t_.has(last - 1, tag::pledge_verb) || t_.is(last - 1, "genom");
        return (open && leads_to_promises(t_, w)) || names_only_parties(t_, w);
    }

    // "Polisen går ett fotpass på följande platser:": says what is done without the items.
    bool tells_itself(range w) const {
        if (!has_verb(w) || w.size() < most_name_words / 2) return false;
        auto last = w.last - 1;
        while (last > w.first && t_[last].kind == token_kind::mark)
            --last;
        return !t_.is(last, "att") && !t_.is(last, "följande") && !t_.has(last, tag::modal) &&
               !t_.has(last, tag::pledge_verb);
    }

    // Names of places, days and times: short, and nothing is done in them.
    bool only_tells_where(range items) const {
        for (auto i = items.first; i < items.last; ++i) {
            const auto w = blocks_[i].words;
            if (w.size() > most_place_words || has_verb(w) || ends_sentence(t_, w) || t_.has(w.first, tag::bound_word))
                return false;
            const bool day = t_.folded(w.first).find("dag") != std::string::npos || t_.is(w.first, "kl");
            const bool infinitive = !t_[w.first].capital && t_.folded(w.first).ends_with('a');
            if (!(t_[w.first].capital || day) || infinitive) return false;
        }
        return true;
    }

    manuscript& t_;
    std::vector<block>& blocks_;
    std::vector<block> out_;
};

} // namespace

void open_nested_lists(manuscript& text, std::vector<block>& blocks) { blocks = list_opener{text, blocks}.run(); }

} // namespace reading::doc
