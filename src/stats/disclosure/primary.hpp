#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <vector>

namespace stats::disclosure {

// Which cells must not be shown for what they say by themselves. What else must be hidden for their sake: suppress.hpp.

// least ≤ count ≤ most. A 0 says nothing of anybody, unless all of a group said no: ask tells_of_few. R: sdcTable's
// primarySuppression(type = "freq", maxN = most, allowZeros = FALSE), GaussSuppression's maxN, protectZeros = FALSE.
std::vector<char> small_counts(column count, double least = 1, double most = 4);

// Of sums (of money, hours …), from what each contributed, 0 or more: the n largest make more than `share` (0…1) of the
// sum. Hundepool et al., Statistical Disclosure Control (2012), section 4.2.2. R: primarySuppression(type = "nk", n, k
// = 100 share).
result<bool> dominated(column contributions, std::int32_t n = 1, double share = 0.75);

// The second largest can tell the largest to within p (0…1) of it: Σx − x₁ − x₂ < p x₁. Same source. R: type = "p",
// p = 100 p.
result<bool> estimated_within(column contributions, double p = 0.1);

// An estimate from so many valid answers. Fewer than 30: not shown; fewer than 60: shown as weak, with its interval.
// Our rule; Statistics Sweden leaves out fewer than 41 interviews in its living conditions tables.
enum class shown_as { withheld, weak, plain };
shown_as from_answers(double answers, double least = 30, double enough = 60);

// A share (0…1) of so many answers, unweighted, from which it follows that fewer than `least` said so, or did not: for
// sensitive subjects not to be shown.
bool tells_of_few(double answers, double share, double least = 5);

} // namespace stats::disclosure
