#pragma once

#include "stats/model/glm.hpp"

namespace stats::model {

// Covariances that hold where the model's own variance does not: (X'WX)⁻¹ M (X'WX)⁻¹ with M from the scores u = x W r.
// The dispersion cancels.

// A row of scores for each row of the data. R: sandwich::estfun, times the dispersion.
Eigen::MatrixXd scores(const glm& m, const Eigen::MatrixXd& x);

enum class heteroskedastic {
    hc0, // White, Econometrica 48 (1980)
    hc1, // times n / (n − k)
    hc3, // u / (1 − leverage). MacKinnon and White, J. Econometrics 29 (1985)
};
// R: sandwich::vcovHC(type = ).
Eigen::MatrixXd heteroskedastic_covariance(const glm& m, const Eigen::MatrixXd& x, heteroskedastic type);

struct newey_west_options {
    int lag = 6;           // months: 3 under five years of data, 6 otherwise; report two
    bool adjust = false;   // times n / (n − k)
    bool prewhite = false; // a first-order vector autoregression taken out before and put back after
};
// Rows in the order of time. Newey and West, Econometrica 55 (1987): weights 1 − l/(L+1). R: sandwich::NeweyWest(lag =,
// prewhite = FALSE); its own default prewhitens and picks the lag.
Eigen::MatrixXd newey_west_covariance(const glm& m, const Eigen::MatrixXd& x, const newey_west_options& options);

// The lag that Newey and West, Rev. Econ. Stud. 61 (1994), would pick, before it is rounded down; the first column is
// taken for the intercept and not looked at. R: sandwich::bwNeweyWest.
double newey_west_bandwidth(const glm& m, const Eigen::MatrixXd& x, bool prewhite);

// Σ(e_t − e_{t−1})² / Σe²: about 2 where neighbours in time are independent. R: lmtest::dwtest of a linear model.
double durbin_watson(const Eigen::VectorXd& residual);

} // namespace stats::model
