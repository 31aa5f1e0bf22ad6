#include "stats/disclosure/rounding.hpp"

#include <cmath>

namespace stats::disclosure {

double rounded(double x, double base) { return std::round(x / base) * base; }

double rounded_by_key(double count, double base, double key) {
    const double below = std::floor(count / base) * base;
    return key < (count - below) / base ? below + base : below;
}

} // namespace stats::disclosure
