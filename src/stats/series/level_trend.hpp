#pragma once

#include "stats/column.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stats::series {

// Points sorted by the group each belongs to; no group is empty.
struct grouped_points {
    std::vector<std::uint32_t> begin{0}; // groups + 1: first point of each
    std::vector<double> time;            // of each point
    [[nodiscard]] std::size_t groups() const { return begin.size() - 1; }
    [[nodiscard]] std::size_t points() const { return time.size(); }
};

// A log-linear model of counts: a level for each group and a trend that all have in common. Its normal equations are a
// diagonal with one more row and column, so that a step of the iteration is regression on what is left within the
// groups: as exact as an orthogonal decomposition, at a cost that grows with the points alone. Same steps and same end
// as model::fit_glm (R's glm.fit) with a design matrix of indicators. Made once for a series, run as often as wanted.
class level_trend {
  public:
    // y and offset (empty: none) in the order of `at`, which must outlive this.
    level_trend(const grouped_points& at, column y, column offset);
    level_trend(const level_trend&) = delete; // it points into itself
    level_trend& operator=(const level_trend&) = delete;

    enum class ending { converged, stopped, failed };
    // Weights are those of set_prior (empty, and at first: 1). failed: the trend repeats the groups, or numbers without
    // end.
    ending run(bool trend);
    void set_prior(column weights);

    // Of the last run. Whatever is taken from weights is that of the last solve, one step before the means.
    [[nodiscard]] double dispersion() const; // Σ W r² / df
    [[nodiscard]] double df() const { return df_; }
    [[nodiscard]] double slope() const { return slope_; }
    [[nodiscard]] double slope_variance() const { return trend_ ? 1 / within_ : missing; } // of (X'WX)⁻¹
    [[nodiscard]] double predictor(std::size_t group, double time) const;
    [[nodiscard]] double spread(std::size_t group, double time) const; // x'(X'WX)⁻¹x
    [[nodiscard]] double leverage(std::size_t group, std::size_t point) const;
    [[nodiscard]] double mean(std::size_t point) const { return mean_[point]; }
    [[nodiscard]] double residual(std::size_t point) const { return (y_[point] - mean_[point]) / mean_[point]; }

  private:
    void begin();
    bool solve();
    double move(); // to the means of the new coefficients; the deviance

    const grouped_points& at_;
    bool trend_ = false;
    double slope_ = 0;
    double within_ = 0; // Σ w (t − t̄)², t̄ of the group
    double df_ = 0;
    double fixed_ = 0; // Σ prior y log y, of the deviance
    std::vector<double> memory_;
    // Of each point; in memory_.
    double *y_, *offset_, *prior_, *eta_, *mean_, *weight_, *moment_;
    // Of each group.
    double *total_, *time_, *level_;
};

} // namespace stats::series
