#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

// A link's secret, 256 random bits: handed over once, a digest is kept. `mail` as core::mail_address made it, or empty:
// whoever takes it gives one.
std::string add_invitation(db::transaction& t, core::organisation_id organisation, core::holder role,
                           std::string_view mail, std::string_view by, core::moment now);

std::optional<core::invitation> find_invitation(db::reader& r, std::string_view secret);
std::vector<core::invitation> invitations_of(db::reader& r, core::organisation_id organisation); // latest first

// false: somebody was there first, it was taken back, or its time is out. Gives the account its membership.
bool take_invitation(db::transaction& t, std::int64_t invitation, core::account_id account, core::moment now);
bool revoke_invitation(db::transaction& t, core::organisation_id organisation, std::int64_t invitation,
                       std::string_view by, core::moment now);

} // namespace store
