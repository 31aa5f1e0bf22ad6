#include "web/draft_access.hpp"

#include "store/account.hpp"
#include "store/pledge.hpp"

#include <algorithm>

namespace web {

std::vector<core::organisation> organisations_to(const signed_in& who, core::act what) {
    std::vector<core::organisation> all;
    for (const auto& m : who.counts)
        if (core::may(m.role, what) &&
            std::none_of(all.begin(), all.end(), [&](const auto& o) { return o.id == m.in.id; }))
            all.push_back(m.in);
    return all;
}

std::optional<open_draft> draft_for(const signed_in& who, std::string_view slug) {
    auto reader = who.at.on.database.read();
    auto found = store::find_draft(reader, slug);
    if (!found) return std::nullopt;
    open_draft open{*std::move(found), {}, {}};
    for (const auto& o : organisations_to(who, core::act::see_internal))
        if (store::takes_part(reader, open.draft, o.id)) open.acting.push_back(o);
    if (open.acting.empty()) return std::nullopt;
    for (const auto& o : open.acting) {
        open.rights.may_change = open.rights.may_change || who.may(core::act::import_document, o.id);
        if (!who.may(core::act::approve, o.id)) continue;
        for (auto& party : store::parties_in_draft(reader, open.draft, o.id)) {
            const auto& given = open.draft.approvals;
            const bool has = std::any_of(given.begin(), given.end(), [&](const auto& a) { return a.party == party; });
            (has ? open.rights.may_withdraw_for : open.rights.may_approve_for).push_back(std::move(party));
        }
    }
    open.rights.of_nobody = store::parties_of_nobody_in(reader, open.draft);
    if (open.rights.may_change && !open.draft.in_force) open.rights.may_be = store::organisations(reader);
    return open;
}

std::optional<core::organisation_id> approver_of(const signed_in& who, const core::draft& d, std::string_view party) {
    auto reader = who.at.on.database.read();
    for (const auto& o : organisations_to(who, core::act::approve)) {
        const auto parties = store::parties_in_draft(reader, d, o.id);
        if (std::find(parties.begin(), parties.end(), party) != parties.end()) return o.id;
    }
    return std::nullopt;
}

core::plan_settings settings_of(const signed_in& who, const core::draft& d) {
    auto reader = who.at.on.database.read();
    const auto file = store::find_pledge_only(reader, d.slug, &who.at.on.read_before);
    return file ? file->settings : core::plan_settings{};
}

} // namespace web
