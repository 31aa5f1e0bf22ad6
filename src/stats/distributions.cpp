#include "stats/distributions.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stats {

namespace {

namespace bm = boost::math;
namespace bp = boost::math::policies;

// A value outside a function's domain is an answer here (NaN), as it is in R: a table of figures goes on.
using quiet = bp::policy<bp::domain_error<bp::ignore_error>, bp::pole_error<bp::ignore_error>,
                         bp::overflow_error<bp::ignore_error>, bp::underflow_error<bp::ignore_error>,
                         bp::denorm_error<bp::ignore_error>, bp::evaluation_error<bp::ignore_error>,
                         bp::indeterminate_result_error<bp::ignore_error>>;
// Without a detour over 80-bit numbers: several times as fast, right to 1e-13. A page of items and areas asks for
// thousands of the normal's and of t's.
using quick = bp::normalise<quiet, bp::promote_double<false>>::type;
using normal = bm::normal_distribution<double, quick>;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// The smallest k that at_least(k + 1) leaves no more than 1 − p above, searched from a guess.
template <class F>
double discrete_quantile(double p, double guess, F above) {
    if (!(p >= 0 && p <= 1) || !std::isfinite(guess)) return nan;
    if (p == 1) return infinity;
    const auto enough = [&](double k) { return above(k) <= 1 - p; };
    double k = std::max(0.0, std::floor(guess));
    double step = 1;
    if (enough(k)) {
        while (k > 0 && enough(std::max(0.0, k - step))) {
            k = std::max(0.0, k - step);
            step *= 2;
        }
        double low = std::max(-1.0, k - step);
        while (k - low > 1) {
            const double middle = std::floor((low + k) / 2);
            (enough(middle) ? k : low) = middle;
        }
        return k;
    }
    double low = k;
    while (!enough(k + step)) {
        low = k + step;
        k = low;
        step *= 2;
    }
    k += step;
    while (k - low > 1) {
        const double middle = std::floor((low + k) / 2);
        (enough(middle) ? k : low) = middle;
    }
    return k;
}

} // namespace

double normal_below(double x) {
    if (std::isnan(x)) return nan;
    return bm::cdf(normal(), x);
}

double normal_quantile(double p) {
    if (!(p >= 0 && p <= 1)) return nan;
    if (p == 0 || p == 1) return p == 0 ? -infinity : infinity;
    return bm::quantile(normal(), p);
}

double normal_two_sided(double z) {
    if (std::isnan(z)) return nan;
    return 2 * bm::cdf(normal(), -std::abs(z));
}

double t_quantile(double p, double df) {
    if (!(df > 0) || !(p >= 0 && p <= 1)) return nan;
    if (std::isinf(df)) return normal_quantile(p);
    if (p == 0 || p == 1) return p == 0 ? -infinity : infinity;
    return bm::quantile(bm::students_t_distribution<double, quick>(df), p);
}

double t_two_sided(double t, double df) {
    if (std::isnan(t) || !(df > 0)) return nan;
    if (std::isinf(t)) return 0;
    if (std::isinf(df)) return normal_two_sided(t);
    return 2 * bm::cdf(bm::students_t_distribution<double, quick>(df), -std::abs(t));
}

double f_above(double x, double df1, double df2) {
    if (std::isnan(x) || !(df1 > 0) || !(df2 > 0)) return nan;
    if (x <= 0) return 1;
    if (std::isinf(x)) return 0;
    if (std::isinf(df2)) return chi2_above(x * df1, df1);
    return bm::cdf(bm::complement(bm::fisher_f_distribution<double, quiet>(df1, df2), x));
}

double chi2_above(double x, double df) {
    if (std::isnan(x) || !(df > 0)) return nan;
    if (x <= 0) return 1;
    if (std::isinf(x)) return 0;
    return bm::gamma_q(df / 2, x / 2, quiet());
}

double chi2_quantile(double p, double df) { return 2 * gamma_quantile(p, df / 2); }

double gamma_quantile(double p, double shape) {
    if (!(shape >= 0) || std::isinf(shape) || !(p >= 0 && p <= 1)) return nan;
    if (shape == 0 || p == 0) return 0;
    if (p == 1) return infinity;
    return bm::gamma_p_inv(shape, p, quiet());
}

double beta_quantile(double p, double a, double b) {
    if (!(a >= 0) || !(b >= 0) || std::isinf(a) || std::isinf(b) || !(p >= 0 && p <= 1)) return nan;
    if (a == 0 || b == 0) return a == 0 && b == 0 ? (p < 0.5 ? 0 : 1) : (a == 0 ? 0 : 1);
    return bm::ibeta_inv(a, b, p, quick());
}

double binomial_point(double k, double n, double p) {
    if (k < 0 || k > n) return 0;
    return bm::pdf(bm::binomial_distribution<double, quiet>(n, p), k);
}

double binomial_below(double k, double n, double p) {
    if (k < 0) return 0;
    if (k >= n) return 1;
    return bm::cdf(bm::binomial_distribution<double, quiet>(n, p), k);
}

double binomial_above(double k, double n, double p) {
    if (k < 0) return 1;
    if (k >= n) return 0;
    return bm::cdf(bm::complement(bm::binomial_distribution<double, quiet>(n, p), k));
}

double poisson_at_least(double k, double mean) {
    if (k <= 0) return 1;
    return bm::gamma_p(k, mean, quick());
}

double poisson_quantile(double p, double mean) {
    if (!(mean >= 0)) return nan;
    if (mean == 0) return 0;
    const double z = normal_quantile(std::min(p, 1 - 1e-300));
    return discrete_quantile(p, mean + z * std::sqrt(mean) + (z * z - 1) / 6,
                             [mean](double k) { return poisson_at_least(k + 1, mean); });
}

double negative_binomial_at_least(double k, double size, double p) {
    if (k <= 0) return 1;
    return bm::ibetac(size, k, p, quick());
}

double negative_binomial_quantile(double share, double size, double p) {
    if (!(size > 0) || !(p > 0 && p <= 1)) return nan;
    const double mean = size * (1 - p) / p;
    const double sd = std::sqrt(mean / p);
    const double skew = sd == 0 ? 0 : (2 - p) / p / sd;
    const double z = normal_quantile(std::min(share, 1 - 1e-16));
    return discrete_quantile(share, mean + sd * (z + skew * (z * z - 1) / 6),
                             [size, p](double k) { return negative_binomial_at_least(k + 1, size, p); });
}

} // namespace stats
