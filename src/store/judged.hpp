#pragma once

#include "core/plan.hpp"
#include "core/published.hpp"
#include "db/database.hpp"
#include "store/pledge_cache.hpp"

#include <memory>
#include <string_view>

namespace store {

// A pledge without its log, and what the rules make of its log as of the day: for pages that show how it goes, not what
// was written. Kept; after a new entry only that is read. null: no such slug.
std::shared_ptr<const judged_pledge> find_judged(db::reader& r, std::string_view slug, base::date day,
                                                 pledge_cache& cache);

} // namespace store
