#include "stats/series/farrington.hpp"

#include "stats/counts.hpp"
#include "stats/distributions.hpp"

#include <algorithm>
#include <cmath>

namespace stats::series {

namespace {

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

// What the model says of the latest point.
struct prediction {
    double dispersion = 1; // phi
    double eta = 0;
    double se = 0;
};

void delta_threshold(const prediction& f, double y, const farrington_options& o, farrington_result& out) {
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

void count_threshold(const prediction& f, double y, const farrington_options& o, farrington_result& out) {
    const bool plug_in = o.method == threshold::nb_plugin;
    const double mu = std::exp(plug_in ? f.eta : f.eta + normal_quantile(1 - o.alpha) * f.se);
    out.upper_mean = mu;
    if (std::isinf(mu)) return;
    const double phi = f.dispersion;
    const auto standing = phi > 1 ? negative_binomial_standing(1 - o.alpha, y, mu / (phi - 1), 1 / phi)
                                  : poisson_standing(1 - o.alpha, y, mu);
    out.threshold = standing.quantile;
    out.p = standing.at_least;
    out.score = (y - f.eta) / (out.threshold - f.eta);
}

constexpr double least_free = 1e-10; // of a point, that the fit leaves to it

// Points far above what is expected would raise the threshold they are judged by: they count less. False: none is.
bool weigh_against_outbreaks(const level_trend& m, const grouped_points& at, column y, double phi, double above,
                             std::vector<double>& weight) {
    bool any = false;
    double sum = 0;
    weight.assign(y.size(), 1.0);
    for (std::size_t g = 0; g < at.groups(); ++g)
        for (std::size_t i = at.begin[g]; i < at.begin[g + 1]; ++i) {
            const double mu = m.mean(i);
            // What its own level or the trend fits exactly tells nothing of how far it is from expected.
            const double free = 1 - m.leverage(g, i);
            if (free < least_free) {
                sum += weight[i];
                continue;
            }
            const double spread = std::sqrt(phi * free);
            // Anscombe's residual is 1.5 √μ ((y/μ)^⅔ − 1) over the spread, and never above Pearson's.
            if (!((y[i] - mu) / std::sqrt(mu) / spread <= above * (1 - 1e-9))) {
                const double a = 1.5 * (std::pow(y[i], 2.0 / 3) * std::pow(mu, -1.0 / 6) - std::sqrt(mu)) / spread;
                if (a > above) {
                    weight[i] = 1 / (a * a);
                    any = true;
                }
            }
            sum += weight[i];
        }
    for (double& w : weight)
        w *= static_cast<double>(y.size()) / sum;
    return any;
}

} // namespace

// The points of a series that are learnt from.
struct farrington_plan::counts {
    const grouped_points& at;
    std::vector<double> y, offset;
    std::size_t group_now = 0;
};

struct farrington_plan::fitted : prediction {
    double slope = 0;
    double slope_t = 0;
    double df = 0;

    // Whether the trend differs from none by a test at this p.
    [[nodiscard]] bool slopes(double p) const {
        if (p >= 1) return !std::isnan(slope_t);
        return t_two_sided(slope_t, df) < p;
    }
};

result<farrington_plan> farrington_plan::make(std::size_t n, std::size_t latest, const calendar& when,
                                              const farrington_options& o) {
    if (latest >= n || when.time.size() != n || when.reference.size() != static_cast<std::size_t>(o.years) + 1)
        return refuse(trouble::lengths_differ);
    if (o.half_window < 0 || o.periods < 1 || !(o.alpha > 0 && o.alpha < 1))
        return refuse(trouble::bad_number, static_cast<std::int64_t>(latest));
    farrington_plan out;
    out.options_ = o;
    out.n_ = n;
    out.latest_ = latest;
    const auto recent = static_cast<std::size_t>(o.recent < 0 ? o.half_window : o.recent);
    const auto group = groups_of(n, when, o);
    std::optional<double> origin = when.dated ? std::nullopt : std::optional(0.0);
    for (std::size_t i = 0; i < n; ++i) {
        const bool too_recent = i + recent >= latest && i <= latest;
        if (group[i] == 0 || too_recent) continue;
        if (!origin) origin = when.time[i];
        out.point_.push_back(static_cast<std::uint32_t>(i));
    }
    std::stable_sort(out.point_.begin(), out.point_.end(), [&](auto a, auto b) { return group[a] < group[b]; });
    for (const auto i : out.point_) {
        if (out.name_.empty() || out.name_.back() != group[i]) {
            out.name_.push_back(group[i]);
            out.learnt_.begin.push_back(out.learnt_.begin.back());
        }
        out.learnt_.begin.back() += 1;
        out.learnt_.time.push_back((when.time[i] - origin.value_or(0)) / when.unit);
    }
    out.time_now_ = (when.time[latest] - origin.value_or(0)) / when.unit;
    return out;
}

std::optional<farrington_plan::fitted> farrington_plan::fit(level_trend& m, const counts& c, bool trend,
                                                            double offset_now) const {
    const auto& o = options_;
    std::vector<double> weight;
    m.set_prior({});
    if (m.run(trend) != level_trend::ending::converged || !(m.df() > 0)) return std::nullopt;
    double scale = m.dispersion();
    if (o.reweight) {
        const bool any =
            weigh_against_outbreaks(m, c.at, c.y, std::max(1.0, m.dispersion()), o.weights_threshold, weight);
        if (any) {
            m.set_prior(weight);
            if (m.run(trend) == level_trend::ending::failed) return std::nullopt;
        }
        scale = m.dispersion();
        if (o.as_r) {
            double sum = 0;
            for (std::size_t i = 0; i < c.y.size(); ++i)
                sum += weight[i] * m.residual(i) * m.residual(i);
            scale = sum / m.df();
        }
    }
    fitted out;
    out.dispersion = std::max(1.0, m.dispersion());
    out.eta = m.predictor(c.group_now, time_now_) + offset_now;
    out.se = std::sqrt(scale * m.spread(c.group_now, time_now_));
    out.df = m.df();
    if (trend) {
        out.slope = m.slope();
        out.slope_t = m.slope() / std::sqrt(scale * m.slope_variance());
    }
    return out;
}

result<farrington_result> farrington_plan::judge(const counts& c, column y, double offset_now) const {
    const auto& o = options_;
    level_trend model(c.at, c.y, c.offset);
    bool trend = o.trend;
    auto f = fit(model, c, trend, offset_now);
    if (!f && trend) f = fit(model, c, trend = false, offset_now);
    if (f && trend) {
        const double highest = *std::max_element(c.y.begin(), c.y.end());
        trend = o.years >= 3 && std::exp(f->eta) <= highest && f->slopes(o.trend_p);
        if (!trend) f = fit(model, c, false, offset_now);
    }
    farrington_result out;
    if (!f) return out;
    out.fitted = true;
    out.dispersion = f->dispersion;
    if (trend) out.trend = f->slope;
    o.method == threshold::delta ? delta_threshold(*f, y[latest_], o, out) : count_threshold(*f, y[latest_], o, out);
    if (!std::isnan(out.threshold)) out.expected = std::exp(f->eta);

    double cases = 0;
    for (int i = 0; i < o.limit_points && static_cast<std::size_t>(i) <= latest_; ++i)
        cases += y[latest_ - static_cast<std::size_t>(i)];
    if (!(cases >= o.limit_cases)) {
        out.threshold = missing;
        out.expected = missing;
        return out;
    }
    out.alarm = out.score > 1 && y[latest_] != 0;
    return out;
}

result<farrington_result> farrington_plan::judge(column y, column population) const {
    if (y.size() != n_ || (!population.empty() && population.size() != n_)) return refuse(trouble::lengths_differ);
    for (std::size_t i = 0; i < y.size(); ++i)
        if (y[i] < 0 || std::isinf(y[i])) return refuse(trouble::bad_number, static_cast<std::int64_t>(i));
    if (std::isnan(y[latest_])) return refuse(trouble::bad_number, static_cast<std::int64_t>(latest_));

    if (!population.empty()) {
        const auto is_none = [&](std::size_t i) { return !(population[i] > 0) || std::isinf(population[i]); };
        for (const auto i : point_)
            if (!std::isnan(y[i]) && is_none(i)) return refuse(trouble::bad_number, i, population[i]);
        if (is_none(latest_))
            return refuse(trouble::bad_number, static_cast<std::int64_t>(latest_), population[latest_]);
    }

    std::vector<double> counted, offset;
    counted.reserve(point_.size());
    if (!population.empty()) offset.reserve(point_.size());
    grouped_points present; // where some are missing
    const bool whole = std::none_of(point_.begin(), point_.end(), [&](auto i) { return std::isnan(y[i]); });
    std::optional<std::size_t> now;
    for (std::size_t g = 0, groups = 0; g < learnt_.groups(); ++g) {
        const std::size_t before = counted.size();
        for (auto k = learnt_.begin[g]; k < learnt_.begin[g + 1]; ++k) {
            const auto i = point_[k];
            if (std::isnan(y[i])) continue;
            counted.push_back(y[i]);
            if (!population.empty()) offset.push_back(std::log(population[i]));
            if (!whole) present.time.push_back(learnt_.time[k]);
        }
        if (counted.size() == before) continue;
        if (!whole) present.begin.push_back(static_cast<std::uint32_t>(counted.size()));
        if (name_[g] == options_.periods) now = groups;
        ++groups;
    }
    if (counted.size() < 3) return refuse(trouble::too_few, -1, static_cast<double>(counted.size()));
    // Nothing is known of this time of the year.
    if (!now) return farrington_result{};
    const double offset_now = population.empty() ? 0 : std::log(population[latest_]);
    return judge({whole ? learnt_ : present, std::move(counted), std::move(offset), *now}, y, offset_now);
}

result<farrington_result> farrington(column y, column population, std::size_t latest, const calendar& when,
                                     const farrington_options& o) {
    const auto plan = farrington_plan::make(y.size(), latest, when, o);
    if (!plan) return tl::unexpected(plan.error());
    return plan->judge(y, population);
}

} // namespace stats::series
