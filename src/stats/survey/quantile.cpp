#include "stats/survey/quantile.hpp"

#include "stats/distributions.hpp"
#include "stats/survey/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stats::survey {

namespace {

// Answers in order with their weights, and how much weight there is up to each.
struct ordered {
    std::vector<double> x, w, up_to;
    double all = 0;
};

// Sums in 80 bits, as R's: whether a share is met exactly is asked of them.
void sum_up(ordered& o) {
    long double sum = 0;
    o.up_to.clear();
    for (const double w : o.w) {
        sum += w;
        o.up_to.push_back(static_cast<double>(sum));
    }
}

ordered in_order(const design& d, column y, std::span<const char> in) {
    std::vector<std::uint32_t> rows;
    long double all = 0;
    for (std::size_t i = 0; i < d.rows(); ++i) {
        if (std::isnan(y[i]) || d.weight()[i] == 0 || (!in.empty() && !in[i])) continue;
        rows.push_back(static_cast<std::uint32_t>(i));
        all += d.weight()[i];
    }
    std::stable_sort(rows.begin(), rows.end(), [&](auto a, auto b) { return y[a] < y[b]; });
    ordered o;
    o.all = static_cast<double>(all);
    for (const auto i : rows) {
        o.x.push_back(y[i]);
        o.w.push_back(d.weight()[i]);
    }
    sum_up(o);
    return o;
}

ordered with_equals_joined(const ordered& o) {
    ordered out;
    out.all = o.all;
    for (std::size_t i = 0; i < o.x.size(); ++i) {
        if (i == 0 || o.x[i] != o.x[i - 1]) {
            out.x.push_back(o.x[i]);
            out.w.push_back(0);
        }
        out.w.back() += o.w[i];
    }
    sum_up(out);
    return out;
}

double by_steps(const ordered& o, double p, const quantile_options& options) {
    const auto n = o.x.size();
    std::size_t below = 0; // how many answers lie wholly within the share
    while (below < n && o.up_to[below] <= p * o.all)
        ++below;
    if (below == 0 && !options.as_r) return o.x.front();
    const std::size_t pos = below == 0 ? 0 : below - 1;
    const std::size_t next = std::min(pos + 1, n - 1);
    const double left = p - o.up_to[pos] / o.all;
    switch (options.rule) {
    case quantile_rule::midway:
        return left == 0 ? (o.x[pos] + o.x[next]) / 2 : o.x[next];
    case quantile_rule::even:
        return left == 0 && (pos + 1) % 2 == 0 ? o.x[pos] : o.x[next];
    case quantile_rule::hf4: {
        const double c = left / (o.up_to[next] / o.all - p + left);
        return o.x[pos] * (1 - c) + o.x[next] * c;
    }
    default:
        return left == 0 ? o.x[pos] : o.x[next];
    }
}

// Where the i-th answer stands on the scale of shares.
double standing(const ordered& o, std::size_t i, quantile_rule rule) {
    const auto n = o.x.size();
    const double before = i == 0 ? 0 : o.up_to[i - 1];
    const double last = o.w[n - 1];
    switch (rule) {
    case quantile_rule::hf5:
        return (o.up_to[i] - o.w[i] / 2) / o.up_to[n - 1];
    case quantile_rule::hf6:
        return o.up_to[i] / (o.up_to[n - 1] + last);
    case quantile_rule::hf7:
        return before / (n > 1 ? o.up_to[n - 2] : 1);
    case quantile_rule::hf8:
        return (before / 3 + o.up_to[i] * 2 / 3) / (o.up_to[n - 1] + last / 3);
    case quantile_rule::hf9:
        return (before * 3 / 8 + o.up_to[i] * 5 / 8) / (o.up_to[n - 1] + last / 4);
    default: {
        const auto count = static_cast<double>(n);
        return (o.up_to[i] / (o.all / count) + 0.5 - o.w[i] / 2) / (count + 1);
    }
    }
}

double between_standings(const ordered& o, double p, quantile_rule rule) {
    std::vector<std::pair<double, double>> points; // standing, answer
    for (std::size_t i = 0; i < o.x.size(); ++i)
        points.emplace_back(standing(o, i, rule), o.x[i]);
    std::stable_sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (p <= points.front().first) return points.front().second;
    if (p >= points.back().first) return points.back().second;
    const auto after =
        std::upper_bound(points.begin(), points.end(), p, [](double v, const auto& a) { return v < a.first; });
    const auto before = after - 1;
    if (rule == quantile_rule::shah_vaish_as_r) return before->second;
    return before->second + (after->second - before->second) * ((p - before->first) / (after->first - before->first));
}

double at(const ordered& o, double p, const quantile_options& options) {
    switch (options.rule) {
    case quantile_rule::even:
        return by_steps(with_equals_joined(o), p, options);
    case quantile_rule::smallest:
    case quantile_rule::midway:
    case quantile_rule::hf4:
        return by_steps(o, p, options);
    default:
        return between_standings(o, p, options.rule);
    }
}

} // namespace

result<double> quantile(const design& d, column y, double p, const quantile_options& options,
                        std::span<const char> in) {
    if (y.size() != d.rows()) return refuse(trouble::lengths_differ);
    if (!(p >= 0 && p <= 1)) return refuse(trouble::bad_number);
    const auto o = in_order(d, y, in);
    if (o.x.empty()) return refuse(trouble::no_data);
    return at(o, p, options);
}

result<quantile_estimate> quantile_with_limits(const design& d, column y, double p, share_limits_by how,
                                               const quantile_options& options, double level) {
    const auto q = quantile(d, y, p, options);
    if (!q) return tl::unexpected(q.error());
    std::vector<char> valid(d.rows());
    std::vector<double> up_to(d.rows());
    for (std::size_t i = 0; i < d.rows(); ++i) {
        valid[i] = !std::isnan(y[i]);
        up_to[i] = y[i] <= *q ? 1 : 0;
    }
    const auto share_up_to = mean(d, up_to, valid);
    if (!share_up_to) return tl::unexpected(share_up_to.error());
    const double df = d.degrees_of_freedom(valid);
    const double rows = d.left().empty() ? share_up_to->answers : static_cast<double>(d.rows());
    const auto limits = share_limits({share_up_to->value, share_up_to->se, df, rows}, how, level);
    const auto o = in_order(d, y, {});
    quantile_estimate out{.value = *q};
    if (limits.low >= 0) out.limits.low = at(o, limits.low, options);
    if (limits.high <= 1) out.limits.high = at(o, limits.high, options);
    out.se = (out.limits.high - out.limits.low) / (2 * t_quantile((1 + level) / 2, df));
    return out;
}

} // namespace stats::survey
