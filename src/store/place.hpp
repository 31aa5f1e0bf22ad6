#pragma once

#include "core/place.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace store {

std::vector<core::place> places_of(db::reader& r, std::int64_t pledge); // by number, the retired too

// False where another place of the list has the name: nothing is changed.
bool add_place(db::transaction& t, std::int64_t pledge, const core::place& place, std::string_view by);
// Name, area and whether it is offered, by its number. False also where there is no such place.
bool change_place(db::transaction& t, std::int64_t pledge, const core::place& place, std::string_view by);

// What residents see of a place of that name; empty: nothing. Entries keep it as it is when they are saved.
std::string area_of(db::reader& r, std::int64_t pledge, std::string_view place);

} // namespace store
