#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <vector>

namespace stats::series {

// A series as season + trend + remainder, to be drawn. Never test a series from which its season was taken: the test
// does not know what that cost.
struct decomposition {
    std::vector<double> seasonal;
    std::vector<double> trend;
    std::vector<double> remainder;
    std::vector<double> weight; // 0…1: how much a point counted, where `robust`; else 1
};

struct stl_options {
    int seasonal_window = 0; // years that a season's change is smoothed over, odd, 7 or more; 0: the same season always
    bool robust = false;     // outlying points count less
    // R's robust rounds at times take a neighbour of the median of what remains. This gives its numbers, to compare
    // with; nothing that is shown does.
    bool as_r = false;
};

// Smoothed by local regression: Cleveland, Cleveland, McRae and Terpenning, J. Off. Stat. 6 (1990). Windows, and the
// steps between which curves are drawn straight, as R has them, so that the numbers are R's: trend the next odd number
// from 1.5 f / (1 − 1.5 / seasonal window), low-pass the next odd from f, steps a tenth of a window, season of degree 0
// (trend and low-pass 1), rounds 2 and none robust, or 1 and 15. R: stl(s.window =, robust =). Refused: fewer than two
// whole years and a point (too_few), missing values (bad_number).
result<decomposition> stl(column y, int frequency, const stl_options& options = {});

// Trend: the mean of a year around each point, its ends counted half; missing at both ends of the series. Season: the
// mean of what is left in each. `multiplicative`: season × trend × remainder. weight is empty. R: decompose.
result<decomposition> decompose(column y, int frequency, bool multiplicative = false);

} // namespace stats::series
