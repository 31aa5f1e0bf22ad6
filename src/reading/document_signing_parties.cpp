#include "reading/document_signatures.hpp"

#include "base/text.hpp"

namespace reading::doc {

namespace {

const found_party* party_named(const manuscript& t, range words, const found_parties& parties) {
    for (auto i = words.first; i < words.last; ++i)
        if (const auto* p = parties.of_place(t[i].place); p && !t.any(words, tag::police)) return p;
    if (t.any(words, tag::police)) return parties.only(party_kind::police);
    return parties.named(base::lower(t.plain(words)));
}

} // namespace

void link_signatories(const manuscript& t, std::vector<found_signatory>& signed_by, const found_parties& parties) {
    const found_party* only_other = nullptr;
    std::size_t others = 0;
    for (const auto& p : parties.all)
        if (p.value.kind != party_kind::police && p.value.role == party_role::signatory) {
            only_other = &p;
            ++others;
        }
    for (auto& s : signed_by) {
        const auto title = base::lower(s.value.title);
        bool police = false;
        for (const auto part : base::split(title, ' '))
            police = police || has(t.tags_of(part), tag::police_title) || has(t.tags_of(part), tag::police_area);
        const found_party* party = s.party.empty() ? nullptr : party_named(t, s.party, parties);
        // "Lokalpolisområdeschef" above "Norrby Södra": the name of a police area may begin with a municipality's.
        if (police && party && party->value.kind == party_kind::municipality && !t.any(s.party, tag::municipal) &&
            !has(t.tags_of(title.substr(0, title.find(' '))), tag::municipal_title))
            party = nullptr;
        if (!party && police) party = parties.only(party_kind::police);
        // Of two parties, whoever does not sign for the police signs for the other.
        if (!party && !police && others == 1) party = only_other;
        if (party) s.value.party = party->value.name;
    }
}

} // namespace reading::doc
