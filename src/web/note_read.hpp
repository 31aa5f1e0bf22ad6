#pragma once

#include "web/signed_in.hpp"

#include <cstdint>
#include <string_view>

namespace web {

// Somebody reads what not everybody may see: written down once an hour for each person, act and thing, before it is
// shown. Where the database may not be written the page is shown all the same, and the log says so.
//   note_read(who, "read_members", 0, organisation.name);
void note_read(const signed_in& who, std::string_view act, std::int64_t document, std::string_view subject);

} // namespace web
