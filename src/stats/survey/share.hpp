#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

namespace stats::survey {

// Limits of a share p from its design-based standard error, with t quantiles at df (design::degrees_of_freedom). 0…1.
enum class share_limits_by {
    logit, // expit(logit p ∓ t se/(p(1−p))). R: svyciprop("xlogit"); "logit" is the same by an iteration stopped early
    beta, // Clopper–Pearson with an effective number of answers. Korn and Graubard, Surv. Meth. 24 (1998). R: "beta"
    arcsine,    // sin²(asin √p ∓ t se/(2√(p(1−p)))). R: "asin"
    plain,      // p ∓ t se: may leave 0…1. R: "mean"
    likelihood, // p where the scaled deviance is t². R: "likelihood"
};

struct share {
    double p = missing;
    double se = missing;
    double df = missing;
    double rows = missing; // of the design; beta only. R takes all rows of the design object, answered or not
    // Likelihood only. R stretches t² by its model's dispersion, Σw(answers) / mean w(rows) / (answers − 1), which is
    // not 1 where some did not answer: this asks for its numbers.
    double dispersion = 1;
};

// Where p is 0 or 1, or se 0, only plain has limits and the others are NaN: ask careful_share_limits.
interval share_limits(const share& s, share_limits_by how, double level = 0.95);

struct careful_limits {
    interval limits;
    bool exact = false; // too few in one of the answers for the approximation: say so beside the figure
};

// By logit; with fewer than 5 who say yes or no, Clopper–Pearson's exact limits for the number of answers that the
// weights leave (answers / weight_effect). Our rule; R has none. Refused without answers.
result<careful_limits> careful_share_limits(const share& s, double yes, double answers, double weight_effect,
                                            double level = 0.95);

} // namespace stats::survey
