#include "stats/survey/share.hpp"

#include "stats/distributions.hpp"
#include "stats/share.hpp"

#include <algorithm>
#include <cmath>

namespace stats::survey {

namespace {

constexpr double few = 5;

double expit(double x) { return 1 / (1 + std::exp(-x)); }

interval by_beta(const share& s, double level) {
    const double tail = (1 - level) / 2;
    const double stretch = t_quantile(tail, s.rows - 1) / t_quantile(tail, s.df);
    const double n = s.p * (1 - s.p) / (s.se * s.se) * stretch * stretch;
    return {beta_quantile(tail, n * s.p, n * (1 - s.p) + 1), beta_quantile(1 - tail, n * s.p + 1, n * (1 - s.p))};
}

// Half the deviance of q, an answer.
double divergence(double p, double q) { return p * std::log(p / q) + (1 - p) * std::log((1 - p) / (1 - q)); }

// From p towards `end`, where the divergence is `limit`: it grows all the way.
double where_it_is(double p, double end, double limit) {
    double near = p;
    double far = end;
    for (int i = 0; i < 200 && near != far; ++i) {
        const double middle = near + (far - near) / 2;
        (divergence(p, middle) < limit ? near : far) = middle;
        if (middle == near && middle == far) break;
    }
    return near;
}

} // namespace

interval share_limits(const share& s, share_limits_by how, double level) {
    const double t = t_quantile((1 + level) / 2, s.df);
    if (how == share_limits_by::plain) return {s.p - t * s.se, s.p + t * s.se};
    if (!(s.p > 0 && s.p < 1) || !(s.se > 0)) return {};
    switch (how) {
    case share_limits_by::logit: {
        const double half = t * s.se / (s.p * (1 - s.p));
        const double x = std::log(s.p / (1 - s.p));
        return {expit(x - half), expit(x + half)};
    }
    case share_limits_by::beta:
        return by_beta(s, level);
    case share_limits_by::arcsine: {
        const double half = t * s.se / (2 * std::sqrt(s.p * (1 - s.p)));
        const double x = std::asin(std::sqrt(s.p));
        return {std::pow(std::sin(x - half), 2), std::pow(std::sin(x + half), 2)};
    }
    case share_limits_by::likelihood: {
        const double limit = s.dispersion * t * t * s.se * s.se / (2 * s.p * (1 - s.p));
        return {where_it_is(s.p, 0, limit), where_it_is(s.p, 1, limit)};
    }
    case share_limits_by::plain:
        break;
    }
    return {};
}

result<careful_limits> careful_share_limits(const share& s, double yes, double answers, double weight_effect,
                                            double level) {
    if (!(answers > 0)) return refuse(trouble::no_data);
    if (yes >= few && answers - yes >= few && s.se > 0)
        return careful_limits{share_limits(s, share_limits_by::logit, level), false};
    const double n = answers / std::max(1.0, weight_effect);
    const auto limits = clopper_pearson_limits(s.p * n, n, level);
    if (!limits) return tl::unexpected(limits.error());
    return careful_limits{*limits, true};
}

} // namespace stats::survey
