#include "stats/share.hpp"

#include "stats/distributions.hpp"

#include <algorithm>
#include <cmath>

namespace stats {

result<interval> wilson_limits(double x, double n, double level) {
    if (!(n > 0) || !(x >= 0) || x > n || std::isinf(n)) return refuse(trouble::bad_number);
    const double z = normal_quantile((1 + level) / 2);
    const double p = x / n;
    const double middle = (x + z * z / 2) / (n + z * z);
    const double half = z * std::sqrt(n) / (n + z * z) * std::sqrt(p * (1 - p) + z * z / (4 * n));
    return interval{x == 0 ? 0 : std::max(0.0, middle - half), x == n ? 1 : std::min(1.0, middle + half)};
}

result<interval> clopper_pearson_limits(double x, double n, double level) {
    if (!(n > 0) || !(x >= 0) || x > n || std::isinf(n)) return refuse(trouble::bad_number);
    const double tail = (1 - level) / 2;
    return interval{x == 0 ? 0 : beta_quantile(tail, x, n - x + 1), x == n ? 1 : beta_quantile(1 - tail, x + 1, n - x)};
}

} // namespace stats
