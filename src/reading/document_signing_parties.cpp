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
        if (!party && police) party = parties.only(party_kind::police);
        // Of two parties, whoever does not sign for the police signs for the other.
        if (!party && !police && others == 1) party = only_other;
        if (party) s.value.party = party->value.name;
    }
}

} // namespace reading::doc
