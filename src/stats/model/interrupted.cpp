#include "stats/model/interrupted.hpp"

#include "stats/distributions.hpp"
#include "stats/model/sandwich.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace stats::model {

namespace {

constexpr Eigen::Index coefficients = 8;

Eigen::MatrixXd segments(const interrupted_input& in) {
    const auto n = static_cast<Eigen::Index>(in.y.size());
    Eigen::MatrixXd x(n, coefficients);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto t = static_cast<double>(i + 1);
        const double since = t - static_cast<double>(in.start);
        const double turn = 2 * std::numbers::pi * t / in.frequency;
        x.row(i) << 1, t, since > 0 ? 1 : 0, std::max(0.0, since), std::sin(turn), std::cos(turn), std::sin(2 * turn),
            std::cos(2 * turn);
    }
    return x;
}

} // namespace

result<turned> interrupted_series(const interrupted_input& in, double level) {
    const std::size_t n = in.y.size();
    if (!in.population.empty() && in.population.size() != n) return refuse(trouble::lengths_differ);
    if (!(in.frequency > 4)) return refuse(trouble::bad_number);
    if (in.start == 0 || in.start >= n || n <= static_cast<std::size_t>(coefficients))
        return refuse(trouble::too_few, -1, static_cast<double>(n));
    std::vector<double> offset;
    for (std::size_t i = 0; i < in.population.size(); ++i) {
        if (!(in.population[i] > 0)) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
        offset.push_back(std::log(in.population[i]));
    }
    const auto x = segments(in);
    const auto m = fit_glm(x, in.y, {.of = family::poisson, .offset = offset, .epsilon = 1e-14, .steps = 100});
    if (!m) return tl::unexpected(m.error());
    if (!m->converged) return refuse(trouble::not_converged);

    turned out;
    out.level = m->coefficient[2];
    out.slope = m->coefficient[3];
    out.dispersion = m->dispersion();
    const double middle = (static_cast<double>(n - in.start) + 1) / 2;
    const double effect = out.level + middle * out.slope;
    out.ratio = std::exp(effect);
    Eigen::VectorXd c = Eigen::VectorXd::Zero(coefficients);
    c[2] = 1;
    c[3] = middle;
    out.lag = static_cast<int>(std::lround(in.frequency / 4));
    out.other_lag = 2 * out.lag;
    const double z = normal_quantile((1 + level) / 2);
    out.p = 0;
    const auto by_lag = [&](int lag) {
        const double se = std::sqrt(c.dot(newey_west_covariance(*m, x, {.lag = lag, .adjust = true}) * c));
        out.p = std::max(out.p, normal_two_sided(effect / se));
        return interval{std::exp(effect - z * se), std::exp(effect + z * se)};
    };
    out.limits = by_lag(out.lag);
    out.limits_other_lag = by_lag(out.other_lag);
    if (!std::isfinite(out.limits.low) || !std::isfinite(out.limits_other_lag.low))
        return refuse(trouble::no_variation);
    return out;
}

} // namespace stats::model
