// A document's parties as rows: what is searched, filtered and told of without reading the document.
#pragma once

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

} // namespace store
