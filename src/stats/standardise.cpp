#include "stats/standardise.hpp"

#include "stats/distributions.hpp"
#include "stats/rate.hpp"
#include "stats/sum.hpp"

#include <algorithm>
#include <cmath>

namespace stats {

namespace {

result<double> total_of(column x) {
    exact_sum sum;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!(x[i] >= 0) || std::isinf(x[i])) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
        sum.add(x[i]);
    }
    return sum.value();
}

} // namespace

result<direct_rate> standardise_directly(column events, column population, column standard, double level) {
    if (events.size() != population.size() || events.size() != standard.size()) return refuse(trouble::lengths_differ);
    const auto x = total_of(events);
    const auto n = total_of(population);
    const auto s = total_of(standard);
    if (!x || !n || !s) return tl::unexpected((!x ? x : !n ? n : s).error());
    if (!(*n > 0) || !(*s > 0)) return refuse(trouble::no_data);

    exact_sum rate;
    exact_sum variance;
    double largest = 0; // max s/n: how much one more event in the stratum that counts most would add
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!(population[i] > 0)) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
        const double w = standard[i] / *s / population[i];
        rate.add(w * events[i]);
        variance.add(w * w * events[i]);
        largest = std::max(largest, w);
    }
    const double r = rate.value();
    const double v = variance.value();
    const double tail = (1 - level) / 2;
    direct_rate out{.crude = *x / *n, .rate = r, .events = *x};
    out.gamma.low = gamma_quantile(tail, r * r / v) * v / r;
    const double r1 = r + largest;
    const double v1 = v + largest * largest;
    out.gamma.high = gamma_quantile(1 - tail, r1 * r1 / v1) * v1 / r1;
    const interval byars = byar_limits(*x, byar::two_shifts, level);
    const double stretch = std::sqrt(v / *x);
    out.dobson = {r + stretch * (byars.low - *x), r + stretch * (byars.high - *x)};
    return out;
}

result<indirect_rate> standardise_indirectly(column events, column population, column reference, double level) {
    if (events.size() != population.size() || events.size() != reference.size()) return refuse(trouble::lengths_differ);
    const auto x = total_of(events);
    if (!x) return tl::unexpected(x.error());
    exact_sum expected;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const double e = population[i] * reference[i];
        if (!(e >= 0) || std::isinf(e)) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
        expected.add(e);
    }
    const double e = expected.value();
    if (!(e > 0)) return refuse(trouble::no_data);
    const interval limits = *count_limits(*x, level);
    return indirect_rate{.events = *x, .expected = e, .ratio = *x / e, .limits = {limits.low / e, limits.high / e}};
}

} // namespace stats
