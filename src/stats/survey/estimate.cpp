#include "stats/survey/estimate.hpp"

#include "stats/sum.hpp"

#include <cmath>

namespace stats::survey {

namespace {

struct sums {
    double weight = 0;
    double answers = 0;
};

sums sum_over(const design& d, std::span<const char> valid) {
    exact_sum w;
    double n = 0;
    for (std::size_t i = 0; i < d.rows(); ++i) {
        if (!valid[i]) continue;
        w.add(d.weight()[i]);
        n += d.weight()[i] != 0 ? 1 : 0;
    }
    return {w.value(), n};
}

double weighted_sum(const design& d, column y, std::span<const char> valid) {
    exact_sum sum;
    for (std::size_t i = 0; i < d.rows(); ++i)
        if (valid[i]) sum.add(d.weight()[i] * y[i]);
    return sum.value();
}

std::vector<char> valid_rows(column y, std::span<const char> in) {
    std::vector<char> out(y.size());
    for (std::size_t i = 0; i < y.size(); ++i)
        out[i] = (in.empty() || in[i]) && !std::isnan(y[i]);
    return out;
}

// The total of u with its error; u is only read where valid.
result<double> standard_error(const design& d, column u, std::span<const char> valid) {
    influence z = influence::Zero(static_cast<Eigen::Index>(d.rows()), 1);
    for (std::size_t i = 0; i < d.rows(); ++i)
        if (valid[i]) z(static_cast<Eigen::Index>(i), 0) = d.weight()[i] * u[i];
    const auto v = covariance(d, std::move(z), valid);
    if (!v) return tl::unexpected(v.error());
    return std::sqrt((*v)(0, 0));
}

// Variance of a mean of u among as many by simple random sampling without replacement.
double simple_variance(const design& d, column u, std::span<const char> valid, const sums& s) {
    const double centre = weighted_sum(d, u, valid) / s.weight;
    exact_sum squares;
    for (std::size_t i = 0; i < d.rows(); ++i)
        if (valid[i]) squares.add(d.weight()[i] * (u[i] - centre) * (u[i] - centre));
    if (s.weight < s.answers || s.answers < 2) return missing;
    return squares.value() / s.weight / (s.answers - 1) * (s.weight - s.answers) / s.weight;
}

result<estimate> by_influence(const design& d, column u, double value, double simple, std::span<const char> valid,
                              const sums& s) {
    const auto se = standard_error(d, u, valid);
    if (!se) return tl::unexpected(se.error());
    return estimate{
        .value = value, .se = *se, .design_effect = *se * *se / simple, .answers = s.answers, .weight = s.weight};
}

bool fits(const design& d, column y, std::span<const char> in) {
    return y.size() == d.rows() && (in.empty() || in.size() == d.rows());
}

} // namespace

result<estimate> mean(const design& d, column y, std::span<const char> in) {
    if (!fits(d, y, in)) return refuse(trouble::lengths_differ);
    const auto valid = valid_rows(y, in);
    const auto s = sum_over(d, valid);
    if (s.answers == 0 || s.weight == 0) return refuse(trouble::no_data);
    const double m = weighted_sum(d, y, valid) / s.weight;
    std::vector<double> u(d.rows());
    for (std::size_t i = 0; i < u.size(); ++i)
        u[i] = (y[i] - m) / s.weight;
    auto e = by_influence(d, u, m, simple_variance(d, y, valid, s), valid, s);
    // One answer is its own mean: what others would have said is not known, and not 0.
    if (e && s.answers == 1) e->se = missing;
    return e;
}

result<estimate> total(const design& d, column y, std::span<const char> in) {
    if (!fits(d, y, in)) return refuse(trouble::lengths_differ);
    const auto valid = valid_rows(y, in);
    const auto s = sum_over(d, valid);
    if (s.answers == 0 || s.weight == 0) return refuse(trouble::no_data);
    const double simple = simple_variance(d, y, valid, s) * s.weight * s.weight;
    return by_influence(d, y, weighted_sum(d, y, valid), simple, valid, s);
}

result<estimate> ratio(const design& d, column a, column b, std::span<const char> in) {
    if (!fits(d, a, in) || b.size() != d.rows()) return refuse(trouble::lengths_differ);
    auto valid = valid_rows(a, in);
    for (std::size_t i = 0; i < valid.size(); ++i)
        valid[i] = valid[i] && !std::isnan(b[i]);
    const auto s = sum_over(d, valid);
    const double below = weighted_sum(d, b, valid);
    if (s.answers == 0 || below == 0) return refuse(trouble::no_data);
    const double r = weighted_sum(d, a, valid) / below;
    std::vector<double> u(d.rows());
    for (std::size_t i = 0; i < u.size(); ++i)
        u[i] = (a[i] - r * b[i]) / below;
    return by_influence(d, u, r, simple_variance(d, u, valid, s) * s.weight * s.weight, valid, s);
}

result<estimate> variance(const design& d, column y, std::span<const char> in) {
    const auto m = mean(d, y, in);
    if (!m) return m;
    double n = 0;
    for (std::size_t i = 0; i < d.rows(); ++i)
        n += (in.empty() || in[i]) && d.weight()[i] != 0 ? 1 : 0;
    if (n < 2) return refuse(trouble::too_few, -1, n);
    std::vector<double> squares(d.rows());
    for (std::size_t i = 0; i < squares.size(); ++i)
        squares[i] = (y[i] - m->value) * (y[i] - m->value) * n / (n - 1);
    return mean(d, squares, in);
}

result<means_together> means_by(const design& d, column y, const factor& group) {
    if (!fits(d, y, {}) || group.code.size() != d.rows()) return refuse(trouble::lengths_differ);
    const auto levels = static_cast<std::size_t>(group.levels);
    std::vector<exact_sum> weight(levels);
    std::vector<exact_sum> sum(levels);
    const auto valid = valid_rows(y, {});
    for (std::size_t i = 0; i < d.rows(); ++i) {
        if (group.code[i] < -1 || group.code[i] >= group.levels)
            return refuse(trouble::bad_code, static_cast<std::int64_t>(i));
        if (!valid[i] || group.code[i] < 0) continue;
        const auto l = static_cast<std::size_t>(group.code[i]);
        weight[l].add(d.weight()[i]);
        sum[l].add(d.weight()[i] * y[i]);
    }
    means_together out;
    for (std::size_t l = 0; l < levels; ++l) {
        if (weight[l].value() == 0) return refuse(trouble::no_data, static_cast<std::int64_t>(l));
        out.value.push_back(sum[l].value() / weight[l].value());
    }
    influence z = influence::Zero(static_cast<Eigen::Index>(d.rows()), group.levels);
    for (std::size_t i = 0; i < d.rows(); ++i) {
        if (!valid[i] || group.code[i] < 0) continue;
        const auto l = static_cast<std::size_t>(group.code[i]);
        z(static_cast<Eigen::Index>(i), group.code[i]) = d.weight()[i] * (y[i] - out.value[l]) / weight[l].value();
    }
    auto v = covariance(d, std::move(z), valid);
    if (!v) return tl::unexpected(v.error());
    out.covariance = std::move(*v);
    return out;
}

} // namespace stats::survey
