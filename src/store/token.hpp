#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

// A holder that may log through the API. Only a digest of the token is kept.
struct token {
    std::string name;
    std::optional<std::string> pledge; // a slug: only that pledge
    core::moment made_at{};
    std::optional<core::moment> revoked_at;
};

// 256 random bits, "lofte_…"; shown once. Throws db::error of class unique where the name is taken.
std::string add_token(db::transaction& t, std::string_view name, std::optional<std::string> pledge,
                      std::string_view by = {});
bool revoke_token(db::transaction& t, std::string_view name,
                  std::string_view by = {}); // false: no such name, or revoked already
std::vector<token> tokens(db::reader& r);
std::optional<token> holder_of(db::reader& r, std::string_view secret); // nullopt: unknown or revoked

} // namespace store
