#pragma once

#include "stats/survey/design.hpp"

#include <Eigen/Core>

#include <functional>

namespace stats::survey {

// The same sample weighted many times over, each time as if other units had been drawn: the error of any statistic is
// how it differs between them. For means and totals Taylor linearisation says the same at once; this is for indexes and
// other statistics without a formula. Wolter, Introduction to Variance Estimation (2007), ch. 3–4. R: as.svrepdesign.
struct replicates {
    std::vector<double> weight;            // the sample's own
    std::vector<std::vector<double>> each; // of each replicate, a weight a row
    // V = scale Σ_r rscale_r (θ_r − θ̄)(θ_r − θ̄)', θ̄ the mean of the θ_r with rscale_r > 0
    double scale = 1;
    std::vector<double> rscale;

    // Rank of the replicates' weights less 1, at R's tolerance of 1e-5. R: degf.
    [[nodiscard]] double degrees_of_freedom() const;
};

// Each primary unit left out in turn, the others of its stratum n_h/(n_h−1) times as heavy; rscale (1 − n_h/N_h)
// (n_h−1)/n_h. Second stages are not told apart. R: type = "JK1", "JKn". Refused: a stratum with one unit.
result<replicates> jackknife(const design& d);

// n_h − 1 units of each stratum drawn with replacement, n_h/(n_h−1) times as heavy each time; scale 1/(R−1). As if
// populations were infinite. The same seed gives the same replicates. Rao and Wu, J. Am. Stat. Assoc. 83 (1988). R:
// type = "subbootstrap". Its error is itself random: relative standard deviation √(1/(2(R−1))). Refused: fewer than two
// replicates (too_few), a stratum with one unit.
result<replicates> bootstrap(const design& d, std::int32_t replicates_wanted, std::uint64_t seed);

// The sample's and every replicate's weights calibrated anew by `how`, to the same totals. R: calibrate, postStratify,
// rake of a svyrep.design. `cell` of a problem is the replicate, −1 the sample's own.
result<replicates> reweighted(const replicates& r, const design& drawn,
                              const std::function<result<design>(const design&)>& how);

struct replicated {
    std::vector<double> value; // by the sample's own weights
    Eigen::MatrixXd covariance;
    [[nodiscard]] double se(std::size_t k) const;
};

// Any statistics of a weight a row. A replicate in which one of them is missing: no_data (cell: the replicate). R:
// withReplicates, and svymean, svytotal … of a svyrep.design.
using statistics = std::function<std::vector<double>(const std::vector<double>& weight)>;
result<replicated> estimate_by(const replicates& r, const statistics& of);

} // namespace stats::survey
