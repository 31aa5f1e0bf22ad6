#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace stats::model {

// Linear and log-linear models of series of counts and rates, by iteratively weighted least squares. McCullagh and
// Nelder, Generalized Linear Models (1989), section 2.5. R: glm, glm.fit, lm.
enum class family {
    linear,  // R: gaussian()
    poisson, // log link; quasi-Poisson is the same with its dispersion. R: poisson(), quasipoisson()
};

struct glm_options {
    family of = family::poisson;
    column offset;       // added to the linear predictor; empty: none
    column prior_weight; // empty: 1
    // Ends when the deviance changes by less than this share of itself: R's rule. Whatever is taken from the working
    // weights is that of the last solve, one step before the means, as it is in R.
    double epsilon = 1e-8;
    int steps = 25;
};

struct glm {
    Eigen::VectorXd coefficient;
    Eigen::VectorXd mean;             // fitted
    Eigen::VectorXd working_weight;   // of the last solve
    Eigen::VectorXd working_residual; // (y − μ) / μ'
    Eigen::MatrixXd unscaled;         // (X'WX)⁻¹. R: summary()$cov.unscaled
    Eigen::MatrixXd triangle;         // R of a QR decomposition of √W X, its columns in the order below
    Eigen::VectorXi order;
    Eigen::VectorXd leverage; // R: hatvalues
    double deviance = missing;
    double df = missing; // rows with weight − coefficients
    bool converged = false;

    // x'(X'WX)⁻¹x: the unscaled variance of a prediction. Not by way of the matrix itself: where a group of months has
    // hardly a count its numbers are huge and their differences are what is asked for.
    [[nodiscard]] double spread_of(const Eigen::VectorXd& at) const;
    // Σ W r² / df. R: summary()$dispersion of quasipoisson and gaussian.
    [[nodiscard]] double dispersion() const;
};

// x: rows by coefficients. Refused: columns that repeat each other (singular), negative counts (bad_number, with the
// row), fewer rows than coefficients. A fit that did not converge is a fit with converged false.
result<glm> fit_glm(const Eigen::MatrixXd& x, column y, const glm_options& options = {});

} // namespace stats::model
