#pragma once

#include "stats/problem.hpp"
#include "stats/survey/design.hpp"

#include <Eigen/Core>

namespace stats::survey {

// A row a person, a column an estimate.
using influence = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The covariance matrix of estimates whose influence values are the columns of z: a row a person, weights multiplied
// in, 0 outside the domain. Taylor linearisation with the residuals of calibration:
//   V = Σ_h (1−n_h/N_h) n_h/(n_h−1) Σ_c (z_c − z̄_h)(z_c − z̄_h)'  over the units c of stratum h, those without rows as
//   0,
//   + Σ_c (n_h/N_h) V₂(within c) where there is a second stage. Särndal, Swensson, Wretman (1992), ch. 4–6. R:
//   svyrecvar.
// `in` marks the rows of the domain, where the design is uncalibrated and a rule for single units asks what is in it.
result<Eigen::MatrixXd> covariance(const design& d, influence z, std::span<const char> in = {});

} // namespace stats::survey
