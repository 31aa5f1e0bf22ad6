#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <optional>
#include <vector>

namespace stats::places {

// Do high values lie beside each other? Both methods need areas enough: with fewer than some thirty they are
// decoration, and with five or eight say nothing (`enough_areas`).
inline constexpr std::size_t enough_areas = 30;

struct neighbours {
    std::vector<std::vector<std::int32_t>> of; // an area's neighbours, without itself; empty: an island
};

enum class weights {
    binary, // each neighbour 1. R: style = "B"
    by_row, // an area's neighbours 1 together. R: style = "W"
};

struct local_g {
    double z = missing; // NaN: an island, without itself
    double g = missing;
    double expected = missing;
    double variance = missing;
    double p = missing; // two-sided, normal; adjust it over the areas
};

// Getis and Ord, Geogr. Anal. 24 (1992), 27 (1995): Gi* with the area itself among its neighbours, Gi without.
// R: spdep::localG(include.self(nb)). Refused: values without variation, below 0 or fewer than three.
result<std::vector<local_g>> getis_ord(column x, const neighbours& nb, weights style, bool with_itself = true);

struct moran {
    double i = missing;
    double expected = missing;
    double variance = missing;
    double z = missing;
    double p_greater = missing;
    double p_two_sided = missing;
};

enum class moran_variance { randomisation, normality };

// Moran's I; Cliff and Ord, Spatial Processes (1981). Areas without neighbours do not count in n, but in the mean and
// the kurtosis, as in R: spdep::moran.test(adjust.n = TRUE).
result<moran> moran_test(column x, const neighbours& nb, weights style,
                         moran_variance how = moran_variance::randomisation);

} // namespace stats::places
