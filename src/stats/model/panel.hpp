#pragma once

#include "stats/column.hpp"
#include "stats/model/glm.hpp"

namespace stats::model {

// Municipalities followed over time: what goes with x beyond what is the municipality's own and the month's own.
// Difference-in-differences is x = treated × after. R: lm / glm(y ~ x + factor(unit) + factor(time)), plm("within").
// A municipality's months resemble each other, so that errors are clustered by municipality (Arellano, Oxford Bull. 49
// (1987); Bertrand, Duflo and Mullainathan, Q. J. Econ. 119 (2004)), with t on one less than the municipalities. With
// one treated municipality no error of this kind means anything: compare with placebos.
struct panel_input {
    column y;
    std::vector<column> x;
    factor unit;
    factor time; // empty: units alone (R: effect = "individual")
    family of = family::linear;
    column offset; // poisson: log of the exposure
    column weight; // linear: precision weights; empty: 1
};

class panel {
  public:
    [[nodiscard]] const Eigen::VectorXd& coefficient() const { return coefficient_; }
    // The model's own. Linear: σ² (X'WX)⁻¹; Poisson: dispersion 1.
    [[nodiscard]] Eigen::MatrixXd naive() const { return variance_ * bread_; }
    // Σ over clusters of ψψ', ψ = (X'WX)⁻¹ Σ x W r of a cluster: without any factor. R: vcovCL(type = "HC0", cadjust =
    // FALSE).
    [[nodiscard]] Eigen::MatrixXd clustered(const factor& by) const;

    [[nodiscard]] double rows() const { return static_cast<double>(influence_.rows()); }
    [[nodiscard]] double units() const { return units_; }
    [[nodiscard]] double df() const { return df_; } // rows − all coefficients
    // Factors that small samples are given. R: G/(G−1) is vcovCL's cadjust; with (n−1)/(n−k), HC1.
    [[nodiscard]] static double of_clusters(double g) { return g / (g - 1); }

    static result<panel> fit(const panel_input& input);

  private:
    Eigen::VectorXd coefficient_;
    Eigen::MatrixXd bread_;     // of x
    Eigen::MatrixXd influence_; // rows by x
    double variance_ = 1;
    double df_ = missing;
    double units_ = 0;
};

// One treated municipality: the same estimate for it and, as if each were treated, for every comparison; p is the share
// of all, its own included, that lie as far from 0. It cannot be below 1/(1 + comparisons): 19 of them for 5 %.
struct placebo {
    std::vector<double> estimate; // the treated one first, then the comparisons in the order of their codes
    double p = missing;
};
struct placebo_input {
    column y;
    factor unit;
    factor time;
    std::span<const char> after; // a row is after the start
    family of = family::linear;
    column offset;
    std::int32_t treated = 0;
    std::vector<std::int32_t> comparisons;
};
result<placebo> test_by_placebo(const placebo_input& input);

} // namespace stats::model
