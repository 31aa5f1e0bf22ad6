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

} // namespace stats
