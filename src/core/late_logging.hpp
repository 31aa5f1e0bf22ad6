#pragma once

#include "core/lifetime.hpp"
#include "core/published.hpp"

#include <algorithm>
#include <string_view>

// What is over is logged for some days more: its last windows wait for it.
namespace core {

// Whether anything can be logged of the pledge.
inline bool takes_log(const pledge_file& file, base::date today) {
    return !has_ended(file.document.valid, today - base::days{file.settings.reporting_days});
}

// The last day until today on which something may have been done for it: an owner's, or of the pledge as a whole.
inline base::date last_day_to_log(const ::reading::document& document, base::date today, std::string_view owner = {}) {
    auto last = document.valid.to ? std::min(today, *document.valid.to) : today;
    if (const auto* life = life_of(document, owner); life && life->to) last = std::min(last, *life->to);
    return last;
}

} // namespace core
