#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace stats {

// One variable, a row a person (or municipality, month …), in the caller's memory. A missing answer is NaN.
using column = std::span<const double>;

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// Which group a row belongs to: 0…levels−1, or −1 where that is not known.
struct factor {
    std::span<const std::int32_t> code;
    std::int32_t levels = 0;
};

struct interval {
    double low = missing;
    double high = missing;
};

} // namespace stats
