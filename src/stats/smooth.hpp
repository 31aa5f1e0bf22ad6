#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <vector>

namespace stats {

// Rates of small areas drawn towards the rate of all, the more the smaller the area: for maps. Marshall, Appl. Stat. 40
// (1991). R: spdep::EBest(n, x, family = "poisson"). Per unit of exposure.
struct smoothed_rates {
    double mean = missing;     // b = Σx / Σn
    double variance = missing; // a, between areas; 0 where chance explains all: then every area gets the mean
    std::vector<double> raw;   // x / n
    std::vector<double> rate;  // b + a (x/n − b) / (a + b/n)
};
result<smoothed_rates> smooth_rates(column events, column exposure);

} // namespace stats
