#include "stats/funnel.hpp"

#include "stats/distributions.hpp"
#include "stats/quantile.hpp"
#include "stats/sum.hpp"

#include <algorithm>
#include <cmath>

namespace stats {

namespace {

interval chance_limits(double expected, double tail) {
    return {chi2_quantile(tail, 2 * expected) / 2 / expected,
            chi2_quantile(1 - tail, 2 * (expected + 1)) / 2 / expected};
}

interval wide_limits(double spread, double z, const funnel_options& options) {
    const double low = 1 - z * spread;
    const double high = 1 + z * spread;
    if (options.as_funnelplotr) return {low, high};
    // A root is never below 0: what is less than nothing is nothing.
    return {low < 0 ? 0 : low * low, high * high};
}

// The variance between units that is left when chance has had its part: DerSimonian and Laird's estimator.
void judge_spread(funnel& out, column expected) {
    const auto n = static_cast<double>(out.units.size());
    exact_sum z2;
    exact_sum w;
    exact_sum w2;
    for (std::size_t i = 0; i < out.units.size(); ++i) {
        z2.add(out.units[i].winsorised * out.units[i].winsorised);
        const double precision = 4 * expected[i];
        w.add(precision);
        w2.add(precision * precision);
    }
    out.phi = z2.value() / n;
    const double excess = n * out.phi - (n - 1);
    out.tau2 = excess < 0 ? 0 : excess / (w.value() - w2.value() / w.value());
}

} // namespace

result<funnel> make_funnel(column observed, column expected, const funnel_options& options) {
    if (observed.size() != expected.size()) return refuse(trouble::lengths_differ);
    if (observed.size() < 2) return refuse(trouble::too_few, -1, static_cast<double>(observed.size()));
    funnel out;
    out.units.resize(observed.size());
    std::vector<double> sorted;
    sorted.reserve(observed.size());
    for (std::size_t i = 0; i < observed.size(); ++i) {
        if (!(observed[i] >= 0) || !(expected[i] > 0) || std::isinf(observed[i]) || std::isinf(expected[i]))
            return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
        auto& u = out.units[i];
        u.ratio = observed[i] / expected[i];
        u.z = (std::sqrt(u.ratio) - 1) * 2 * std::sqrt(expected[i]);
        sorted.push_back(u.z);
    }
    std::sort(sorted.begin(), sorted.end());
    const double lowest = sorted_quantile(sorted, options.winsorise);
    const double highest = sorted_quantile(sorted, 1 - options.winsorise);
    for (auto& u : out.units)
        u.winsorised = std::clamp(u.z, lowest, highest);
    judge_spread(out, expected);

    for (std::size_t i = 0; i < out.units.size(); ++i) {
        auto& u = out.units[i];
        u.exact95 = chance_limits(expected[i], 0.025);
        u.exact998 = chance_limits(expected[i], 0.001);
        const double spread = std::sqrt(1 / (4 * expected[i]) + out.tau2);
        u.wide95 = wide_limits(spread, options.as_funnelplotr ? 1.959964 : normal_quantile(0.975), options);
        u.wide998 = wide_limits(spread, options.as_funnelplotr ? 3.090232 : normal_quantile(0.999), options);
        u.stands_out = u.ratio < u.wide998.low || u.ratio > u.wide998.high;
    }
    return out;
}

} // namespace stats
