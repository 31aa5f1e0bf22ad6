#pragma once

#include "core/account.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who the holder of an account is at a provider, and the roles that the provider's rules give.
namespace store {

struct identity {
    std::int64_t id = 0;
    core::account_id account;
    std::string issuer, subject;
    core::moment made_at{}, used_at{};
};

std::optional<identity> find_identity(db::reader& r, std::string_view issuer, std::string_view subject);
std::vector<identity> identities_of(db::reader& r, core::account_id account); // the first made first

// Throws db::error of class unique where somebody has it.
std::int64_t add_identity(db::transaction& t, core::account_id account, std::string_view issuer,
                          std::string_view subject, std::string_view by);
void see_identity(db::transaction& t, std::int64_t id, core::moment now);

// With the roles that only it gave. false: the account has none of that number.
bool end_identity(db::transaction& t, core::account_id account, std::int64_t id, std::string_view by);

struct ruled_role {
    core::organisation_id in;
    core::holder role = core::holder::reader;
    bool operator==(const ruled_role&) const = default;
};
// The roles that the rules give now, in place of those that they gave before. What was given by hand stays, and a role
// that is both is by hand.
void follow_rules(db::transaction& t, const identity& who, const std::vector<ruled_role>& given, std::string_view by);

} // namespace store
