#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

namespace stats {

// Counts of events over an exposure (persons, person-years). Rates are per unit of exposure.
// Crimes come in series, so that a Poisson interval is the least uncertainty there can be.

// Exact limits of a Poisson mean given one count x: qgamma(α/2, x) and qgamma(1−α/2, x+1). Garwood, Biometrika 28
// (1936). R: poisson.test(x, conf.level = level)$conf.int. Divide by the exposure for a rate, by the expected number
// for an SMR.
result<interval> count_limits(double x, double level = 0.95);

// Byar's approximation of the same. Breslow and Day, Statistical Methods in Cancer Research II (1987), p. 69.
enum class byar {
    two_shifts, // x below, x + 1 above; exact under 10 if asked for. R: PHEindicatormethods
    half_shift, // x + 1/2 in both. R: epitools::pois.byar
};
interval byar_limits(double x, byar form, double level = 0.95);
// Byar from 10 events on, the exact limits below. R: PHEindicatormethods::phe_rate.
result<interval> byar_or_exact(double x, double level = 0.95);

struct rate_comparison {
    double ratio = missing;
    interval limits;
    double p = missing; // two-sided
};

// How many times higher the rate x1/t1 is than x2/t2, given x1 + x2: limits by Clopper and Pearson, p as the sum of all
// outcomes that are no likelier. R: poisson.test(c(x1, x2), c(t1, t2)). x2 = 0: the ratio and its upper limit are
// infinite.
result<rate_comparison> rate_ratio(double x1, double t1, double x2, double t2, double level = 0.95);

} // namespace stats
