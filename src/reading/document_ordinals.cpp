#include "reading/document_ordinals.hpp"

#include "reading/document_sentences.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace reading::doc {

namespace {

constexpr std::size_t most_lead_words = 7; // of "Det andra som många av er nämnde är"
constexpr std::size_t most_name_words = 9;
constexpr int last_of_all = 99;

// A sentence that says which matter comes next.
struct ordinal {
    std::size_t block = 0;
    range sentence;
    range name;
    std::size_t rest = 0; // where what is said of it begins
    int number = 0;
};

int ordinal_number(const manuscript& t, std::size_t i) {
    static constexpr std::array<std::string_view, 7> words{"första", "andra",  "tredje", "fjärde",
                                                           "femte",  "sjätte", "sjunde"};
    for (std::size_t n = 0; n < words.size(); ++n)
        if (t.is(i, words[n])) return static_cast<int>(n) + 1;
    return t.is(i, "sista") ? last_of_all : 0;
}

bool is_about(const manuscript& t, std::size_t i) {
    return t.is(i, "gäller") || t.is(i, "är") || t.is(i, "handlar") || t.is(i, "rör") || t.is(i, "avser") ||
           t.is(i, "berör") || t.is(i, "heter") || t.is(i, "blir") || t.is(i, "var") || t.is(i, "kallar");
}

bool ends_name(const manuscript& t, std::size_t i) {
    return t.is(i, ",") || t.is(i, ":") || t.is(i, "där") || t.is(i, "som") || (t.is(i, "-") && t[i].spaced);
}

// "Löfte ett handlar om …", "Område 2 är …": the number that stands behind what is counted; 0 where none does.
int number_behind(const manuscript& t, range s) {
    if (s.size() < 4 || !(t.has(s.first, tag::pledge_noun) || t.has(s.first, tag::area_word))) return 0;
    const auto at = s.first + 1;
    const double n = t.is_number(at) ? t[at].value : t.is(at, "ett") ? 1 : number_word(t.folded(at));
    return n >= 1 && n < last_of_all ? static_cast<int>(n) : 0;
}

// "Det första gäller …", "Vårt andra löfte handlar om …", "Den tredje och sista frågan är …"
ordinal ordinal_in(const manuscript& t, range s) {
    auto i = s.first;
    if (i < s.last && t.is(i, "för")) ++i;
    const bool begins = i + 3 < s.last && (t.is(i, "det") || t.is(i, "den") || t.is(i, "vårt") || t.is(i, "vår") ||
                                           t.is(i, "ert") || t.is(i, "er"));
    const int counted = number_behind(t, s);
    if (counted == 0 && (!begins || ordinal_number(t, i + 1) == 0)) return {};
    ordinal found{.sentence = s, .number = counted != 0 ? counted : ordinal_number(t, i + 1)};
    const auto end = std::min(s.last, i + 2 + most_lead_words);
    i += 2;
    while (i < end && !is_about(t, i) && !t.is(i, ",") && !t.has(i, tag::modal) && !t.has(i, tag::pledge_verb))
        ++i;
    if (i >= end || !is_about(t, i)) return {};
    ++i;
    if (i < s.last && t.is(i, "om")) ++i;
    found.name.first = found.name.last = i;
    while (found.name.last < s.last && !ends_name(t, found.name.last) && !t.is(found.name.last, "."))
        ++found.name.last;
    auto& name = found.name;
    // "Löfte fyra handlar om att vi ska vara lätta att nå"
    const bool clause = counted != 0 && name.size() > 1 && t.is(name.first, "att");
    name.first += clause ? 1 : 0;
    if (clause && name.size() <= most_name_words) {
        found.rest = std::min(name.last + 1, s.last);
        return found;
    }
    if (name.empty() || name.size() > most_name_words || t.is(name.first, "att") || t.any(name, tag::modal) ||
        t.any(name, tag::pledge_verb) || t.is_number(name.first))
        return {};
    found.rest = name.last;
    while (found.rest < s.last && (ends_name(t, found.rest) || t.is(found.rest, ".")))
        ++found.rest;
    return found;
}

// The sentences that count on from one; none where they are fewer than two.
std::vector<ordinal> find_ordinals(const manuscript& t, const std::vector<block>& blocks) {
    std::vector<ordinal> found;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const auto& at = blocks[b];
        if (at.kind != block_kind::paragraph || at.signature) continue;
        for (auto from = at.words.first; from < at.words.last;) {
            const auto end = sentence_end(t, from, at.words.last);
            auto next = ordinal_in(t, {from, end});
            const int due = static_cast<int>(found.size()) + 1;
            if (next.number == due || (next.number == last_of_all && due > 1)) {
                next.block = b;
                found.push_back(next);
            }
            from = end;
        }
    }
    return found.size() > 1 ? found : std::vector<ordinal>{};
}

} // namespace

void open_ordinal_areas(const manuscript& t, std::vector<block>& blocks) {
    const auto all = find_ordinals(t, blocks);
    if (all.empty()) return;
    // What stands below the last is no longer than what stands below the others; then the letter speaks of the whole.
    std::size_t most = 0;
    for (std::size_t k = 1; k < all.size(); ++k)
        most = std::max(most, all[k].block - all[k - 1].block);
    const auto end = all.back().block + std::max<std::size_t>(most, 1);
    std::vector<block> out;
    out.reserve(blocks.size() + 2 * all.size());
    auto next = all.begin();
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (b == end) out.push_back(block_of(block_kind::heading, {blocks[b].words.first, blocks[b].words.first}, 1));
        const bool counted = next != all.end() && next->block == b;
        auto from = blocks[b].words.first;
        for (; next != all.end() && next->block == b; ++next) {
            if (next->sentence.first > from)
                out.push_back(block_of(block_kind::paragraph, {from, next->sentence.first}, 1));
            out.push_back(block_of(block_kind::heading, next->name, 1));
            out.back().names_area = true;
            from = next->rest;
        }
        if (!counted) {
            out.push_back(std::move(blocks[b]));
        } else if (from < blocks[b].words.last) {
            out.push_back(block_of(block_kind::paragraph, {from, blocks[b].words.last}, 0));
        }
    }
    blocks = std::move(out);
}

} // namespace reading::doc
