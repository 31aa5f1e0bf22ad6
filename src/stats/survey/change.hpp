#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"
#include "stats/survey/estimate.hpp"

namespace stats::survey {

// Has it changed? A difference of two estimates with its test. Never judge by whether two intervals overlap, nor item
// by item: adjust p over the family (stats/adjust.hpp).
struct change {
    double difference = missing;
    double se = missing;
    double t = missing;
    double df = missing;
    double p = missing; // two-sided
    interval limits;
    // The smallest true change that would be found with 80 % power: (t(1−α/2) + t(0.8)) se. What is smaller may be
    // there.
    double detectable = missing;
};

// What two rounds say of one thing. Their covariance is 0 where nobody was drawn into both and strata are a round's
// own.
struct two_rounds {
    double before = missing;
    double se_before = missing;
    double after = missing;
    double se_after = missing;
    double covariance = 0;
};

// after − before. df = degrees of freedom of both rounds' rows with an answer, less 1. R: svyttest.
// No variation in both: refused (no_variation).
result<change> change_between(const two_rounds& r, double df, double level = 0.95);

// The same of shares as a log odds ratio: se² = Σ (se / p(1−p))² − 2 cov / Πp(1−p). R: svyglm(y ~ round,
// quasibinomial). Refused where a share is 0 or 1.
result<change> change_in_log_odds(const two_rounds& r, double df, double level = 0.95);

// Σ contrast · means, tested against 0. A difference of changes is +1 −1 −1 +1 over (round, treated), df = degrees of
// freedom
// + 1 − 4. R: svycontrast; svyglm(y ~ round * treated).
result<change> contrast(const means_together& m, std::span<const double> weights, double df, double level = 0.95);

} // namespace stats::survey
