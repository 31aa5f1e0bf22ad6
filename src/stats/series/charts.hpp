#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <vector>

namespace stats::series {

// Control charts of a series of counts: for those too short for farrington (ears) and for slow drift (cusum).

struct charted {
    double threshold = missing;
    bool alarm = false;
};

enum class ears_method {
    c1, // mean + z sd of the latest `baseline` points
    c2, // of those two points earlier
    c3, // C2's excess of three points together
};

// Hutwagner et al., J. Urban Health 80 (2003). alpha: R's defaults are 0.001 for c1 and c2, 0.025 for c3. sd with n −
// 1, not below least_sd; a constant baseline gives c3 no threshold (NaN) unless that is above 0. The first point judged
// is `baseline` (c1), baseline + 2, baseline + 4; those before have no threshold. R: surveillance::earsC.
result<std::vector<charted>> ears(column y, ears_method method, int baseline, double least_sd, double alpha);

enum class cusum_scale {
    none,
    standard, // (y − m) / √m
    rossi,    // (y − 3m + 2√(ym)) / 2√m. Rossi et al., Stat. Med. 18 (1999)
    anscombe, // 1.5 (y^⅔ − m^⅔) / m^⅙
};

struct cusum_point {
    double sum = missing;       // S = max(0, S + x − k), never set back
    double threshold = missing; // the count that would have reached h; unscaled: what is left to it. Not below 0
    bool alarm = false;         // S >= h
};

// mean: of each point while all is as it should. k = 1.04 and h = 2.26 are R's. R: surveillance::algo.cusum.
result<std::vector<cusum_point>> cusum(column y, column mean, cusum_scale scale, double k = 1.04, double h = 2.26);

} // namespace stats::series
