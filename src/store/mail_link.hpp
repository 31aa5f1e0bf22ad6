#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>

// Links that end a kind of letter for one person without a sign-in: signed, so that nobody makes one for another.
namespace store {

enum class declinable { reminder, digest };

struct declined {
    core::account_id account;
    declinable what = declinable::digest;
};

// "12-digest-…": the last part of the path. The key it is signed with is made when the first is.
std::string decline_secret(db::transaction& t, const declined& d);
// nullopt: not signed by us, or the account is closed.
std::optional<declined> declined_by(db::reader& r, std::string_view secret);

} // namespace store
