#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"
#include "stats/survey/residual.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace stats::survey {

// What a stratum with one primary unit is taken to add to a variance that it cannot tell of. R: survey.lonely.psu.
enum class lonely {
    refuse,        // "fail"
    leave_out,     // "remove", "certainty": nothing
    about_zero,    // "adjust": the square of its own total, not centred. Careful; large for totals
    as_the_others, // "average": what a stratum adds on average
};

struct design_input {
    // A row a person who answered. Empty stratum: one. Empty unit: each row was drawn by itself. Units of different
    // strata are different whatever their codes.
    factor stratum;
    factor unit;
    factor second; // units drawn within units
    column
        weight; // persons that the row stands for: N_h / r_h where those who answer in a stratum are as good as drawn
    // Finite populations: number of primary units in the row's stratum (or, up to 1, the share that was drawn), of
    // second units in the row's unit. Empty: as good as infinite, and then the second stage adds nothing.
    column population;
    column second_population;
    lonely alone = lonely::refuse;
    // R: survey.adjust.domain.lonely. Off is unbiased.
    bool adjust_domains = false;
};

// One stage of sampling, over rows sorted by stratum, unit and second unit.
struct stage {
    std::vector<std::uint32_t> unit;    // units + 1: first position of each; empty where each row is a unit
    std::vector<std::uint32_t> stratum; // strata + 1: first unit of each
    std::vector<std::uint32_t> size;    // units in the design, a stratum
    std::vector<double> f;              // 1 − n/N
    std::vector<double> outer;          // n/N of the stage before, of the units that this stratum lies in
    [[nodiscard]] std::size_t strata() const { return size.size(); }
    [[nodiscard]] std::size_t first_row(std::size_t u) const { return unit.empty() ? u : unit[u]; }
};

// How the sample was drawn: never changes, whatever is done to the weights.
struct structure {
    std::vector<std::uint32_t> order; // position → row
    std::vector<stage> stages;        // the primary one first
    std::vector<std::uint32_t> stratum_of_row;
    std::vector<std::uint32_t> unit_of_row; // numbered over all strata; empty where each row is a unit
    std::size_t primary_units = 0;
    lonely alone = lonely::refuse;
    bool adjust_domains = false;
};

// A sample with its weights, made once and asked for many items. Stratified and clustered designs with up to two stages
// and with replacement or finite populations. Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992). R:
// svydesign.
class design {
  public:
    static result<design> make(const design_input& input);

    [[nodiscard]] std::size_t rows() const { return weight_.size(); }
    [[nodiscard]] const std::vector<double>& weight() const { return weight_; }
    [[nodiscard]] const structure& drawn() const { return *drawn_; }
    [[nodiscard]] const residual& left() const { return left_; }

    // Primary units with weight minus their strata; of the rows that `in` marks, where it is given. R: degf.
    [[nodiscard]] double degrees_of_freedom(std::span<const char> in = {}) const;
    // Kish's 1 + cv² of the weights: n Σw² / (Σw)², over rows with weight. Survey Sampling (1965), section 11.7.
    [[nodiscard]] double weight_effect() const;

    // The same sample with other weights. `step` is what their making does to influence values.
    [[nodiscard]] design reweighted(std::vector<double> weight) const;
    [[nodiscard]] design reweighted(std::vector<double> weight, const residual& step) const;

  private:
    // Shared by a design and its calibrated copies; none changes it.
    std::shared_ptr<const structure> drawn_;
    std::vector<double> weight_;
    residual left_;
};

} // namespace stats::survey
