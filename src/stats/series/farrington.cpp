#include "stats/series/farrington.hpp"

#include "stats/distributions.hpp"
#include "stats/model/glm.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace stats::series {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Which group of the year each point belongs to: the windows around the reference points are the last group, what lies
// between two windows is cut into the others. 0: not looked at.
std::vector<int> groups_of(std::size_t n, const calendar& when, const farrington_options& o) {
    std::vector<int> group(n, 0);
    const auto mark = [&](std::int64_t from, std::int64_t to, int g) {
        for (auto i = std::max<std::int64_t>(0, from); i <= to && i < static_cast<std::int64_t>(n); ++i)
            group[static_cast<std::size_t>(i)] = g;
    };
    const int w = o.half_window;
    mark(when.reference[0] - w, when.reference[0], o.periods);
    for (std::size_t y = 1; y < when.reference.size(); ++y) {
        const std::int64_t at = when.reference[y];
        mark(at - w, at + w, o.periods);
        if (o.periods == 1) continue;
        const auto between = when.reference[y - 1] - 2 * w - 1 - at;
        const auto parts = o.periods - 1;
        auto from = at + w + 1;
        for (int p = 1; p <= parts; ++p) {
            const auto length = between / parts + (p <= between % parts ? 1 : 0);
            mark(from, from + length - 1, p);
            from += length;
        }
    }
    return group;
}

struct reference_data {
    std::vector<double> y, offset, time;
    std::vector<int> group;
    double time_now = 0;
    double offset_now = 0;
};

reference_data learn_from(column y, column population, std::size_t latest, const calendar& when,
                          const farrington_options& o) {
    const int recent = o.recent < 0 ? o.half_window : o.recent;
    const auto group = groups_of(y.size(), when, o);
    reference_data out;
    std::optional<double> origin = when.dated ? std::nullopt : std::optional(0.0);
    for (std::size_t i = 0; i < y.size(); ++i) {
        const bool too_recent = i + static_cast<std::size_t>(recent) >= latest && i <= latest;
        if (group[i] == 0 || too_recent) continue;
        if (!origin) origin = when.time[i];
        if (std::isnan(y[i])) continue;
        out.y.push_back(y[i]);
        out.group.push_back(group[i]);
        out.time.push_back((when.time[i] - *origin) / when.unit);
        if (!population.empty()) out.offset.push_back(std::log(population[i]));
    }
    out.time_now = (when.time[latest] - origin.value_or(0)) / when.unit;
    out.offset_now = population.empty() ? 0 : std::log(population[latest]);
    return out;
}

// The fit, and what the model says of the latest point.
struct fitted {
    model::glm glm;
    double dispersion = 1; // phi
    double scale = 1;      // what errors are multiplied with
    double eta = 0;
    double se = 0;
    double time_coefficient = 0;
    double time_p = 1;
};

MatrixXd design_matrix(const reference_data& d, bool trend, int periods, VectorXd& now) {
    std::vector<int> levels = d.group;
    std::sort(levels.begin(), levels.end());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    const Index first = trend ? 2 : 1;
    MatrixXd x = MatrixXd::Zero(static_cast<Index>(d.y.size()), first + static_cast<Index>(levels.size()) - 1);
    now = VectorXd::Zero(x.cols());
    x.col(0).setOnes();
    now[0] = 1;
    if (trend) now[1] = d.time_now;
    const auto column_of = [&](int g) {
        return first - 1 + (std::lower_bound(levels.begin(), levels.end(), g) - levels.begin());
    };
    for (std::size_t i = 0; i < d.y.size(); ++i) {
        const auto row = static_cast<Index>(i);
        if (trend) x(row, 1) = d.time[i];
        if (d.group[i] != levels.front()) x(row, column_of(d.group[i])) = 1;
    }
    if (periods != levels.front()) now[column_of(periods)] = 1;
    return x;
}

// Points far above what is expected would raise the threshold they are judged by: they count less.
std::vector<double> weights_against_outbreaks(const model::glm& m, const std::vector<double>& y, double phi,
                                              double above) {
    std::vector<double> weight(y.size(), 1.0);
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        const auto k = static_cast<Index>(i);
        const double mu = m.mean[k];
        const double a = 1.5 * (std::pow(y[i], 2.0 / 3) * std::pow(mu, -1.0 / 6) - std::sqrt(mu)) /
                         std::sqrt(phi * (1 - m.leverage[k]));
        if (a > above) weight[i] = 1 / (a * a);
        sum += weight[i];
    }
    for (double& w : weight)
        w *= static_cast<double>(y.size()) / sum;
    return weight;
}

std::optional<fitted> fit(const reference_data& d, bool trend, const farrington_options& o) {
    VectorXd now;
    const MatrixXd x = design_matrix(d, trend, o.periods, now);
    auto m = model::fit_glm(x, d.y, {.offset = d.offset});
    if (!m || !m->converged || !(m->df > 0)) return std::nullopt;
    fitted out{.glm = std::move(*m)};
    out.dispersion = std::max(1.0, out.glm.dispersion());
    out.scale = out.glm.dispersion();
    if (o.reweight) {
        const auto weight = weights_against_outbreaks(out.glm, d.y, out.dispersion, o.weights_threshold);
        auto again = model::fit_glm(x, d.y, {.offset = d.offset, .prior_weight = weight});
        if (!again) return std::nullopt;
        out.glm = std::move(*again);
        out.dispersion = std::max(1.0, out.glm.dispersion());
        const Eigen::Map<const VectorXd> omega(weight.data(), static_cast<Index>(weight.size()));
        out.scale = o.as_r ? omega.dot(out.glm.working_residual.cwiseAbs2()) / out.glm.df : out.glm.dispersion();
    }
    out.eta = now.dot(out.glm.coefficient) + d.offset_now;
    out.se = std::sqrt(out.scale * out.glm.spread_of(now));
    if (trend) {
        out.time_coefficient = out.glm.coefficient[1];
        out.time_p = t_two_sided(out.time_coefficient / std::sqrt(out.scale * out.glm.unscaled(1, 1)), out.glm.df);
    }
    return out;
}

void delta_threshold(const fitted& f, double y, const farrington_options& o, farrington_result& out) {
    const double mu = std::exp(f.eta);
    const double se = f.se * mu;
    const double tau = f.dispersion + se * se / mu;
    const double e = o.transformation == power::one ? 1 : o.transformation == power::half ? 0.5 : 2.0 / 3;
    const double s = o.transformation == power::one    ? std::sqrt(mu * tau)
                     : o.transformation == power::half ? std::sqrt(tau / 4)
                                                       : std::sqrt(4.0 / 9 * std::cbrt(mu) * tau);
    const double centre = std::pow(mu, e);
    out.threshold = std::pow(centre + normal_quantile(1 - o.alpha) * s, 1 / e);
    out.p = normal_below(-(std::pow(y, e) - centre) / s);
    out.score = (y - mu) / (out.threshold - mu);
    out.upper_mean = std::exp(mu + normal_quantile(1 - o.alpha) * se);
}

void count_threshold(const fitted& f, double y, const farrington_options& o, farrington_result& out) {
    const bool plug_in = o.method == threshold::nb_plugin;
    const double mu = std::exp(plug_in ? f.eta : f.eta + normal_quantile(1 - o.alpha) * f.se);
    out.upper_mean = mu;
    if (std::isinf(mu)) return;
    const double phi = f.dispersion;
    if (phi > 1) {
        out.threshold = negative_binomial_quantile(1 - o.alpha, mu / (phi - 1), 1 / phi);
        out.p = negative_binomial_at_least(y, mu / (phi - 1), 1 / phi);
    } else {
        out.threshold = poisson_quantile(1 - o.alpha, mu);
        out.p = poisson_at_least(y, mu);
    }
    out.score = (y - f.eta) / (out.threshold - f.eta);
}

} // namespace

result<farrington_result> farrington(column y, column population, std::size_t latest, const calendar& when,
                                     const farrington_options& o) {
    if (latest >= y.size() || when.time.size() != y.size() || (!population.empty() && population.size() != y.size()) ||
        when.reference.size() != static_cast<std::size_t>(o.years) + 1)
        return refuse(trouble::lengths_differ);
    for (std::size_t i = 0; i < y.size(); ++i)
        if (y[i] < 0 || std::isinf(y[i])) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
    if (o.half_window < 0 || o.periods < 1 || !(o.alpha > 0 && o.alpha < 1) || std::isnan(y[latest]))
        return refuse(trouble::bad_number, static_cast<std::int64_t>(latest));
    const auto d = learn_from(y, population, latest, when, o);
    if (d.y.size() < 3) return refuse(trouble::too_few, -1, static_cast<double>(d.y.size()));

    farrington_result out;
    bool trend = o.trend;
    auto f = fit(d, trend, o);
    if (!f && trend) f = fit(d, trend = false, o);
    if (f && trend) {
        const double highest = *std::max_element(d.y.begin(), d.y.end());
        trend = o.years >= 3 && f->time_p < o.trend_p && std::exp(f->eta) <= highest;
        if (!trend) f = fit(d, false, o);
    }
    if (!f) return out;
    out.fitted = true;
    out.dispersion = f->dispersion;
    if (trend) out.trend = f->time_coefficient;
    o.method == threshold::delta ? delta_threshold(*f, y[latest], o, out) : count_threshold(*f, y[latest], o, out);
    if (!std::isnan(out.threshold)) out.expected = std::exp(f->eta);

    double cases = 0;
    for (int i = 0; i < o.limit_points && static_cast<std::size_t>(i) <= latest; ++i)
        cases += y[latest - static_cast<std::size_t>(i)];
    if (!(cases >= o.limit_cases)) {
        out.threshold = missing;
        out.expected = missing;
        return out;
    }
    out.alarm = out.score > 1 && y[latest] != 0;
    return out;
}

} // namespace stats::series
