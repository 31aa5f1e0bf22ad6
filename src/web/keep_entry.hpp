#pragma once

#include "core/published.hpp"
#include "store/log.hpp"
#include "web/site.hpp"

namespace web {

// Saves an entry that the rules have passed (on the disk before this returns), has the pledge's report made anew, and
// drops its pages from memory.
store::kept_entry keep_entry(const site& s, const core::pledge_file& file, const core::log_entry& entry,
                             bool is_day_named = true);

} // namespace web
