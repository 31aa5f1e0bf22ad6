#include "web/draft_access.hpp"

#include "store/account.hpp"

#include <algorithm>

namespace web {
namespace {

bool stands_for_one(const std::vector<store::signer>& signers, core::organisation_id id) {
    return std::any_of(signers.begin(), signers.end(), [&](const auto& s) {
        return std::any_of(s.organisations.begin(), s.organisations.end(), [&](const auto& o) { return o.id == id; });
    });
}

// For each signing party that no organisation is, those that it may be said to be: none that signs as another party.
std::map<std::string, std::vector<core::organisation>> may_be(const signed_in& who, const reading::document& document,
                                                              const std::vector<store::signer>& signers,
                                                              const std::vector<core::organisation>& organisations) {
    std::map<std::string, std::vector<core::organisation>> all;
    for (const auto& s : signers) {
        if (!s.organisations.empty()) continue;
        const auto party = std::find_if(document.parties.begin(), document.parties.end(),
                                        [&](const auto& p) { return p.name == s.party; });
        for (const auto& o : organisations)
            if (!stands_for_one(signers, o.id) &&
                core::may_be_said_to_be(o, *party, who.may(core::act::import_document, o.id)))
                all[s.party].push_back(o);
    }
    return all;
}

} // namespace

std::optional<open_draft> draft_for(const signed_in& who, std::string_view slug) {
    auto reader = who.at.on.database.read();
    auto found = store::find_draft(reader, slug);
    if (!found) return std::nullopt;
    open_draft open{*std::move(found), false};
    bool takes_part = false;
    for (const auto& o : organisations_to(who, core::act::see_internal)) {
        if (!store::takes_part(reader, open.draft, o.id)) continue;
        takes_part = true;
        open.may_change = open.may_change || who.may(core::act::import_document, o.id);
    }
    return takes_part ? std::optional{std::move(open)} : std::nullopt;
}

std::optional<core::organisation_id> approver_in(const signed_in& who, const store::signer& signer) {
    for (const auto& o : signer.organisations)
        if (who.may(core::act::approve, o.id)) return o.id;
    return std::nullopt;
}

std::optional<core::organisation_id> approver_of(const signed_in& who, const core::draft& d, std::string_view party) {
    auto reader = who.at.on.database.read();
    for (const auto& signer : store::signers_of(reader, d))
        if (signer.party == party) return approver_in(who, signer);
    return std::nullopt;
}

render::draft_rights rights_in(const signed_in& who, const open_draft& open) {
    render::draft_rights rights{open.may_change, {}, {}, {}, {}};
    auto reader = who.at.on.database.read();
    const auto waiting = core::waiting_parties(open.draft);
    auto signers = store::signers_of(reader, open.draft);
    if (open.may_change && !open.draft.in_force)
        rights.may_be = may_be(who, open.draft.document, signers, store::organisations(reader));
    for (auto& signer : signers) {
        if (signer.organisations.empty()) rights.of_nobody.push_back(signer.party);
        if (!approver_in(who, signer)) continue;
        const bool waits = std::find(waiting.begin(), waiting.end(), signer.party) != waiting.end();
        (waits ? rights.may_approve_for : rights.may_withdraw_for).push_back(std::move(signer.party));
    }
    return rights;
}

} // namespace web
