#pragma once

#include "core/plan.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace render {

// Days on which something is due at the latest: one day, or the first of several and the RFC 5545 rule of the rest.
struct due_days {
    base::date first;
    std::string rule{};               // "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20261231"; empty: that day alone
    std::vector<base::date> except{}; // days that the rule gives and the reading does not: holidays
    // Where the reading names a day of the week and a time, the day is the day itself: Stockholm's minutes of the day.
    std::optional<std::pair<int, int>> clock{};
};

// The last days of a reading's windows on which it could still be done: the Thursday of "each Thursday". A rule is used
// where it gives exactly those days, single days where none does; nothing for what is never late (no count, as needed,
// at most, every shift or meeting, every day) and for windows that hold no such day.
std::vector<due_days> due_days_of(const ::reading::reading& r, const core::reading_state& state,
                                  const core::plan_settings& settings, std::optional<base::date> valid_to,
                                  base::date as_of);

} // namespace render
