#pragma once

#include "stats/column.hpp"

namespace stats {

// The p-quantile of sorted values, linear between the order statistics around (n−1)p. R: quantile(x, p), type 7.
double sorted_quantile(column sorted, double p);

} // namespace stats
