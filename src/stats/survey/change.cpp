#include "stats/survey/change.hpp"

#include "stats/distributions.hpp"

#include <cmath>

namespace stats::survey {

namespace {

result<change> tested(double difference, double variance, double df, double level) {
    if (!std::isfinite(difference) || std::isnan(variance)) return refuse(trouble::no_data);
    if (!(variance > 0)) return refuse(trouble::no_variation);
    if (!(df > 0)) return refuse(trouble::too_few, -1, df);
    const double se = std::sqrt(variance);
    const double t = t_quantile((1 + level) / 2, df);
    return change{
        .difference = difference,
        .se = se,
        .t = difference / se,
        .df = df,
        .p = t_two_sided(difference / se, df),
        .limits = {difference - t * se, difference + t * se},
        .detectable = (t + t_quantile(0.8, df)) * se,
    };
}

} // namespace

result<change> change_between(const two_rounds& r, double df, double level) {
    const double variance = r.se_before * r.se_before + r.se_after * r.se_after - 2 * r.covariance;
    return tested(r.after - r.before, variance, df, level);
}

result<change> change_in_log_odds(const two_rounds& r, double df, double level) {
    const double spread_before = r.before * (1 - r.before);
    const double spread_after = r.after * (1 - r.after);
    if (!(spread_before > 0) || !(spread_after > 0)) return refuse(trouble::no_variation);
    return change_between({.before = std::log(r.before / (1 - r.before)),
                           .se_before = r.se_before / spread_before,
                           .after = std::log(r.after / (1 - r.after)),
                           .se_after = r.se_after / spread_after,
                           .covariance = r.covariance / (spread_before * spread_after)},
                          df, level);
}

result<change> contrast(const means_together& m, std::span<const double> weights, double df, double level) {
    if (weights.size() != m.value.size()) return refuse(trouble::lengths_differ);
    const auto n = static_cast<Eigen::Index>(weights.size());
    const Eigen::Map<const Eigen::VectorXd> w(weights.data(), n);
    const Eigen::Map<const Eigen::VectorXd> value(m.value.data(), n);
    return tested(w.dot(value), w.dot(m.covariance * w), df, level);
}

} // namespace stats::survey
