#include "reading/document_signing_sentence.hpp"

#include "reading/document_nameless.hpp"
#include "reading/document_sentences.hpp"

namespace reading::doc {
namespace {

constexpr std::size_t most_title_words = 4; // of "kommunstyrelsens vice ordförande"
constexpr std::size_t name_words = 2;
constexpr std::size_t verb_reach = 7; // words from "skrevs" to "under"

// The word behind "skrevs under", "undertecknades"; the end where nobody signs.
std::size_t past_signing(const manuscript& t, range s) {
    for (auto i = s.first; i < s.last; ++i) {
        if (t.folded(i).starts_with("underteckna") || t.folded(i).starts_with("signera")) return i + 1;
        if (!t.folded(i).starts_with("skr")) continue;
        // "skriver båda under", "skrevs den 3 maj 2031 under"
        for (auto k = i + 1; k < std::min(s.last, i + verb_reach); ++k)
            if (t.is(k, "under")) return k + 1;
    }
    return s.last;
}

bool leads_to_party(const manuscript& t, std::size_t i) { return t.is(i, "i") || t.is(i, "på") || t.is(i, "från"); }

// "kommunstyrelsens ordförande i Norrby kommun"; without a title where it is none.
found_signatory signatory_in(const manuscript& t, range w) {
    found_signatory s;
    while (!w.empty() && (t[w.first].kind == token_kind::mark || t.is(w.first, "av") || t.is(w.first, "både")))
        ++w.first;
    while (!w.empty() && t[w.last - 1].kind == token_kind::mark)
        --w.last;
    const auto at = first_title(t, w);
    if (at == w.last || at >= w.first + most_title_words) return s;
    range title{w.first, w.last};
    for (auto i = at + 1; i < w.last; ++i) {
        const bool named = t[i].capital && !is_party_word(t, i) && i + name_words == w.last && t[i + 1].capital;
        if (named) {
            s.value.name = t.plain({i, w.last});
            s.name = t.span_of({i, w.last});
        }
        if (named || leads_to_party(t, i)) {
            title.last = i;
            s.party = named ? range{} : range{i + 1, w.last};
            break;
        }
        // "chefen för lokalpolisområde Berget" is whole.
        if (t.is(i, "för")) {
            s.party = {i + 1, w.last};
            break;
        }
    }
    if (title.size() > most_title_words && s.party.empty()) return {};
    if (!s.party.empty() && !is_party_line(t, s.party)) s.party = {};
    s.value.title = t.plain(title);
    s.title = t.span_of(title);
    return s;
}

std::vector<found_signatory> signatories_in(const manuscript& t, range list) {
    std::vector<found_signatory> all;
    auto from = list.first;
    for (auto i = list.first; i <= list.last; ++i) {
        const bool parted = i == list.last || t.is(i, ",") || t.has(i, tag::conjunction);
        if (!parted) continue;
        // A comma or "och" parts two only where another title follows.
        const bool next = i == list.last || first_title(t, {i + 1, std::min(list.last, i + 2 + most_title_words)}) <
                                                std::min(list.last, i + 2 + most_title_words);
        if (!next) continue;
        auto s = signatory_in(t, {from, i});
        if (s.value.title.empty()) return {};
        all.push_back(std::move(s));
        from = i + 1;
    }
    return all;
}

} // namespace

std::vector<found_signatory> signed_in_words(const manuscript& t, const std::vector<block>& blocks) {
    for (const auto& b : blocks) {
        if (b.kind != block_kind::paragraph) continue;
        for (auto first = b.words.first; first < b.words.last;) {
            const range s{first, sentence_end(t, first, b.words.last)};
            first = s.last;
            const auto behind = past_signing(t, s);
            if (behind == s.last || t.any(s, tag::modal) || !t.any(s, tag::title_word)) continue;
            auto by = behind;
            while (by < s.last && !t.is(by, "av"))
                ++by;
            const auto verb = std::min(t.find(s, tag::finite), behind);
            auto all = signatories_in(t, by < s.last ? range{by + 1, s.last} : range{s.first, verb});
            if (all.size() > 1) return all;
        }
    }
    return {};
}

} // namespace reading::doc
