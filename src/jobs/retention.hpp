#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "db/database.hpp"

#include <stop_token>

namespace jobs {

// Erases what is kept too long, a batch a transaction, where the setting says that it is done without being asked.
base::result<void> erase_what_is_due(db::database& database, const base::clock& clock, const std::stop_token& stop);

} // namespace jobs
