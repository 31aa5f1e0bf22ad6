#pragma once

#include "core/published.hpp"
#include "db/database.hpp"

#include <string>

// What the snapshot of release 0.1.0 holds. It stays as it is: the snapshot was made with it.
namespace release_0_1_0 {

core::pledge_file pledge();
void fill(db::database& database); // prints nothing, returns when all is stored

} // namespace release_0_1_0
