#pragma once

#include "core/log.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace jobs {

// A kind of job that is queued again and again.
struct repeating {
    std::string kind;
    std::function<core::moment(core::moment)> next; // the first time after this one
};

// The first moment after `now` at that time of day, in UTC: a run an hour earlier or later by the season's clock does
// not matter to what runs at night.
core::moment next_day_at(core::moment now, std::chrono::minutes time_of_day);
core::moment next_week_at(core::moment now, std::chrono::weekday day, std::chrono::minutes time_of_day);

} // namespace jobs
