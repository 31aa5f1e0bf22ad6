#pragma once

#include "core/published.hpp"
#include "db/database.hpp"

#include <vector>

namespace store {

// Whose signatures a document has got, of all its versions, in the order given.
std::vector<core::approval> approvals_of(db::reader& r, std::int64_t pledge);

} // namespace store
