#pragma once

#include "stats/survey/margin.hpp"

#include <limits>
#include <optional>

namespace stats::survey {

// Weights that give a register's totals, changed as little as possible. Deville and Särndal, J. Am. Stat. Assoc. 87
// (1992).

enum class distance {
    linear, // g = 1 + x'λ; the generalised regression estimator; may be negative without bounds. R: calfun = "linear"
    raking, // g = exp(x'λ): always positive. R: calfun = "raking"; the limit of iterative proportional fitting
    logit,  // g = [L(U−1) + U(1−L)e^{Au}] / [(U−1) + (1−L)e^{Au}], L < g < U. R: calfun = "logit"
};

struct calibration {
    std::vector<margin> margins;
    std::vector<column> numbers; // auxiliary variables with a value for everybody
    std::span<const double> number_totals;
    std::optional<double> population; // where no margin tells it; absent: the number of persons is not calibrated
};

struct calibration_options {
    distance how = distance::raking;
    // g's bounds, for linear and logit.
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    double epsilon = 1e-11; // of |total wanted − total| / (1 + |total wanted|)
    int steps = 50;
    // Variables that repeat others are no fault as long as their totals agree; R's linear calibration refuses them.
    bool refuse_repeated = false;
    // Rows without weight stay out; R divides by their weight and stops.
    bool refuse_unweighted = false;
    // R begins at g = 1, which with its own epsilon of 1e-7 decides the last digits.
    bool begin_at_one = false;
    // g drawn in to these afterwards, what was cut spread over the others in proportion to their weights: the totals
    // are no longer met. R: trim =.
    interval trim{-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
};

// x's mean in each unit, for every row. Calibrated by these as `numbers`, the weights stay alike within units as they
// were: the same totals, for whole households or districts. R: aggregate.stage. Refused: codes out of range.
result<std::vector<double>> unit_means(column x, const factor& unit);

// Rows without weight keep none. Refused: a level with people in the register and none in the sample or the other way
// round, margins that sum to different populations, totals that no weights meet within the bounds.
result<design> calibrate(const design& d, const calibration& to, const calibration_options& options = {});

} // namespace stats::survey
