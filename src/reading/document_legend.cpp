#include "reading/document_parties.hpp"

#include "reading/names.hpp"

namespace reading::doc {

namespace {

constexpr std::size_t most_initials = 3;

void explain(const manuscript& t, std::string_view letters, range words, found_parties& into) {
    auto& who = into.initials[std::string{letters}];
    for (auto i = words.first; i < words.last; ++i) {
        auto kind = kind_of_word(t, i);
        // "F = Fastigheter", a party of that name
        const auto named = kind ? std::nullopt : into.kind_of(t.folded(i));
        if (named && who.empty()) who.emplace_back(name(*named));
        if (t.is(i, "båda")) {
            who = {std::string{name(party_kind::police)}, std::string{name(party_kind::municipality)}};
        } else if (kind && who.empty()) {
            who.emplace_back(name(*kind));
            const bool own_name = i + 1 < words.last && t[i + 1].capital;
            if (*kind != party_kind::company || !own_name) continue;
            found_party p;
            p.value.name = t.plain({i, words.last});
            p.value.kind = *kind;
            p.value.role = party_role::partner;
            p.span = t.span_of({i, words.last});
            into.add(std::move(p));
        }
    }
}

} // namespace

void read_legend(const manuscript& t, const std::vector<block>& blocks, found_parties& into) {
    for (const auto& b : blocks)
        for (auto i = b.words.first + 1; i + 1 < b.words.last; ++i) {
            if (!t.is(i, "=")) continue;
            const auto letters = t.is(i - 1, ")") && i > b.words.first + 1 ? i - 2 : i - 1;
            if (!t.is_word(letters) || !t[letters].capital || t.folded(letters).size() > most_initials) continue;
            auto end = i + 1;
            while (end < b.words.last && t.is_word(end))
                ++end;
            explain(t, t.folded(letters), {i + 1, end}, into);
        }
}

} // namespace reading::doc
