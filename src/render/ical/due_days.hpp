#pragma once

#include "core/plan.hpp"

#include <optional>
#include <string>
#include <vector>

namespace render {

// Days on which something is due at the latest: one day, or the first of several and the RFC 5545 rule of the rest.
struct due_days {
    base::date first;
    std::string rule; // "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;UNTIL=20261231"; empty: that day alone
};

// The last days of a reading's windows. A rule is used where it gives exactly those days, single days where none does;
// nothing for what is never late (no count, as needed, at most, every shift or meeting, every day).
std::vector<due_days> due_days_of(const ::reading::reading& r, const core::reading_state& state,
                                  std::optional<base::date> valid_to, base::date as_of);

} // namespace render
