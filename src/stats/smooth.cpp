#include "stats/smooth.hpp"

#include "stats/sum.hpp"

#include <algorithm>
#include <cmath>

namespace stats {

result<smoothed_rates> smooth_rates(column events, column exposure) {
    if (events.size() != exposure.size()) return refuse(trouble::lengths_differ);
    if (events.size() < 2) return refuse(trouble::too_few, -1, static_cast<double>(events.size()));
    exact_sum x;
    exact_sum n;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!(events[i] >= 0) || !(exposure[i] > 0) || std::isinf(events[i]) || std::isinf(exposure[i]))
            return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
        x.add(events[i]);
        n.add(exposure[i]);
    }
    smoothed_rates out;
    out.mean = x.value() / n.value();
    exact_sum spread;
    for (std::size_t i = 0; i < events.size(); ++i) {
        out.raw.push_back(events[i] / exposure[i]);
        const double d = out.raw[i] - out.mean;
        spread.add(exposure[i] * d * d);
    }
    const double typical = n.value() / static_cast<double>(events.size());
    out.variance = std::max(0.0, spread.value() / n.value() - out.mean / typical);
    for (std::size_t i = 0; i < events.size(); ++i) {
        // No events anywhere: nothing to draw apart from nothing.
        const double pull = out.variance == 0 ? 0 : out.variance / (out.variance + out.mean / exposure[i]);
        out.rate.push_back(out.mean + pull * (out.raw[i] - out.mean));
    }
    return out;
}

} // namespace stats
