// A document's parties as rows: what is searched, filtered and told of without reading the document.
#pragma once

#include "core/account.hpp"
#include "db/sql.hpp"
#include "reading/document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store {

// What a party is read from, in the order of party_from's parameters.
inline constexpr std::string_view party_columns =
    "p.name, p.kind, p.code, p.role, p.contact_function, p.contact_mail, p.contact_telephone";

reading::party party_from(std::string name, const std::string& kind, std::optional<std::string> code,
                          const std::string& role, std::optional<std::string> function, std::optional<std::string> mail,
                          std::optional<std::string> telephone);

// In the document's order.
std::vector<reading::party> parties_of(db::reader& r, std::int64_t pledge);

// In place of those that stood there.
void store_parties(db::transaction& t, std::int64_t pledge, const std::vector<reading::party>& parties);

// A party of a pledge that residents see, and whose pledge it is not yet known to be, or is.
struct party_of_pledge {
    std::int64_t pledge = 0;
    std::string slug;
    std::string title;
    std::string party;
    bool is_linked = false; // because somebody said so, not by name or code
};

// The published pledges that an organisation is a party of: by its name, by a municipality's code, or by a link.
std::vector<party_of_pledge> parties_of_organisation(db::reader& r, core::organisation_id organisation); // by slug

// Whether document d has organisation $1 among its parties: by name, by code, or by a link. For drafts' queries.
std::string is_party_of_document();

// Parties of pledges, published or worked on, that belong to no organisation, of the kind.
std::vector<party_of_pledge> parties_of_nobody(db::reader& r, reading::party_kind kind); // by slug

// false: there is no such party, or it is linked already.
bool link_party(db::transaction& t, std::string_view slug, std::string_view party, core::organisation_id organisation,
                std::string_view by);
bool unlink_party(db::transaction& t, std::string_view slug, std::string_view party, core::organisation_id organisation,
                  std::string_view by);

} // namespace store
