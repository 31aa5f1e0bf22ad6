#pragma once

#include "stats/survey/margin.hpp"

namespace stats::survey {

// Every cell's weights times one number. R: postStratify. `partial`: cells without a sample are left out, and the
// weights sum to less than the population (R: partial = TRUE).
result<design> post_stratify(const design& d, const margin& cells, bool partial = false);

struct raking_options {
    int cycles = 500;
    double epsilon =
        1e-13; // change of the cross-table in a cycle: persons from 1 on, below it a share of the weights' sum
    // rake() of R never compares its weights with the margins, so that contradictory margins end as "converged". This
    // gives those weights, to compare with; nothing that is shown does.
    bool as_r = false;
};

// Iterative proportional fitting: post-stratify to each margin in turn. R: rake(), with its variance, which differs
// from calibrate()'s by about a thousandth. Prefer calibrate(distance::raking).
result<design> rake(const design& d, std::span<const margin> margins, const raking_options& options = {});

// Weights drawn in to low … high, what was cut spread evenly over the others; `strict`: until none is outside. Breaks
// the margins of an earlier calibration. R: trimWeights.
result<design> trim_weights(const design& d, double low, double high, bool strict = false);

} // namespace stats::survey
