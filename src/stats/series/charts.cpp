#include "stats/series/charts.hpp"

#include "stats/distributions.hpp"
#include "stats/sum.hpp"

#include <algorithm>
#include <cmath>

namespace stats::series {

namespace {

struct baseline {
    double mean = missing;
    double sd = missing;
};

// Of `n` points that end `gap` points before t.
baseline before(column y, std::size_t t, std::size_t n, std::size_t gap, double least_sd) {
    const column part = y.subspan(t - gap - n, n);
    exact_sum sum;
    for (const double v : part)
        sum.add(v);
    const double mean = sum.value() / static_cast<double>(n);
    exact_sum squares;
    for (const double v : part)
        squares.add((v - mean) * (v - mean));
    return {mean, std::max(least_sd, std::sqrt(squares.value() / static_cast<double>(n - 1)))};
}

double scaled(double y, double m, cusum_scale scale) {
    switch (scale) {
    case cusum_scale::none:
        return y;
    case cusum_scale::standard:
        return (y - m) / std::sqrt(m);
    case cusum_scale::rossi:
        return (y - 3 * m + 2 * std::sqrt(y * m)) / (2 * std::sqrt(m));
    case cusum_scale::anscombe:
        return 1.5 * (std::pow(y, 2.0 / 3) - std::pow(m, 2.0 / 3)) / std::pow(m, 1.0 / 6);
    }
    return missing;
}

// The count whose scaled value is `x`.
double count_of(double x, double m, cusum_scale scale) {
    switch (scale) {
    case cusum_scale::none:
        return x;
    case cusum_scale::standard:
        return std::ceil(std::sqrt(m) * x + m);
    case cusum_scale::rossi: {
        const double root = std::sqrt(2 * std::sqrt(m) * x + 4 * m) - std::sqrt(m);
        return root * root;
    }
    case cusum_scale::anscombe: {
        const double base = 2.0 / 3 * std::pow(m, 1.0 / 6) * x + std::pow(m, 2.0 / 3);
        return base < 0 ? 0 : std::pow(base, 1.5);
    }
    }
    return missing;
}

} // namespace

result<std::vector<charted>> ears(column y, ears_method method, int baseline_points, double least_sd, double alpha) {
    if (baseline_points < 3 || !(least_sd >= 0) || !(alpha > 0 && alpha < 1)) return refuse(trouble::bad_number);
    const auto n = static_cast<std::size_t>(baseline_points);
    const std::size_t gap = method == ears_method::c1 ? 0 : 2;
    const std::size_t first = n + gap + (method == ears_method::c3 ? 2 : 0);
    if (y.size() <= first) return refuse(trouble::too_few, -1, static_cast<double>(y.size()));
    const double z = normal_quantile(1 - alpha);
    std::vector<charted> out(y.size());
    const auto excess = [&](std::size_t t) {
        const auto b = before(y, t, n, gap, least_sd);
        const double c2 = (y[t] - b.mean) / b.sd - 1;
        return std::isnan(c2) ? c2 : std::max(0.0, c2);
    };
    for (std::size_t t = first; t < y.size(); ++t) {
        const auto b = before(y, t, n, gap, least_sd);
        double limit = b.mean + z * b.sd;
        if (method == ears_method::c3) {
            limit = y[t] + b.sd * (z - (excess(t - 2) + excess(t - 1)));
            if (!std::isnan(limit)) limit = std::max(0.0, limit);
        }
        out[t] = {limit, y[t] > limit};
    }
    return out;
}

result<std::vector<cusum_point>> cusum(column y, column mean, cusum_scale scale, double k, double h) {
    if (y.size() != mean.size()) return refuse(trouble::lengths_differ);
    std::vector<cusum_point> out;
    out.reserve(y.size());
    double sum = 0;
    for (std::size_t t = 0; t < y.size(); ++t) {
        if (!(y[t] >= 0) || !(mean[t] > 0)) return refuse(trouble::bad_number, static_cast<std::int64_t>(t));
        const double earlier = sum;
        sum = std::max(0.0, sum + scaled(y[t], mean[t], scale) - k);
        // Unscaled, R tells what is left to h after the point; else the count that would have reached it.
        const double limit = scale == cusum_scale::none ? h - sum : count_of(h + k - earlier, mean[t], scale);
        out.push_back({sum, std::isnan(limit) ? 0 : std::max(0.0, limit), sum >= h});
    }
    return out;
}

} // namespace stats::series
