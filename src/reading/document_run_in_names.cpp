#include "reading/document_leads.hpp"
#include "reading/document_plan.hpp"
#include "reading/document_run_in.hpp"
#include "reading/document_sections.hpp"
#include "reading/document_sentences.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace reading::doc {

namespace {

constexpr std::size_t most_name_words = 6;
constexpr std::size_t most_label_words = 4; // before a colon
constexpr std::size_t most_steps = 6;       // words of "Och så till sist"
constexpr std::size_t fewest_told = 5;      // words of what stands behind a name
constexpr std::size_t fewest_named = 2;

// A letter's areas: "Farten. Många kör för fort, och polisen kommer att …", one in each paragraph.
class name_opener {
  public:
    name_opener(const manuscript& text, std::vector<block>& blocks) : t_{text}, blocks_{blocks} {}

    std::vector<block> run() {
        std::vector<range> names;
        names.reserve(blocks_.size());
        std::unordered_map<std::string, std::size_t> times;
        std::size_t promising = 0, first = blocks_.size(), last = 0;
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            names.push_back(name_of(blocks_[i]));
            // "Exempel: …" on each of several is no name.
            if (!names.back().empty() && ++times[t_.plain(names.back())] > 1) return std::move(blocks_);
            if (names.back().empty() || !promises({names.back().last, blocks_[i].words.last})) continue;
            ++promising;
            first = std::min(first, i);
            last = i;
        }
        if (promising < fewest_named) return std::move(blocks_);
        while (last + 1 < blocks_.size() && !names[last + 1].empty())
            ++last; // "Bedrägerierna. Tillsammans bjuder vi in …"
        // An area of several paragraphs may go on below the last name too.
        bool parted = false;
        for (auto i = first; i < last; ++i)
            parted = parted || names[i].empty();
        std::vector<block> out;
        out.reserve(blocks_.size() + promising);
        for (std::size_t i = 0; i < blocks_.size(); ++i) {
            if (names[i].empty() || i < first || i > last) {
                blocks_[i].ends_area = blocks_[i].ends_area || (i == last + 1 && !parted);
                out.push_back(std::move(blocks_[i]));
            } else {
                open(blocks_[i], names[i], out);
            }
        }
        return out;
    }

  private:
    // "Farten" of "Farten. …" and "OM FARTEN. …", and where something is promised of "Farten: …" and "Farten – …";
    // empty where the block does not begin with a name.
    range name_of(const block& b) const {
        if (b.kind != block_kind::paragraph || b.signature || b.gap == 0 || b.words.size() < fewest_told + 2) return {};
        const auto from = past_transition(b.words);
        auto end = from;
        while (end < b.words.last && end - from <= most_name_words && t_[end].kind == token_kind::word)
            ++end;
        range name{from, end};
        if (name.empty() || end + fewest_told >= b.words.last || !t_[b.words.first].capital) return {};
        const bool point = t_.is(end, ".") && t_[end + 1].capital && !t_.has(end - 1, tag::abbreviation);
        const bool label = (t_.is(end, ":") || (t_.is(end, "-") && t_[end].spaced)) && !names_column(t_, name) &&
                           name.size() <= most_label_words && promises({end, b.words.last});
        if (!(point || label) || !t_[end + 1].spaced) return {};
        if (name.size() > 1 && (t_.is(name.first, "om") || t_.has(name.first, tag::in_order))) ++name.first;
        if (t_.any({name.first, t_.find(name, tag::subordinator)}, tag::finite) || t_.any(name, tag::modal) ||
            t_.any(name, tag::will) || t_.any(name, tag::pledge_verb) || t_.any(name, tag::we))
            return {};
        const bool told = names_only_parties(t_, name) || leads_to_promises(t_, name) ||
                          sections_of_heading(t_, name).any() || t_.has(name.first, tag::bound_word);
        return told ? range{} : name;
    }

    // Behind "Vi börjar med", "Så till", "Och till sist", which lead from one area to the next.
    std::size_t past_transition(range w) const {
        static constexpr std::array<std::string_view, 22> steps{
            "vi",  "börjar", "börja",    "fortsätter", "fortsätta", "låt",  "oss",  "går",   "vidare", "över", "nu",
            "var", "och",    "avslutar", "också",      "till",      "sist", "inte", "minst", "men",    "då",   "med"};
        auto i = w.first;
        const auto leads = [&](std::size_t k) {
            return t_.has(k, tag::in_order) || t_.is(k, "så") ||
                   (t_.is(k, "det") && k > w.first && t_.is(k - 1, "var")) ||
                   std::any_of(steps.begin(), steps.end(), [&](std::string_view s) { return t_.is(k, s); });
        };
        while (i < w.last && i - w.first < most_steps && leads(i))
            ++i;
        return i - w.first < 2 || i == w.last || t_.is(i - 1, "vi") ? w.first : i;
    }

    bool promises(range words) const {
        return t_.any(words, tag::modal) || t_.any(words, tag::pledge_verb) || t_.any(words, tag::will);
    }

    static void open(block& b, range name, std::vector<block>& out) {
        out.push_back(block_of(block_kind::heading, name, std::max<std::size_t>(b.gap, 1)));
        b.words.first = name.last + 1;
        b.gap = 0;
        out.push_back(std::move(b));
    }

    const manuscript& t_;
    std::vector<block>& blocks_;
};

} // namespace

void open_run_in_names(const manuscript& text, std::vector<block>& blocks) { blocks = name_opener{text, blocks}.run(); }

} // namespace reading::doc
