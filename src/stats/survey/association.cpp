#include "stats/survey/association.hpp"

#include "stats/distributions.hpp"
#include "stats/survey/taylor.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <Eigen/QR>

#include <cmath>

namespace stats::survey {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct table {
    Index rows = 0;
    Index columns = 0;
    std::vector<Index> cell; // of each person, row + rows · column; −1 where an answer is missing
    VectorXd total;          // weight of each cell
    double n = 0;            // rows of the design
    double df = 0;           // of the design
    [[nodiscard]] Index cells() const { return rows * columns; }
    [[nodiscard]] double all() const { return total.sum(); }
    [[nodiscard]] double row_total(Index r) const {
        double sum = 0;
        for (Index c = 0; c < columns; ++c)
            sum += total[r + rows * c];
        return sum;
    }
    [[nodiscard]] double column_total(Index c) const { return total.segment(rows * c, rows).sum(); }
};

// Codes of the levels that somebody gave.
std::vector<Index> given(const design& d, const factor& f, Index& count) {
    std::vector<Index> out(static_cast<std::size_t>(f.levels), -1);
    std::vector<char> seen(out.size(), 0);
    for (std::size_t i = 0; i < d.rows(); ++i)
        if (f.code[i] >= 0) seen[static_cast<std::size_t>(f.code[i])] = 1;
    count = 0;
    for (std::size_t l = 0; l < seen.size(); ++l)
        if (seen[l]) out[l] = count++;
    return out;
}

result<table> make_table(const design& d, const factor& rows, const factor& columns) {
    if (rows.code.size() != d.rows() || columns.code.size() != d.rows()) return refuse(trouble::lengths_differ);
    for (std::size_t i = 0; i < d.rows(); ++i)
        if (rows.code[i] >= rows.levels || columns.code[i] >= columns.levels)
            return refuse(trouble::bad_code, static_cast<std::int64_t>(i));
    table t;
    const auto row_of = given(d, rows, t.rows);
    const auto column_of = given(d, columns, t.columns);
    if (t.rows < 2 || t.columns < 2) return refuse(trouble::no_variation, -1, 0, t.rows < 2 ? 0 : 1);
    t.total = VectorXd::Zero(t.cells());
    t.cell.assign(d.rows(), -1);
    for (std::size_t i = 0; i < d.rows(); ++i) {
        if (rows.code[i] < 0 || columns.code[i] < 0) continue;
        t.cell[i] = row_of[static_cast<std::size_t>(rows.code[i])] +
                    t.rows * column_of[static_cast<std::size_t>(columns.code[i])];
        t.total[t.cell[i]] += d.weight()[i];
    }
    if (!(t.all() > 0)) return refuse(trouble::no_data);
    t.n = static_cast<double>(d.rows());
    t.df = static_cast<double>(d.drawn().primary_units) - static_cast<double>(d.drawn().stages.front().strata());
    return t;
}

std::vector<char> complete(const table& t) {
    std::vector<char> out;
    for (const auto c : t.cell)
        out.push_back(c >= 0);
    return out;
}

// Covariance of the cells' shares.
result<MatrixXd> share_covariance(const design& d, const table& t) {
    const VectorXd p = t.total / t.all();
    influence z = influence::Zero(static_cast<Index>(d.rows()), t.cells());
    for (std::size_t i = 0; i < d.rows(); ++i) {
        if (t.cell[i] < 0) continue;
        const double w = d.weight()[i] / t.all();
        const auto row = static_cast<Index>(i);
        z.row(row) = -w * p.transpose();
        z(row, t.cell[i]) += w;
    }
    return covariance(d, std::move(z), complete(t));
}

double pearson(const table& t) {
    double x2 = 0;
    for (Index c = 0; c < t.columns; ++c)
        for (Index r = 0; r < t.rows; ++r) {
            const double e = t.row_total(r) * t.column_total(c) / t.all();
            const double apart = t.total[r + t.rows * c] - e;
            x2 += apart * apart / e;
        }
    return x2 * t.n / t.all();
}

double smallest_expected(const table& t) {
    double rows = t.row_total(0);
    double columns = t.column_total(0);
    for (Index r = 1; r < t.rows; ++r)
        rows = std::min(rows, t.row_total(r));
    for (Index c = 1; c < t.columns; ++c)
        columns = std::min(columns, t.column_total(c));
    return rows * columns / (t.all() * t.all()) * t.n;
}

// Contrasts of the interaction, orthogonal to rows and columns.
MatrixXd interaction(const table& t) {
    MatrixXd main = MatrixXd::Zero(t.cells(), t.rows + t.columns - 1);
    MatrixXd both = MatrixXd::Zero(t.cells(), (t.rows - 1) * (t.columns - 1));
    for (Index c = 0; c < t.columns; ++c)
        for (Index r = 0; r < t.rows; ++r) {
            const Index at = r + t.rows * c;
            main(at, 0) = 1;
            if (r > 0) main(at, r) = 1;
            if (c > 0) main(at, t.rows - 1 + c) = 1;
            if (r > 0 && c > 0) both(at, (r - 1) + (t.rows - 1) * (c - 1)) = 1;
        }
    return both - main * main.colPivHouseholderQr().solve(both);
}

// The sum Σ δ_i F_i > x by Lugannani and Rice's approximation; Kuonen, Biometrika 86 (1999). `of` with how often each
// stands.
double saddlepoint(const std::vector<std::pair<double, double>>& of) {
    double largest = 0;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    for (const auto& [lambda, times] : of)
        largest = std::max(largest, lambda);
    for (const auto& [lambda, times] : of) {
        if (lambda < 0) low = std::max(low, largest / (2 * lambda));
        if (lambda > 0) high = std::min(high, largest / (2 * lambda));
    }
    const auto sum = [&](auto f) {
        double s = 0;
        for (const auto& [lambda, times] : of)
            s += times * f(lambda / largest);
        return s;
    };
    low *= 0.99999;
    high *= 0.99999;
    for (int i = 0; i < 200; ++i) {
        const double zeta = (low + high) / 2;
        (sum([&](double l) { return l / (1 - 2 * zeta * l); }) < 0 ? low : high) = zeta;
    }
    const double zeta = (low + high) / 2;
    if (std::abs(zeta) < 1e-4) return missing;
    const double k0 = -sum([&](double l) { return std::log(1 - 2 * zeta * l); }) / 2;
    const double k2 = 2 * sum([&](double l) { return std::pow(l / (1 - 2 * zeta * l), 2); });
    const double w = std::copysign(std::sqrt(-2 * k0), zeta);
    const double v = zeta * std::sqrt(k2);
    return normal_below(-(w + std::log(v / w) / w));
}

result<association> rao_scott(const design& d, const table& t, association_test how) {
    const auto v = share_covariance(d, t);
    if (!v) return tl::unexpected(v.error());
    const VectorXd p = t.total / t.all();
    const VectorXd inverse = (p.array() == 0).select(0, p.array().inverse());
    const MatrixXd c = interaction(t);
    const MatrixXd below = c.transpose() * inverse.asDiagonal() * c / t.n;
    const MatrixXd above = c.transpose() * inverse.asDiagonal() * *v * inverse.asDiagonal() * c;
    const Eigen::FullPivLU<MatrixXd> lu(below);
    if (!lu.isInvertible()) return refuse(trouble::singular);
    const MatrixXd delta = lu.solve(above);
    const double x2 = pearson(t);
    const auto k = static_cast<double>(delta.cols());
    const double trace = delta.trace();
    const double df = trace * trace / (delta * delta).trace();
    if (how == association_test::f) {
        const double f = x2 / trace;
        return association{f, df, df * t.df, f_above(f, df, df * t.df)};
    }
    if (how == association_test::chi_square) {
        return association{x2, k, missing, chi2_above(x2 / (trace / k), k)};
    }
    const VectorXd values = Eigen::EigenSolver<MatrixXd>(delta, false).eigenvalues().real();
    std::vector<std::pair<double, double>> of;
    for (const double value : values)
        of.emplace_back(value, 1);
    of.emplace_back(-x2 / (df * t.df), std::floor(df * t.df));
    const double by_moments = f_above(x2 / trace, df, df * t.df);
    const double s = saddlepoint(of);
    return association{x2, missing, missing, std::isnan(s) ? by_moments : s};
}

// W = Y' V_Y⁻¹ Y for Y = N_ij − N_i. N_.j / N, without the first row and column.
result<association> wald(const design& d, const table& t, bool adjusted) {
    const double all = t.all();
    const Index k = (t.rows - 1) * (t.columns - 1);
    VectorXd y(k);
    influence z = influence::Zero(static_cast<Index>(d.rows()), k);
    for (Index c = 1; c < t.columns; ++c)
        for (Index r = 1; r < t.rows; ++r) {
            const Index at = (r - 1) + (t.rows - 1) * (c - 1);
            const double of_row = t.row_total(r) / all;
            const double of_column = t.column_total(c) / all;
            y[at] = t.total[r + t.rows * c] - of_row * of_column * all;
            for (std::size_t i = 0; i < d.rows(); ++i) {
                if (t.cell[i] < 0) continue;
                const bool in_row = t.cell[i] % t.rows == r;
                const bool in_column = t.cell[i] / t.rows == c;
                z(static_cast<Index>(i), at) =
                    d.weight()[i] * ((in_row && in_column ? 1 : 0) - (in_row ? of_column : 0) -
                                     (in_column ? of_row : 0) + of_row * of_column);
            }
        }
    const auto v = covariance(d, std::move(z), complete(t));
    if (!v) return tl::unexpected(v.error());
    const Eigen::FullPivLU<MatrixXd> lu(*v);
    if (!lu.isInvertible()) return refuse(trouble::singular);
    const double w = y.dot(lu.solve(y));
    const auto df = static_cast<double>(k);
    if (!adjusted) return association{w / df, df, t.df, f_above(w / df, df, t.df)};
    const double df2 = t.df - df + 1;
    const double f = w * df2 / (df * t.df);
    return association{f, df, df2, f_above(f, df, df2)};
}

} // namespace

result<association> test_association(const design& d, const factor& rows, const factor& columns, association_test how) {
    const auto t = make_table(d, rows, columns);
    if (!t) return tl::unexpected(t.error());
    const bool adjusted = how == association_test::adjusted_wald;
    auto out = adjusted || how == association_test::wald ? wald(d, *t, adjusted) : rao_scott(d, *t, how);
    if (out) out->smallest_expected = smallest_expected(*t);
    return out;
}

} // namespace stats::survey
