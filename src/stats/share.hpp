#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

namespace stats {

// Limits of a share x of n where everybody weighs the same. 0…1.

// Wilson, J. Am. Stat. Assoc. 22 (1927). R: prop.test(x, n, correct = FALSE)$conf.int.
result<interval> wilson_limits(double x, double n, double level = 0.95);

// Clopper and Pearson, Biometrika 26 (1934): never covers less than it says. R: binom.test(x, n)$conf.int.
// x and n need not be whole: a survey gives numbers of effective answers.
result<interval> clopper_pearson_limits(double x, double n, double level = 0.95);

} // namespace stats
