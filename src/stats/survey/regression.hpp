#pragma once

#include "stats/survey/design.hpp"

#include <Eigen/Core>

#include <cmath>

namespace stats::survey {

// Regression of answers with design-based errors. Binder, Int. Stat. Rev. 51 (1983). R: svyglm.
enum class response {
    number, // linear. R: gaussian()
    share,  // logit of a 0/1 answer. R: quasibinomial()
    count,  // log of a count. R: quasipoisson()
};

struct regression {
    Eigen::VectorXd coefficient;
    Eigen::MatrixXd covariance; // Taylor: (X'WX)⁻¹ Σ(scores) (X'WX)⁻¹
    double df = missing;        // degrees of freedom of the rows that took part + 1 − variables

    [[nodiscard]] double se(Eigen::Index k) const { return std::sqrt(covariance(k, k)); }
    [[nodiscard]] double t(Eigen::Index k) const { return coefficient[k] / se(k); }
};

// x: the columns, a 1 for the intercept among them. A row with a missing value takes no part. Iterated to the fixed
// point. Refused: columns that repeat each other (singular), shares that the columns tell apart completely
// (not_converged).
result<regression> regress(const design& d, column y, std::span<const column> x, response kind = response::number);

struct wald_test {
    double f = missing;
    double df1 = missing;
    double df2 = missing;
    double p = missing;
};

// Are the coefficients `of` all 0? b' V⁻¹ b / k on (k, df). R: regTermTest(method = "Wald").
result<wald_test> test_together(const regression& r, std::span<const Eigen::Index> of);

} // namespace stats::survey
