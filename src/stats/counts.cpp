#include "stats/counts.hpp"

#include "stats/distributions.hpp"

#include <cmath>
#include <optional>

namespace stats {

namespace {

constexpr double negligible = 1e-18;
constexpr double most_terms = 20'000;
// A quantile whose sum lies this close to the share could be either of two numbers: then the exact functions decide.
constexpr double undecided = 1e-11;

// Points relative to that of `mode`, of a distribution with one peak; `ratio(k)` is P(k + 1) / P(k).
template <class F>
std::optional<count_standing> add_up(double share, double k, double mode, F ratio) {
    double below = 0; // of k …
    double under = 0; // … and of mode
    double term = 1;
    for (double j = mode - 1; j >= 0; --j) {
        term /= ratio(j);
        under += term;
        if (j < k) below += term;
        if (term < negligible * under) break;
    }
    double over = 0; // of mode and above
    double tail = 0; // of those that are k and above
    term = 1;
    for (double j = mode;; ++j) {
        const double next = ratio(j);
        over += term;
        (j < k ? below : tail) += term;
        // What is left is less than a geometric series from here on.
        if (j >= k && term * next <= negligible * (1 - next) * tail) break;
        if (term == 0 || j - mode > most_terms) return std::nullopt;
        term *= next;
    }
    const double total = under + over;
    count_standing out;
    out.at_least = k > mode ? tail / total : 1 - below / total;

    const double wanted = share * total;
    double sum = under;
    if (sum >= wanted * (1 - undecided)) return std::nullopt;
    term = 1;
    for (double j = mode; j - mode <= most_terms; ++j) {
        sum += term;
        if (std::abs(sum - wanted) < undecided * total) return std::nullopt;
        if (sum > wanted) {
            out.quantile = j;
            return out;
        }
        term *= ratio(j);
    }
    return std::nullopt;
}

// Whether sums to 15 digits tell enough, and few enough terms make them up.
bool suits(double share, double k, double mean, double deviation) {
    return share > 0.5 && share < 1 - 1e-4 && k >= 0 && k == std::floor(k) && mean > 0 && k < mean + most_terms &&
           10 * deviation < most_terms / 2;
}

} // namespace

count_standing poisson_standing(double share, double k, double mean) {
    if (suits(share, k, mean, std::sqrt(mean)))
        if (const auto s = add_up(share, k, std::floor(mean), [mean](double j) { return mean / (j + 1); })) return *s;
    return {poisson_quantile(share, mean), poisson_at_least(k, mean)};
}

count_standing negative_binomial_standing(double share, double k, double size, double p) {
    if (size > 0 && p > 0 && p < 1) {
        const double q = 1 - p;
        const double mean = size * q / p;
        const double mode = size > 1 ? std::floor((size - 1) * q / p) : 0;
        if (suits(share, k, mean, std::sqrt(mean / p)))
            if (const auto s = add_up(share, k, mode, [=](double j) { return q * (size + j) / (j + 1); })) return *s;
    }
    return {negative_binomial_quantile(share, size, p), negative_binomial_at_least(k, size, p)};
}

} // namespace stats
