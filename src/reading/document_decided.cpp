#include "reading/document_cover.hpp"

#include "reading/document_dates.hpp"

// The day that the document was decided.
namespace reading::doc {

namespace {

constexpr std::size_t head_blocks = 14;
constexpr std::size_t short_line_words = 12;

enum rank { none, in_head, at_signature, labelled };

class date_finder {
  public:
    date_finder(const manuscript& text, const outline& doc) : t_{text}, doc_{doc} {}

    found_date run() {
        std::size_t first_signature = doc_.blocks.size();
        for (std::size_t b = doc_.blocks.size(); b-- > 0;)
            if (doc_.blocks[b].signature) first_signature = b;
        for (std::size_t b = 0; b < doc_.blocks.size(); ++b)
            look(b, first_signature);
        return best_;
    }

  private:
    void look(std::size_t b, std::size_t first_signature) {
        const auto& block = doc_.blocks[b];
        if (block.kind == block_kind::bullet || block.cells.size() > 4) return;
        for (auto i = block.words.first; i < block.words.last; ++i) {
            const auto date = date_at(t_, i, block.words.last);
            if (!date) continue;
            weigh(*date, rank_of(b, date->words, first_signature));
            i = date->words.last - 1;
        }
    }

    rank rank_of(std::size_t b, range date, std::size_t first_signature) const {
        const auto& block = doc_.blocks[b];
        // "1 april 2024 – 31 mars 2026" is a period.
        const auto then = past_until(t_, date.last, block.words.last);
        if (then != date.last && date_at(t_, then, block.words.last)) return none;
        if (date.first > block.words.first &&
            (t_.is(date.first - 1, "-") || ends_period(block.words.first, date.first)))
            return none;
        const range before{date.first > block.words.first + 9 ? date.first - 9 : block.words.first, date.first};
        for (auto i = before.last; i > before.first && before.last - i < 4;)
            if (t_.has(--i, tag::not_decided)) return none;
        if (t_.any(before, tag::decided_label) || tells_signing(before)) return labelled;
        // "Parterna har träffat denna överenskommelse den 14 december 2023"
        const auto concluded = t_.find(before, tag::concluded);
        if (t_.any({concluded, before.last}, tag::agreement) || t_.any({concluded, before.last}, tag::pledge_noun))
            return labelled;
        if (b >= head_blocks && ends_with_place_and_date(block.words, date)) return at_signature;
        if (block.words.size() > short_line_words + date.size()) return none; // first: a long block may hold many dates
        if (t_.any(block.words, tag::valid_verb)) return none;
        if (t_.any(before, tag::modal) || t_.any(before, tag::finite)) return none;
        if (b > 0 && doc_.blocks[b - 1].words.size() < 5 && t_.any(doc_.blocks[b - 1].words, tag::decided_label))
            return labelled;
        // "Norrby den 3 maj 2024" alone below the text.
        if (b >= head_blocks && is_place_and_date(block.words, date)) return at_signature;
        const bool near = first_signature < doc_.blocks.size() && b + 6 >= first_signature && b > 2;
        if (near || (b >= head_blocks && t_.any(before, tag::date_label))) return at_signature;
        return b < head_blocks ? in_head : none;
    }

    // "Löftena skrevs under den …", "Löftet undertecknades …"; the agreement it belongs to was signed another day.
    bool tells_signing(range before) const {
        for (auto i = t_.find(before, tag::pledge_noun); i + 1 < before.last; ++i) {
            const bool signs = t_.folded(i).starts_with("underteckna") || t_.folded(i).starts_with("signera") ||
                               (t_.folded(i).starts_with("skr") && t_.is(i + 1, "under"));
            if (signs) return !t_.any(before, tag::modal);
        }
        return false;
    }

    // "till", "t.o.m.", "till och med den" right before a date.
    bool ends_period(std::size_t from, std::size_t date) const {
        for (auto i = date; i > from && date - i < 6;) {
            --i;
            if (past_until(t_, i, date) == date) return true;
        }
        return false;
    }

    // "Avtalet finns i två exemplar. Norrby 2024-05-03."
    bool ends_with_place_and_date(range w, range date) const {
        auto from = date.first;
        while (from > w.first && date.first - from < 5 && !t_.is(from - 1, "."))
            --from;
        const auto end = t_.is(w.last - 1, ".") ? w.last - 1 : w.last;
        return from > w.first && is_place_and_date({from, end}, date);
    }

    bool is_place_and_date(range w, range date) const {
        if (date.last != w.last || date.first == w.first || date.first - w.first > 4 || !t_[w.first].capital)
            return false;
        for (auto i = w.first; i < date.first; ++i)
            if (!(t_[i].capital || t_.has(i, tag::date_label) || t_.is(i, ",") || t_.has(i, tag::conjunction)))
                return false;
        return true;
    }

    void weigh(const written_date& date, rank r) {
        if (r == none || r < best_rank_) return;
        const bool later = r == best_rank_ && date.value && (!best_.value || *date.value > *best_.value);
        if (r == best_rank_ && !(later && r != in_head)) return;
        best_rank_ = r;
        const int weekday = weekday_before(t_, date.words.first);
        const bool differs = weekday && date.value && static_cast<int>(base::iso_weekday(*date.value)) != weekday;
        best_ = {date.value, t_.span_of(date.words), !date.value, differs};
    }

    const manuscript& t_;
    const outline& doc_;
    found_date best_;
    rank best_rank_ = none;
};

} // namespace

found_date find_decided(const manuscript& text, const outline& doc) { return date_finder{text, doc}.run(); }

void begin_at_signing(const manuscript& t, const outline& doc, const std::vector<sentence_role>& roles,
                      const found_date& decided, found_validity& valid) {
    constexpr std::size_t reach = 6; // words from "från" to "undertecknandet"
    if (valid.value.from || !decided.value || !valid.questions.empty()) return;
    for (std::size_t s = 0; s < roles.size(); ++s) {
        const auto words = doc.sentences[s].words;
        for (auto i = words.first; roles[s].validity && i < words.last; ++i) {
            if (!t.folded(i).starts_with("underteckn") && !t.is(i, "beslutet") && !t.is(i, "beslutsdatum")) continue;
            for (auto k = i; k > words.first && i - k < reach;)
                if (t.is(--k, "från") || t.is(k, "vid")) {
                    valid.value.from = decided.value;
                    valid.from = decided.span;
                    return;
                }
        }
    }
}

} // namespace reading::doc
