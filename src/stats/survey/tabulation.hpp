#pragma once

#include "stats/survey/design.hpp"

#include <array>
#include <memory>

namespace stats::survey {

struct domain_estimate {
    double value = missing;
    double se = missing;
    double answers = 0; // valid ones in the domain
    double weight = 0;  // persons they stand for
    // Variance against a simple random sample of as many without replacement; missing where those who answered are more
    // than they stand for. R: deff = TRUE.
    double design_effect = missing;
};

// A design ready to give the means and totals of any item for everybody and for each level of several groups at once.
//
// A variance is a quadratic form in sums over cells of rows that share stratum, unit, weight, calibration variables and
// domains; an item's column is read once, into its cells, and all domains are taken from there. Cost of an item: its
// rows, plus its cells times the groups and calibration margins, plus the domains times the square of the calibration
// variables. Same figures as covariance() over influence values, item by item and domain by domain. R: svyby(vartype =
// "se"), svymean, svytotal with na.rm = TRUE.
class tabulation {
  public:
    // Domain 0 is everybody; then the levels of each group in turn. A row outside a group has code −1 there.
    // Refused: a stratum with one unit (lonely::refuse), and rules for single units within domains.
    static result<tabulation> make(const design& d, std::span<const factor> groups);

    [[nodiscard]] std::size_t domains() const { return domains_; }
    [[nodiscard]] std::size_t cells() const { return weight_.size(); }

    // What items need while they are computed; one a thread, used again for the next.
    class scratch {
      public:
        scratch();
        ~scratch();
        scratch(scratch&&) noexcept;
        scratch& operator=(scratch&&) noexcept;

      private:
        friend class tabulation;
        struct held;
        std::unique_ptr<held> held_;
    };

    // `out` takes domains() estimates. A domain without answers has answers 0 and value and se missing; one whose
    // estimate does not vary by construction (a calibrated total) se 0. y as many as the design has rows.
    void means(column y, std::span<domain_estimate> out, scratch& s) const;
    void totals(column y, std::span<domain_estimate> out, scratch& s) const;
    // The same of many items, one after the other in `out`: several are taken at a time, side by side, so that whatever
    // is looked up of the design is looked up once for all of them.
    void means(std::span<const column> items, std::span<domain_estimate> out, scratch& s) const;

  private:
    // Some numbers for each of a row of places.
    template <class T>
    struct lists {
        std::vector<std::uint32_t> begin{0};
        std::vector<std::uint32_t> index;
        std::vector<T> value;
    };
    // Runs of cells, in the order in which a stage's strata and units hold them.
    struct run_of_cells {
        std::vector<std::uint32_t> unit;    // units + 1, in cells; empty where each row is a unit
        std::vector<std::uint32_t> stratum; // strata + 1, in units (in cells where each row is a unit)
        std::vector<double> scale;          // what Σz² counts
        std::vector<double> shrink;         // what (Σz)² takes from it; 0: not centred
        lists<double> unit_p, stratum_p;    // ΣP
        lists<char> unit_domains, stratum_domains;
    };
    enum class kind { mean, total };

    struct maker;

    // As many items side by side as L; what they need, and how it is done.
    template <int L>
    struct pass;

    std::size_t rows_ = 0;
    std::size_t domains_ = 0;
    std::size_t groups_ = 0; // with everybody
    std::size_t variables_ = 0;
    std::vector<std::uint32_t> cell_of_row_;
    std::vector<double> weight_;        // of a row of the cell
    std::vector<std::uint32_t> domain_; // cell × group → domain; domains_ where none
    // Calibration rows of a cell: λ, and ρ times the stratum's scale where rows are the units of the only stage.
    std::vector<std::uint32_t> begin_, index_;
    std::vector<std::array<double, 2>> value_;
    std::vector<run_of_cells> runs_;
    // V = Q + Σ_j c_j (c G'SG − 2 q G)_j for c = Λ'z, q = cov(z, P), S = cov(P): what is multiplied with, its rows for
    // c and q in turn. Column-major, 2 × variables by variables; of G'SG, which is symmetric, only what is on and
    // above the diagonal, twice above.
    std::vector<double> form_;
    std::vector<double> factor_; // a domain: all strata over those whose variance is known
};

} // namespace stats::survey
