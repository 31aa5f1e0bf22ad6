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
constexpr std::size_t most_line_words = 14;
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
            if (listing_ = listing_ && is_line(blocks_[i]); listing_) {
                blocks_[i].kind = block_kind::bullet;
                out_.push_back(std::move(blocks_[i++]));
                continue;
            }
            // "Varför?" on each of several cards belongs to its card.
            const bool once = times_[label_of(blocks_[i])] < 2;
            const auto answer = asked >= fewest_asked && once ? answer_in(blocks_[i]) : no_place;
            if (answer != no_place)
                open_answer(blocks_[i++], answer);
            else
                open_line(i++);
        }
        return std::move(out_);
    }

  private:
    // "Bakgrund: Löftet bygger på …", "Bakgrund. Under hösten …", "Varför just detta? Lägesbilden …"
    void open_line(std::size_t at) {
        auto& b = blocks_[at];
        if (b.kind == block_kind::paragraph && !b.signature) {
            const bool in_head = is_grounds_in_head(at);
            // Without an empty line above it, "Mål: …" is told of what stands above.
            const bool open = b.gap > 0 || tells_of_whole(b.words) || in_head;
            const auto end =
                open && times_[label_of(b)] < fewest_repeated ? end_of_label(b, in_head ? 1 : fewest_words) : no_place;
            if (end != no_place) {
                const bool asked = t_.is(end, "?");
                out_.push_back(block_of(block_kind::paragraph, {b.words.first, asked ? end + 1 : end}, b.gap));
                b.words.first = end + 1;
                if (in_head) b.kind = block_kind::bullet, b.gap = 0;
            }
            listing_ = (in_head && end != no_place) || heads_lines(at);
        }
        out_.push_back(std::move(b));
    }

    // The mark behind a heading that has so many words of text behind it; no_place where there is none.
    std::size_t end_of_label(const block& b, std::size_t fewest) const {
        const auto first = b.words.first;
        const auto most = t_.has(first, tag::asking) ? most_asking_words : most_label_words;
        for (auto i = first + 1; i + fewest < b.words.last && i < first + most; ++i) {
            const bool point = t_.is(i, ".") && i <= first + most_pointed_words && t_[i + 1].capital &&
                               !t_.has(i - 1, tag::abbreviation) && t_[first].capital && !names_actor({first, i});
            const bool asked = t_.is(i, "?") && t_.has(first, tag::asking) && t_[i + 1].capital;
            if ((t_.is(i, ":") || point || asked) && t_[i + 1].spaced && heads_text(t_, {first, i}) &&
                !t_.has(first, tag::sec_validity))
                return i;
        }
        return no_place;
    }

    // "Polisen informerar skolorna." is told of somebody, and heads nothing.
    bool names_actor(range words) const {
        return t_.any(words, tag::police) || t_.any(words, tag::municipal) || t_.any(words, tag::we);
    }

    // "Underlag: Trygghetsmätning 2031" below "Gäller: …" and "Diarienummer: …".
    bool is_grounds_in_head(std::size_t at) const {
        if (at == 0 || blocks_[at].gap > 0 || !t_.has(blocks_[at].words.first, tag::sec_basis)) return false;
        const auto above = blocks_[at - 1].words;
        const bool labelled = above.size() > 2 && t_.is(above.first + 1, ":");
        return labelled && (t_.has(above.first, tag::registration) || t_.has(above.first, tag::valid_verb) ||
                            t_.has(above.first, tag::decided_label) || t_.has(above.first, tag::date_label) ||
                            t_.is(above.first, "parter"));
    }

    // "Underlag:" above lines that no mark makes a list.
    bool heads_lines(std::size_t at) const {
        const auto head = blocks_[at].words;
        const bool label = head.size() <= 2 && !head.empty() && t_.has(head.first, tag::sec_basis);
        return label && at + 2 < blocks_.size() && is_line(blocks_[at + 1]) && is_line(blocks_[at + 2]);
    }

    bool is_line(const block& b) const {
        return b.kind == block_kind::paragraph && b.gap == 0 && !b.signature && b.words.size() <= most_line_words &&
               label_of(b).empty() && !ends_sentence(t_, b.words);
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
        out_.push_back(block_of(block_kind::paragraph, {b.words.first, answer}, std::max<std::size_t>(b.gap, 1)));
        b.words.first = answer;
        b.gap = 0;
        out_.push_back(std::move(b));
    }

    // "Du har sagt:" above each promise belongs to it; empty where no label begins the block.
    std::string label_of(const block& b) const {
        std::string label;
        for (auto i = b.words.first; i < b.words.last && i <= b.words.first + most_label_words; ++i) {
            const bool ends = i + 1 == b.words.last || t_[i + 1].spaced; // "(2023:196)"
            if (ends && (t_.is(i, ":") || t_.is(i, "?"))) return label;
            label.append(t_.folded(i)) += ' ';
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
        out_.push_back(block_of(block_kind::paragraph, row.cells[0], 1));
        auto from = row.cells[1].first;
        auto kind = block_kind::paragraph;
        for (auto i = from; i <= row.cells[1].last; ++i) {
            if (i < row.cells[1].last && !t_.is(i, "•")) continue;
            if (i > from) out_.push_back(block_of(kind, {from, i}, 0));
            kind = block_kind::bullet;
            from = i + 1;
        }
    }

    const manuscript& t_;
    std::vector<block>& blocks_;
    std::vector<block> out_;
    bool listing_ = false;                       // the lines that follow are items
    std::unordered_map<std::string, int> times_; // that a label begins a block
};

} // namespace

void open_run_in_headings(const manuscript& text, std::vector<block>& blocks) { blocks = opener{text, blocks}.run(); }

} // namespace reading::doc
