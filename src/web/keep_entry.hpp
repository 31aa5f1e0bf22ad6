#pragma once

#include "core/published.hpp"
#include "store/log.hpp"
#include "web/site.hpp"

#include <vector>

namespace web {

// Saves an entry that the rules have passed (on the disk before this returns), has the pledge's report made anew, and
// drops its pages from memory.
store::kept_entry keep_entry(const site& s, const core::pledge_file& file, const core::log_entry& entry,
                             bool is_day_named = true);

// Many at once, all or none, as store::append_all says.
store::kept_entries keep_entries(const site& s, const core::pledge_file& file,
                                 const std::vector<core::log_entry>& entries);

} // namespace web
