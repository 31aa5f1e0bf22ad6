#pragma once

namespace stats {

// Where a count stands in a distribution: the quantile it is held against and the chance of as many or more.
struct count_standing {
    double quantile = 0; // the smallest k with P(X <= k) >= share
    double at_least = 0; // P(X >= k)
};

// Same figures as poisson_quantile and poisson_at_least, negative_binomial_quantile and …_at_least (distributions.hpp),
// both of them at the cost of adding up the points of the distribution once, from the likeliest outwards: a monitored
// series asks for both each month. R: qpois, ppois; qnbinom, pnbinom.
count_standing poisson_standing(double share, double k, double mean);
count_standing negative_binomial_standing(double share, double k, double size, double p);

} // namespace stats
