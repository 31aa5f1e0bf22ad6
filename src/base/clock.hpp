#pragma once

#include "base/date.hpp"

#include <chrono>
#include <optional>

namespace base {

// Time comes in through this, so that a test or `--today` can fix it.
class clock {
  public:
    clock() = default;
    explicit clock(date fixed_today) : fixed_{fixed_today} {}

    date today() const { return fixed_ ? *fixed_ : stockholm_date(std::chrono::system_clock::now()); }

    // Microseconds since 1970-01-01 UTC, always the machine's own: a record says when it was really made.
    std::chrono::sys_time<std::chrono::microseconds> now() const {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }

  private:
    std::optional<date> fixed_;
};

} // namespace base
