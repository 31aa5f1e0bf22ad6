#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

// A link's secret, 256 random bits, its caller's or new ones: handed over once, a digest is kept. `mail` as
// core::mail_address made it, or empty: whoever takes it gives one.
std::string add_invitation(db::transaction& t, core::organisation_id organisation, core::holder role,
                           std::string_view mail, std::string_view by, core::moment now, std::string secret = {});

std::optional<core::invitation> find_invitation(db::reader& r, std::string_view secret);
std::vector<core::invitation> invitations_of(db::reader& r, core::organisation_id organisation); // latest first

// false: somebody was there first, it was taken back, or its time is out. Its membership is the caller's to give.
bool claim_invitation(db::transaction& t, std::int64_t invitation, core::moment now);
// Of one who may no longer do so: links to the address, and links that the account made, in one organisation or in all.
void revoke_all_links(db::transaction& t, const core::account& account, core::moment now);
void revoke_links_in(db::transaction& t, const core::account& account, core::organisation_id organisation,
                     core::moment now);
void revoke_links_made_by(db::transaction& t, std::string_view holder, core::organisation_id organisation,
                          core::moment now);

// For one who has forgotten the password: it holds no longer, all sessions end, and an invitation to a role that the
// account has leads to a new one. The second factor stands. nullopt: the account has no role, or is closed.
std::optional<std::string> reset_password(db::transaction& t, const core::account& account, std::string_view by,
                                          core::moment now);

// The same for one who asked by mail: good for an hour, and until it is taken nothing is changed, since anybody may
// ask. nullopt: the account has no role, or is closed.
std::optional<std::string> forgotten_link(db::transaction& t, const core::account& account, core::moment now);
// Once a link to a new password was taken: the account's other links of that kind are over, and so are its sessions.
void end_what_was_before(db::transaction& t, const core::account& account, core::moment now);

bool revoke_invitation(db::transaction& t, core::organisation_id organisation, std::int64_t invitation,
                       std::string_view by, core::moment now);

} // namespace store
