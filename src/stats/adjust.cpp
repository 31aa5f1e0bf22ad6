#include "stats/adjust.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stats {

namespace {

// What p(i), the i-th smallest of n (1-based), is multiplied with.
double multiplier(adjustment method, std::size_t i, std::size_t n, double harmonic) {
    const auto count = static_cast<double>(n);
    const auto rank = static_cast<double>(i);
    switch (method) {
    case adjustment::bonferroni:
        return count;
    case adjustment::holm:
    case adjustment::hochberg:
        return count - rank + 1;
    case adjustment::benjamini_hochberg:
        return count / rank;
    case adjustment::benjamini_yekutieli:
        return harmonic * count / rank;
    }
    return count;
}

} // namespace

std::vector<double> adjust(column p, adjustment method) {
    std::vector<double> out(p.size(), missing);
    std::vector<std::size_t> order;
    order.reserve(p.size());
    for (std::size_t i = 0; i < p.size(); ++i)
        if (!std::isnan(p[i])) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    const std::size_t n = order.size();
    double harmonic = 0;
    for (std::size_t i = n; i > 0; --i)
        harmonic += 1 / static_cast<double>(i);

    const bool down = method == adjustment::holm;
    double so_far = down ? 0 : 1;
    for (std::size_t k = 0; k < n; ++k) {
        const std::size_t i = down || method == adjustment::bonferroni ? k : n - 1 - k;
        const double raised = std::min(1.0, p[order[i]] * multiplier(method, i + 1, n, harmonic));
        if (method == adjustment::bonferroni)
            so_far = raised;
        else
            so_far = down ? std::max(so_far, raised) : std::min(so_far, raised);
        out[order[i]] = so_far;
    }
    return out;
}

} // namespace stats
