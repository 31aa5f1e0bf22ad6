#pragma once

#include "recipes.hpp"
#include "survey_set.hpp"

#include "stats/survey/association.hpp"
#include "stats/survey/estimate.hpp"
#include "stats/survey/quantile.hpp"
#include "stats/survey/regression.hpp"
#include "stats/survey/replicate.hpp"
#include "stats/survey/share.hpp"

namespace vectors {

// The rows of a pub_*.csv: each of R's calls with its number, its terms and what it answered.
class answered_calls {
  public:
    void call(std::string text);
    struct row {
        double est = stats::missing;
        double se = stats::missing;
        double deff = stats::missing;
        stats::interval limits;
        double df = stats::missing;
        double p = stats::missing;
    };
    void add(const std::string& term, const row& r);
    // With normal limits, as R's confint() has them for a mean or a total.
    void plain(const std::string& term, double value, double se, double deff = stats::missing);
    void plain(const std::string& term, const stats::survey::estimate& e, bool deff = false);
    void bare(const std::string& term, const stats::survey::estimate& e, bool deff = false); // without limits
    void quantile(const std::string& term, const stats::survey::quantile_estimate& q);
    void share(const std::string& term, const stats::survey::share& s, stats::survey::share_limits_by how);
    void coefficients(const std::vector<std::string>& terms, const stats::survey::regression& r);
    void difference(const stats::survey::regression& r); // of two groups: its second coefficient
    // F tests have ndf and ddf, the χ² test df.
    void association(const stats::survey::association& a);
    void replicated(const std::vector<std::string>& terms, const stats::survey::replicated& r);
    [[nodiscard]] sheet taken() && { return std::move(out_); }

  private:
    sheet out_{.names = {"id", "term", "est", "se", "deff", "ci_l", "ci_u", "df", "p", "call"}, .rows = {}};
    double id_ = 0;
    std::string call_;
};

// 1 where the text is that, 0 elsewhere.
std::vector<double> marks(const std::vector<std::string>& values, const std::string& of);
double weighted_mean(const std::vector<double>& weight, stats::column y);
double weighted_total(const std::vector<double>& weight, stats::column y);

void add_published_strata(recipes& all);
void add_published_clusters(recipes& all);

} // namespace vectors
