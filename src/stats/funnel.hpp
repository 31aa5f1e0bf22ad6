#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <vector>

namespace stats {

// Observed against expected events of many units: which stand out, without ranking them. Spiegelhalter, Stat. Med. 24
// (2005). R: FunnelPlotR::funnel_plot(data_type = "SR", sr_method = "CQC").

struct funnel_options {
    // Both tails of z are drawn in to these quantiles (type 7) before the over-dispersion is judged.
    double winsorise = 0.10;
    // FunnelPlotR 0.5 gives the wide limits 1 ∓ z√(1/4E + τ²) on the scale of the root beside ratios, which makes them
    // half as wide as they are; and rounds z. This asks for its numbers, to compare with; nothing that is shown does.
    bool as_funnelplotr = false;
};

struct funnel_unit {
    double ratio = missing;      // observed / expected
    double z = missing;          // (√ratio − 1) · 2√expected
    double winsorised = missing; // z drawn in
    interval exact95, exact998;  // what chance alone gives: chi-square limits of a count with that expectation
    interval wide95,
        wide998; // with over-dispersion, (1 ∓ z√(1/4E + τ²))²; judge by these: crime is always over-dispersed
    bool stands_out = false; // outside wide998
};

struct funnel {
    double phi = missing;  // mean of winsorised z²; 1 where chance explains all
    double tau2 = missing; // variance between units on the scale of √ratio
    std::vector<funnel_unit> units;
};

result<funnel> make_funnel(column observed, column expected, const funnel_options& options = {});

} // namespace stats
