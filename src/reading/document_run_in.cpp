#include "reading/document_run_in.hpp"

#include "reading/document_plan.hpp"
#include "reading/document_sections.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

namespace reading::doc {

namespace {

constexpr std::size_t most_label_words = 6;
constexpr std::size_t most_pointed_words = 4;
constexpr std::size_t most_cell_words = 7;
constexpr std::size_t fewest_words = 4; // of what a label stands before
constexpr std::size_t most_asking_words = 12;
constexpr std::size_t fewest_answering = 1;
constexpr std::ptrdiff_t fewest_asked = 3;
constexpr std::size_t fewest_rows = 2; // of a form
constexpr int fewest_repeated = 3;     // times that a label stands which belongs to what is around it

bool heads_text(const manuscript& t, range label) {
    const auto kinds = sections_of_heading(t, label);
    constexpr section_kind told[] = {section_kind::basis, section_kind::aims, section_kind::follow_up,
                                     section_kind::feedback, section_kind::validity};
    for (const auto kind : told)
        if (has(kinds, kind)) return true;
    return false;
}

block made(block_kind kind, range words, std::size_t gap) {
    block b;
    b.kind = kind;
    b.words = words;
    b.gap = gap;
    return b;
}

class opener {
  public:
    opener(const manuscript& text, std::vector<block>& blocks) : t_{text}, blocks_{blocks} {}

    std::vector<block> run() {
        for (const auto& b : blocks_)
            if (const auto label = label_of(b); !label.empty()) ++times_[label];
        const auto asked =
            std::count_if(blocks_.begin(), blocks_.end(), [&](const block& b) { return answer_in(b) != no_place; });
        for (std::size_t i = 0; i < blocks_.size();) {
            if (const auto end = form_at(i); end > i) {
                for (; i < end; ++i)
                    open_row(blocks_[i]);
                continue;
            }
            // "Varför?" on each of several cards belongs to its card.
            const bool once = times_[label_of(blocks_[i])] < 2;
            const auto answer = asked >= fewest_asked && once ? answer_in(blocks_[i]) : no_place;
            if (answer != no_place)
                open_answer(blocks_[i++], answer);
            else
                open_line(blocks_[i++]);
        }
        return std::move(out_);
    }

  private:
    // "Bakgrund: Löftet bygger på …"
    void open_line(block& b) {
        // Without an empty line above it, "Mål: …" is told of what stands above.
        if (b.kind == block_kind::paragraph && !b.signature && times_[label_of(b)] < fewest_repeated &&
            (b.gap > 0 || tells_of_whole(b.words)))
            for (auto i = b.words.first + 1; i + fewest_words < b.words.last && i < b.words.first + most_label_words;
                 ++i)
                if ((t_.is(i, ":") || ends_label(b.words, i)) && t_[i + 1].spaced &&
                    heads_text(t_, {b.words.first, i}) && !t_.has(b.words.first, tag::sec_validity)) {
                    out_.push_back(made(block_kind::paragraph, {b.words.first, i}, b.gap));
                    b.words.first = i + 1;
                    break;
                }
        out_.push_back(std::move(b));
    }

    // "Bakgrund. Under hösten …"
    bool ends_label(range words, std::size_t i) const {
        return t_.is(i, ".") && i <= words.first + most_pointed_words && t_[i + 1].capital &&
               !t_.has(i - 1, tag::abbreviation) && t_[words.first].capital;
    }

    // "Vad bygger löftet på? En enkät …": behind the mark of a question that its answer stands beside; else no place.
    std::size_t answer_in(const block& b) const {
        const auto end = std::min(b.words.last, b.words.first + most_asking_words);
        for (auto i = b.words.first + 1; i + fewest_answering < end; ++i)
            if (t_.is(i, "?"))
                return b.kind == block_kind::paragraph && !b.signature && t_.has(b.words.first, tag::asking) ? i + 1
                                                                                                             : no_place;
        return no_place;
    }

    // A list of questions and answers: each question heads its answer.
    void open_answer(block& b, std::size_t answer) {
        out_.push_back(made(block_kind::paragraph, {b.words.first, answer}, std::max<std::size_t>(b.gap, 1)));
        b.words.first = answer;
        b.gap = 0;
        out_.push_back(std::move(b));
    }

    // "Du har sagt:" above each promise belongs to it; empty where no label begins the block.
    std::string label_of(const block& b) const {
        std::string label;
        for (auto i = b.words.first; i < b.words.last && i <= b.words.first + most_label_words; ++i) {
            if (t_.is(i, ":") || t_.is(i, "?")) return label;
            label += t_.folded(i) + ' ';
        }
        return {};
    }

    bool tells_of_whole(range words) const {
        // "Så berättar vi: …"
        const bool so = t_.is(words.first, "så") || t_.is(words.first, "hur");
        const auto end = so ? std::min(words.last, words.first + 4) : words.first + 1;
        return t_.any({words.first, end}, tag::sec_follow_up) || t_.any({words.first, end}, tag::sec_feedback);
    }

    bool is_pair(const block& b) const {
        return b.kind == block_kind::row && b.cells.size() == 2 && !b.signature && !b.cells[0].empty() &&
               b.cells[0].size() <= most_cell_words;
    }

    // The end of a table of two columns of which some rows are a heading and its text; `i` where none begins.
    std::size_t form_at(std::size_t i) const {
        auto end = i;
        std::size_t headed = 0;
        for (; end < blocks_.size() && is_pair(blocks_[end]); ++end) {
            if (heads_plan(t_, blocks_[end].cells)) return i;
            headed += heads_text(t_, blocks_[end].cells[0]) && blocks_[end].cells[1].size() >= fewest_words;
        }
        return headed >= fewest_rows ? end : i;
    }

    void open_row(const block& row) {
        out_.push_back(made(block_kind::paragraph, row.cells[0], 1));
        auto from = row.cells[1].first;
        auto kind = block_kind::paragraph;
        for (auto i = from; i <= row.cells[1].last; ++i) {
            if (i < row.cells[1].last && !t_.is(i, "•")) continue;
            if (i > from) out_.push_back(made(kind, {from, i}, 0));
            kind = block_kind::bullet;
            from = i + 1;
        }
    }

    const manuscript& t_;
    std::vector<block>& blocks_;
    std::vector<block> out_;
    std::unordered_map<std::string, int> times_; // that a label begins a block
};

} // namespace

void open_run_in_headings(const manuscript& text, std::vector<block>& blocks) { blocks = opener{text, blocks}.run(); }

} // namespace reading::doc
