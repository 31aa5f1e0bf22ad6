#include "stats/series/level_trend.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stats::series {

namespace {

// R's smallest mean, and its logarithm.
constexpr double least_mean = 2.220446049250313e-16;
constexpr double least_eta = -36.04365338911715;
constexpr double epsilon = 1e-8;
constexpr int steps = 25;
// Of the trend's length: what is left of it within the groups is rounding.
constexpr double repeated = 1e-22;

} // namespace

level_trend::level_trend(const grouped_points& at, column y, column offset) : at_(at) {
    const std::size_t n = at.points();
    memory_.resize(7 * n + 3 * at.groups());
    double* next = memory_.data();
    for (double** of_points : {&y_, &offset_, &prior_, &eta_, &mean_, &weight_, &moment_})
        *of_points = std::exchange(next, next + n);
    for (double** of_groups : {&total_, &time_, &level_})
        *of_groups = std::exchange(next, next + at.groups());
    std::copy(y.begin(), y.end(), y_);
    if (!offset.empty()) std::copy(offset.begin(), offset.end(), offset_);
    set_prior({});
}

void level_trend::set_prior(column weights) {
    if (weights.empty()) std::fill_n(prior_, at_.points(), 1.0);
    std::copy(weights.begin(), weights.end(), prior_);
}

void level_trend::begin() {
    fixed_ = 0;
    for (std::size_t i = 0; i < at_.points(); ++i) {
        mean_[i] = y_[i] + 0.1;
        eta_[i] = std::log(mean_[i]);
        if (y_[i] > 0) fixed_ += prior_[i] * y_[i] * std::log(y_[i]);
    }
}

bool level_trend::solve() {
    const std::size_t n = at_.points();
    for (std::size_t i = 0; i < n; ++i) {
        weight_[i] = prior_[i] * mean_[i];
        // Weight times the working response, without its division.
        moment_[i] = prior_[i] * (mean_[i] * (eta_[i] - offset_[i]) + (y_[i] - mean_[i]));
    }
    double within = 0, along = 0, between = 0;
    bool finite = true;
    for (std::size_t g = 0; g < at_.groups(); ++g) {
        const std::size_t from = at_.begin[g], to = at_.begin[g + 1];
        double w = 0, wt = 0, wz = 0;
        for (std::size_t i = from; i < to; ++i) {
            w += weight_[i];
            wt += weight_[i] * at_.time[i];
            wz += moment_[i];
        }
        const double t = wt / w, z = wz / w;
        for (std::size_t i = from; i < to; ++i) {
            const double apart = at_.time[i] - t;
            within += weight_[i] * apart * apart;
            along += apart * (moment_[i] - weight_[i] * z);
        }
        between += w * t * t;
        total_[g] = w;
        time_[g] = t;
        level_[g] = z;
        finite = finite && std::isfinite(z);
    }
    within_ = within;
    slope_ = trend_ ? along / within : 0;
    return finite && std::isfinite(slope_) && (!trend_ || within > repeated * (within + between));
}

double level_trend::move() {
    double sum = 0;
    for (std::size_t g = 0; g < at_.groups(); ++g)
        for (std::size_t i = at_.begin[g]; i < at_.begin[g + 1]; ++i)
            eta_[i] = level_[g] + slope_ * (at_.time[i] - time_[g]) + offset_[i];
    for (std::size_t i = 0; i < at_.points(); ++i) {
        mean_[i] = std::max(std::exp(eta_[i]), least_mean);
        sum += prior_[i] * (y_[i] * std::max(eta_[i], least_eta) + (y_[i] - mean_[i]));
    }
    return 2 * (fixed_ - sum);
}

level_trend::ending level_trend::run(bool trend) {
    trend_ = trend;
    const std::size_t n = at_.points();
    const std::size_t coefficients = at_.groups() + (trend ? 1 : 0);
    if (n < coefficients) return ending::failed;
    df_ = static_cast<double>(std::count_if(prior_, prior_ + n, [](double p) { return p > 0; })) -
          static_cast<double>(coefficients);
    begin();
    double before = 0;
    for (std::size_t i = 0; i < n; ++i)
        before += prior_[i] * (y_[i] * eta_[i] + (y_[i] - mean_[i]));
    before = 2 * (fixed_ - before);
    for (int step = 0; step < steps; ++step) {
        if (!solve()) return ending::failed;
        const double deviance = move();
        if (std::abs(deviance - before) / (std::abs(deviance) + 0.1) < epsilon) return ending::converged;
        before = deviance;
    }
    return ending::stopped;
}

double level_trend::dispersion() const {
    double sum = 0;
    for (std::size_t i = 0; i < at_.points(); ++i)
        sum += weight_[i] * residual(i) * residual(i);
    return sum / df_;
}

double level_trend::predictor(std::size_t group, double time) const {
    return level_[group] + slope_ * (time - time_[group]);
}

double level_trend::spread(std::size_t group, double time) const {
    const double apart = time - time_[group];
    return 1 / total_[group] + (trend_ ? apart * apart / within_ : 0);
}

double level_trend::leverage(std::size_t group, std::size_t point) const {
    return weight_[point] * spread(group, at_.time[point]);
}

} // namespace stats::series
