#pragma once

#include "core/plan.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <vector>

namespace store {

// A pledge's standing entries up to row `last`, as the rules see them. `document` gives the owners.
std::vector<core::done_entry> done_of(db::reader& r, std::int64_t pledge, const reading::document& document,
                                      std::int64_t last);

// Adds what was logged after row `known`, up to `last`. False, and nothing is added, where that corrects or withdraws
// something: then what was done before is another thing too.
bool add_done_after(db::reader& r, std::int64_t pledge, const reading::document& document, std::int64_t known,
                    std::int64_t last, std::vector<core::done_entry>& done);

} // namespace store
