#include "stats/quantile.hpp"

#include <cmath>

namespace stats {

double sorted_quantile(column sorted, double p) {
    if (sorted.empty()) return missing;
    const double h = static_cast<double>(sorted.size() - 1) * p;
    const double below = std::floor(h);
    const auto i = static_cast<std::size_t>(below);
    if (i + 1 >= sorted.size()) return sorted.back();
    return sorted[i] + (h - below) * (sorted[i + 1] - sorted[i]);
}

} // namespace stats
