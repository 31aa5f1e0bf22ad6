#pragma once

#include "core/personal_link.hpp"
#include "db/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Links by which somebody without an account logs. The secret is the caller's, 256 bits that nobody can guess; a digest
// of it is kept.
namespace store {

// As core::check_link passed it; `id` and `made_at` are given here. Where a link of that secret is there already, its
// number, and nothing more.
std::int64_t add_personal_link(db::transaction& t, const core::personal_link& link, std::string_view secret,
                               core::moment now);

// Also one that was revoked or whose day is over, so that whoever holds it can be told so. nullopt: unknown.
std::optional<core::personal_link> find_personal_link(db::reader& r, std::string_view secret);

std::vector<core::personal_link> personal_links(db::reader& r);                                        // by number
std::vector<core::personal_link> personal_links_of(db::reader& r, core::organisation_id organisation); // latest first

// `of`: only where it is that organisation's. false: no such link, or revoked already.
bool revoke_personal_link(db::transaction& t, std::int64_t link, std::optional<core::organisation_id> of,
                          std::string_view by, core::moment now);
// Those that a holder made for an organisation, when the holder may make none there any more.
void revoke_personal_links_of(db::transaction& t, std::string_view maker, core::organisation_id organisation,
                              std::string_view by, core::moment now);

// What the audit chain holds a digest of.
std::string canonical_text(const core::personal_link& link);

} // namespace store
