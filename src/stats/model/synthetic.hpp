#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <Eigen/Core>

#include <vector>

namespace stats::model {

// What would have been without the measure, as a mixture of municipalities that did not take it. Abadie, Diamond and
// Hainmueller, J. Am. Stat. Assoc. 105 (2010), with the outcomes before the start as the only predictors: the weights w
// >= 0 with Σw = 1 that minimise |y − Xw|² over the periods before. Wants 24 periods before and eight good donors; else
// a difference of differences. R: quadprog::solve.QP.
struct synthetic {
    std::vector<double> weight;    // of each donor
    double loss = missing;         // Σ(y − Xw)² before
    double error_before = missing; // root mean square of the gap
    double error_after = missing;
    double effect = missing; // mean gap after
};

// y: periods; donors: a column each; the first `before` periods come before the start. Refused: fewer than two donors,
// periods before or after none.
result<synthetic> fit_synthetic(column y, std::span<const column> donors, std::size_t before);

// The same for each donor as if it had been treated, of the other donors. p: the share of all, the treated included,
// whose error grew as much from before to after.
struct synthetic_placebo {
    std::vector<synthetic> fits; // the treated first
    double p = missing;
};
result<synthetic_placebo> test_synthetic(column y, std::span<const column> donors, std::size_t before);

} // namespace stats::model
