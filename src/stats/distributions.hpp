#pragma once

// The distribution functions that intervals and tests need, to about 1e-13 relative. All are Boost.Math's with faults
// returned as NaN or infinity instead of thrown; R's names in the comments. Where the two differ: docs/decisions/0023.
namespace stats {

double normal_below(double x);     // pnorm(x)
double normal_quantile(double p);  // qnorm(p)
double normal_two_sided(double z); // 2 * pnorm(-abs(z))

double t_quantile(double p, double df);  // qt(p, df); df infinite: qnorm
double t_two_sided(double t, double df); // 2 * pt(-abs(t), df)

double f_above(double x, double df1, double df2); // pf(x, df1, df2, lower.tail = FALSE)
double chi2_above(double x, double df);           // pchisq(x, df, lower.tail = FALSE)
double chi2_quantile(double p, double df);        // qchisq(p, df)

double gamma_quantile(double p, double shape);      // qgamma(p, shape); shape 0: 0
double beta_quantile(double p, double a, double b); // qbeta(p, a, b); a = 0: 0, b = 0: 1

double binomial_point(double k, double n, double p); // dbinom(k, n, p)
double binomial_below(double k, double n, double p); // pbinom(k, n, p): P(X <= k), 0 for k < 0
double binomial_above(double k, double n, double p); // P(X > k)

double poisson_at_least(double k, double mean); // ppois(k - 1, mean, lower.tail = FALSE)
double poisson_quantile(double p, double mean); // qpois(p, mean): the smallest k with P(X <= k) >= p

// size > 0 need not be whole; mean size (1 - p) / p.
double negative_binomial_at_least(double k, double size, double p);     // pnbinom(k - 1, size, p, lower.tail = FALSE)
double negative_binomial_quantile(double share, double size, double p); // qnbinom(share, size, p)

} // namespace stats
