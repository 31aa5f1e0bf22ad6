#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

// 256 random bits; the cookie's value. Only a digest is kept. What has expired is swept away by the way. `has_factor`:
// a second factor was given at a provider.
std::string open_session(db::transaction& t, core::account_id account, std::string_view client, bool is_whole,
                         core::moment now, bool has_factor = false);

// The session of the cookie's value; nullopt: unknown, ended, idle for too long, or its account is closed.
std::optional<core::session> find_session(db::reader& r, std::string_view secret, core::moment now);

// Its minute is written down no oftener than every five, so that reading pages does not write.
bool is_seen_long_ago(const core::session& s, core::moment now);
void see_session(db::transaction& t, std::int64_t session, core::moment now);

std::vector<core::session> sessions_of(db::reader& r, core::account_id account, core::moment now); // latest first
void end_session(db::transaction& t, core::account_id account, std::int64_t session);
void end_other_sessions(db::transaction& t, core::account_id account, std::int64_t kept);

} // namespace store
