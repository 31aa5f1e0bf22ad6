#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

namespace stats::model {

// Did a series turn when something began? Segmented quasi-Poisson regression, a log-linear trend before, another level
// and slope after, and the seasons:
//   log μ_t = b0 + b1 t + b2 after + b3 (t − start + 1) after + Σ_{k=1,2} (sin, cos)(2πkt / frequency) + log population
// with Newey–West errors. Wagner et al., J. Clin. Pharm. Ther. 27 (2002); Bernal, Cummins and Gasparrini, Int. J.
// Epidemiol. 46 (2017). R: glm(quasipoisson), sandwich::NeweyWest(lag =, prewhite = FALSE, adjust = TRUE).
struct interrupted_input {
    column y;
    column population;     // empty: as if it stood still
    std::size_t start = 0; // the first point after
    double frequency = 12; // points a year
};

struct turned {
    double ratio = missing; // after to what the time before led to expect, on average over the points after
    // At two lags, as two views of how long neighbours in time resemble each other: 3 and 6 months, or as much in other
    // units. The wider of the two counts.
    interval limits, limits_other_lag;
    double p = missing;                      // two-sided, the larger of the two
    double level = missing, slope = missing; // b2, b3
    double dispersion = missing;
    int lag = 0, other_lag = 0;
};

// Refused: no point before or after, fewer points than coefficients and one (too_few; amount: points), negative counts
// (bad_number; cell: the point), a series that says nothing of one of them (singular), no convergence.
result<turned> interrupted_series(const interrupted_input& in, double level = 0.95);

} // namespace stats::model
