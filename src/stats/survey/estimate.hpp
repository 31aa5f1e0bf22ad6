#pragma once

#include "stats/survey/design.hpp"
#include "stats/survey/taylor.hpp"

namespace stats::survey {

// One estimate at a time, by influence values: what tabulation does not offer, and what it is tested against. `in`
// marks the rows of a domain (empty: all). A row with a missing value takes no part.

struct estimate {
    double value = missing;
    double se = missing;
    double design_effect = missing; // against simple random sampling without replacement
    double answers = 0;
    double weight = 0; // persons they stand for
};

// R: svymean, svytotal(na.rm = TRUE, deff = TRUE).
result<estimate> mean(const design& d, column y, std::span<const char> in = {});
result<estimate> total(const design& d, column y, std::span<const char> in = {});

// Σwa / Σwb; u = (a − R b) / Σwb. Only rows with both. R: svyratio.
result<estimate> ratio(const design& d, column a, column b, std::span<const char> in = {});

// Of the population: the mean of (y − ȳ)² n/(n−1), its error with ȳ as if known. n counts the domain's rows with
// weight, with and without an answer, as R's svyvar does.
result<estimate> variance(const design& d, column y, std::span<const char> in = {});

// Means of y in the levels of a group with their covariances. R: vcov(svyby(covmat = TRUE)).
struct means_together {
    std::vector<double> value;
    Eigen::MatrixXd covariance;
};
result<means_together> means_by(const design& d, column y, const factor& group);

} // namespace stats::survey
