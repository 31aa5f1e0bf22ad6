#include "stats/model/panel.hpp"

#include <Eigen/Cholesky>

#include <cmath>

namespace stats::model {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double least_mean = 2.220446049250313e-16;

// x, then a 1 for the row's unit and, but for the first, for its time: each row has few numbers, so that the normal
// equations cost a row's numbers squared.
class normal_equations {
  public:
    explicit normal_equations(const panel_input& in) : in_(in), p_(static_cast<Index>(in.x.size())) {
        size_ = p_ + in.unit.levels + (in.time.code.empty() ? 0 : in.time.levels - 1);
        // Numbers are taken from their unit's mean, which changes nothing but the unit's own coefficient, and keeps
        // digits.
        x_ = MatrixXd::Zero(static_cast<Index>(in.y.size()), p_);
        for (Index k = 0; k < p_; ++k) {
            VectorXd sum = VectorXd::Zero(in.unit.levels);
            VectorXd count = VectorXd::Zero(in.unit.levels);
            for (Index i = 0; i < x_.rows(); ++i) {
                sum[unit(i)] += value(k, i);
                count[unit(i)] += 1;
            }
            for (Index i = 0; i < x_.rows(); ++i)
                x_(i, k) = value(k, i) - sum[unit(i)] / count[unit(i)];
        }
    }

    // X'WX inverted, and X'Wz.
    bool solve(const VectorXd& w, const VectorXd& z, VectorXd& b) {
        MatrixXd a = MatrixXd::Zero(size_, size_);
        VectorXd right = VectorXd::Zero(size_);
        for (Index i = 0; i < x_.rows(); ++i) {
            fill(i);
            for (const auto& [j, v] : row_) {
                right[j] += w[i] * z[i] * v;
                for (const auto& [k, u] : row_)
                    a(j, k) += w[i] * v * u;
            }
        }
        ldlt_.compute(a);
        const auto pivots = ldlt_.vectorD().array().abs();
        if (ldlt_.info() != Eigen::Success || !(pivots.minCoeff() > 1e-12 * pivots.maxCoeff())) return false;
        b = ldlt_.solve(right);
        return b.allFinite();
    }

    [[nodiscard]] VectorXd predict(const VectorXd& b) {
        VectorXd eta(x_.rows());
        for (Index i = 0; i < x_.rows(); ++i) {
            fill(i);
            double sum = 0;
            for (const auto& [j, v] : row_)
                sum += v * b[j];
            eta[i] = sum;
        }
        return eta;
    }

    // The rows of the inverse that belong to x.
    [[nodiscard]] MatrixXd bread() const { return ldlt_.solve(MatrixXd::Identity(size_, size_)).topRows(p_); }

    // bread · x_i · score_i for each row.
    [[nodiscard]] MatrixXd influence(const MatrixXd& bread, const VectorXd& score) {
        MatrixXd out = MatrixXd::Zero(x_.rows(), p_);
        for (Index i = 0; i < x_.rows(); ++i) {
            fill(i);
            for (const auto& [j, v] : row_)
                out.row(i) += score[i] * v * bread.col(j).transpose();
        }
        return out;
    }
    [[nodiscard]] Index size() const { return size_; }

  private:
    [[nodiscard]] Index unit(Index i) const { return in_.unit.code[static_cast<std::size_t>(i)]; }
    [[nodiscard]] double value(Index k, Index i) const {
        return in_.x[static_cast<std::size_t>(k)][static_cast<std::size_t>(i)];
    }
    void fill(Index i) {
        row_.clear();
        for (Index k = 0; k < p_; ++k)
            if (x_(i, k) != 0) row_.emplace_back(k, x_(i, k));
        row_.emplace_back(p_ + unit(i), 1.0);
        if (in_.time.code.empty()) return;
        const auto t = in_.time.code[static_cast<std::size_t>(i)];
        if (t > 0) row_.emplace_back(p_ + in_.unit.levels + t - 1, 1.0);
    }

    const panel_input& in_;
    Index p_ = 0;
    Index size_ = 0;
    MatrixXd x_;
    std::vector<std::pair<Index, double>> row_;
    Eigen::LDLT<MatrixXd> ldlt_;
};

std::optional<problem> fault_of(const panel_input& in) {
    const std::size_t n = in.y.size();
    const auto other = [n](std::size_t size) { return size != 0 && size != n; };
    if (n == 0 || in.unit.code.size() != n || other(in.time.code.size()) || other(in.offset.size()) ||
        other(in.weight.size()))
        return problem{trouble::lengths_differ};
    for (const auto& c : in.x)
        if (c.size() != n) return problem{trouble::lengths_differ};
    for (std::size_t i = 0; i < n; ++i) {
        const auto row = static_cast<std::int64_t>(i);
        if (in.unit.code[i] < 0 || in.unit.code[i] >= in.unit.levels) return problem{trouble::bad_code, row};
        if (!in.time.code.empty() && (in.time.code[i] < 0 || in.time.code[i] >= in.time.levels))
            return problem{trouble::bad_code, row, 1};
        if (!std::isfinite(in.y[i]) || (in.of == family::poisson && in.y[i] < 0))
            return problem{trouble::bad_number, row};
    }
    return std::nullopt;
}

VectorXd copied(column c, std::size_t n, double otherwise) {
    if (c.empty()) return VectorXd::Constant(static_cast<Index>(n), otherwise);
    return Eigen::Map<const VectorXd>(c.data(), static_cast<Index>(n));
}

double poisson_deviance(const VectorXd& y, const VectorXd& mu) {
    double sum = 0;
    for (Index i = 0; i < y.size(); ++i)
        sum += 2 * ((y[i] > 0 ? y[i] * std::log(y[i] / mu[i]) : 0) - (y[i] - mu[i]));
    return sum;
}

} // namespace

result<panel> panel::fit(const panel_input& in) {
    if (auto p = fault_of(in)) return tl::unexpected(*p);
    normal_equations equations(in);
    const std::size_t n = in.y.size();
    const VectorXd y = copied(in.y, n, 0);
    const VectorXd offset = copied(in.offset, n, 0);
    VectorXd weight = copied(in.weight, n, 1);
    VectorXd b;
    panel out;
    out.df_ = static_cast<double>(n) - static_cast<double>(equations.size());
    out.units_ = in.unit.levels;
    if (!(out.df_ > 0)) return refuse(trouble::too_few, -1, static_cast<double>(n));
    VectorXd score;
    if (in.of == family::linear) {
        if (!equations.solve(weight, y - offset, b)) return refuse(trouble::singular);
        const VectorXd left = y - offset - equations.predict(b);
        score = weight.cwiseProduct(left);
        out.variance_ = score.dot(left) / out.df_;
    } else {
        // As fit_glm, to the fixed point.
        VectorXd mu = y.array() + 0.1;
        VectorXd eta = mu.array().log();
        double before = poisson_deviance(y, mu);
        bool done = false;
        for (int step = 0; step < 200 && !done; ++step) {
            weight = mu;
            if (!equations.solve(weight, eta - offset + (y - mu).cwiseQuotient(mu), b))
                return refuse(trouble::singular);
            eta = equations.predict(b) + offset;
            mu = eta.array().exp().max(least_mean);
            const double now = poisson_deviance(y, mu);
            done = std::abs(now - before) / (std::abs(now) + 0.1) < 1e-14;
            before = now;
        }
        if (!done) return refuse(trouble::not_converged);
        score = weight.cwiseProduct((y - mu).cwiseQuotient(mu));
    }
    const auto p = static_cast<Index>(in.x.size());
    const MatrixXd bread = equations.bread();
    out.coefficient_ = b.head(p);
    out.bread_ = bread.leftCols(p);
    out.influence_ = equations.influence(bread, score);
    return out;
}

MatrixXd panel::clustered(const factor& by) const {
    MatrixXd sums = MatrixXd::Zero(by.levels, influence_.cols());
    for (Index i = 0; i < influence_.rows(); ++i)
        sums.row(by.code[static_cast<std::size_t>(i)]) += influence_.row(i);
    return sums.transpose() * sums;
}

result<placebo> test_by_placebo(const placebo_input& in) {
    if (in.unit.code.size() != in.y.size() || in.time.code.size() != in.y.size() || in.after.size() != in.y.size())
        return refuse(trouble::lengths_differ);
    placebo out;
    std::vector<std::int32_t> all = {in.treated};
    all.insert(all.end(), in.comparisons.begin(), in.comparisons.end());
    for (const auto as_treated : all) {
        std::vector<std::int32_t> number(static_cast<std::size_t>(in.unit.levels), -1);
        std::int32_t units = 0;
        for (const auto u : in.comparisons)
            number.at(static_cast<std::size_t>(u)) = units++;
        if (number.at(static_cast<std::size_t>(as_treated)) < 0) number[static_cast<std::size_t>(as_treated)] = units++;
        std::vector<double> y;
        std::vector<double> x;
        std::vector<double> offset;
        std::vector<std::int32_t> unit;
        std::vector<std::int32_t> time;
        for (std::size_t i = 0; i < in.y.size(); ++i) {
            if (in.unit.code[i] < 0 || number[static_cast<std::size_t>(in.unit.code[i])] < 0) continue;
            y.push_back(in.y[i]);
            x.push_back(in.unit.code[i] == as_treated && in.after[i] ? 1 : 0);
            if (!in.offset.empty()) offset.push_back(in.offset[i]);
            unit.push_back(number[static_cast<std::size_t>(in.unit.code[i])]);
            time.push_back(in.time.code[i]);
        }
        const auto fit = panel::fit(
            {.y = y, .x = {x}, .unit = {unit, units}, .time = {time, in.time.levels}, .of = in.of, .offset = offset});
        if (!fit) return tl::unexpected(fit.error());
        out.estimate.push_back(fit->coefficient()[0]);
    }
    double as_far = 0;
    for (const double e : out.estimate)
        as_far += std::abs(e) >= std::abs(out.estimate.front()) ? 1 : 0;
    out.p = as_far / static_cast<double>(out.estimate.size());
    return out;
}

} // namespace stats::model
