#pragma once

#include "stats/column.hpp"

#include <vector>

namespace stats {

// How a family of p-values is made to answer for all of them at once. R: p.adjust.
// Over one page's items and areas use Benjamini–Hochberg; a single indicator that was named before needs none.
enum class adjustment {
    bonferroni,          // n p
    holm,                // step down, (n−i+1) p(i). Holm, Scand. J. Stat. 6 (1979): chance of any false find
    hochberg,            // step up, (n−i+1) p(i). Hochberg, Biometrika 75 (1988)
    benjamini_hochberg,  // step up, n p(i) / i. Benjamini and Hochberg, JRSS B 57 (1995): share of false finds
    benjamini_yekutieli, // the same times 1 + 1/2 + … + 1/n. Ann. Stat. 29 (2001): under any dependence
};

// NaN stays NaN and is not counted in n, as in R. Linear apart from one sort.
std::vector<double> adjust(column p, adjustment method);

} // namespace stats
