#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <string>

namespace store {

// All that is kept about one account, as JSON for the person: the account, roles, sessions, entries logged, events by
// and about it, reads included. No secret of any kind: no password's digest, no second factor, no session's secret.
std::string about_account(db::reader& r, const core::account& who, core::moment now);

} // namespace store
