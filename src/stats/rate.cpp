#include "stats/rate.hpp"

#include "stats/distributions.hpp"
#include "stats/share.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stats {

namespace {

// R's relative slack when it asks whether one outcome is as likely as another: without it rounding decides ties.
constexpr double as_likely = 1 + 1e-7;

// P of all outcomes no likelier than x under Binomial(n, p). The likelihood rises to its mode and falls after it, so
// that the far tail begins where a bisection finds it, whatever n is.
double two_sided_binomial(double x, double n, double p) {
    if (p == 0 || p == 1) return x == n * p ? 1 : 0;
    const double mean = n * p;
    if (x == mean) return 1;
    const double limit = binomial_point(x, n, p) * as_likely;
    if (x < mean) {
        // The first k >= mean that is no likelier than x.
        double low = std::ceil(mean) - 1;
        double high = n + 1;
        while (high - low > 1) {
            const double k = std::floor((low + high) / 2);
            (k >= std::ceil(mean) && binomial_point(k, n, p) <= limit ? high : low) = k;
        }
        return std::min(1.0, binomial_below(x, n, p) + binomial_above(high - 1, n, p));
    }
    // The last k <= mean that is no likelier than x.
    double low = -1;
    double high = std::floor(mean) + 1;
    while (high - low > 1) {
        const double k = std::floor((low + high) / 2);
        (binomial_point(k, n, p) <= limit ? low : high) = k;
    }
    return std::min(1.0, binomial_below(low, n, p) + binomial_above(x - 1, n, p));
}

bool is_count(double x) { return x >= 0 && std::isfinite(x); }

} // namespace

result<interval> count_limits(double x, double level) {
    if (!is_count(x)) return refuse(trouble::bad_number);
    const double tail = (1 - level) / 2;
    return interval{gamma_quantile(tail, x), gamma_quantile(1 - tail, x + 1)};
}

interval byar_limits(double x, byar form, double level) {
    const double z = normal_quantile((1 + level) / 2);
    const auto limit = [z](double n, double sign) {
        return n * std::pow(1 - 1 / (9 * n) + sign * z / 3 / std::sqrt(n), 3);
    };
    if (form == byar::half_shift) return {limit(x + 0.5, -1), limit(x + 0.5, 1)};
    return {x == 0 ? 0 : limit(x, -1), limit(x + 1, 1)};
}

result<interval> byar_or_exact(double x, double level) {
    if (!is_count(x)) return refuse(trouble::bad_number);
    return x < 10 ? count_limits(x, level) : byar_limits(x, byar::two_shifts, level);
}

result<rate_comparison> rate_ratio(double x1, double t1, double x2, double t2, double level) {
    if (!is_count(x1) || !is_count(x2) || !(t1 > 0) || !(t2 > 0)) return refuse(trouble::bad_number);
    const double n = x1 + x2;
    if (n == 0) return refuse(trouble::no_data);
    const interval share = *clopper_pearson_limits(x1, n, level);
    const auto ratio_of = [&](double p) {
        return p >= 1 ? std::numeric_limits<double>::infinity() : p / (1 - p) * t2 / t1;
    };
    return rate_comparison{
        .ratio = x2 == 0 ? std::numeric_limits<double>::infinity() : x1 / t1 / (x2 / t2),
        .limits = {ratio_of(share.low), ratio_of(share.high)},
        .p = two_sided_binomial(x1, n, t1 / (t1 + t2)),
    };
}

} // namespace stats
