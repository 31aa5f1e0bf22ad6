#include "stats/model/glm.hpp"

#include <Eigen/QR>

#include <cmath>

namespace stats::model {

namespace {

using Eigen::Index;
using Eigen::VectorXd;

// R's smallest mean: a count's mean is never taken to be quite 0.
constexpr double least_mean = 2.220446049250313e-16;

double mean_of(double eta, family f) { return f == family::linear ? eta : std::max(std::exp(eta), least_mean); }

double deviance_of(double y, double mu, family f) {
    if (f == family::linear) return (y - mu) * (y - mu);
    return 2 * ((y > 0 ? y * std::log(y / mu) : 0) - (y - mu));
}

// y, weights and offset, with rows of no weight left out of the solve.
struct data {
    const Eigen::MatrixXd& x;
    VectorXd y, prior, offset;
    family f;

    [[nodiscard]] double deviance(const VectorXd& mu) const {
        double sum = 0;
        for (Index i = 0; i < y.size(); ++i)
            sum += prior[i] * deviance_of(y[i], mu[i], f);
        return sum;
    }
    [[nodiscard]] double slope(double mu) const { return f == family::linear ? 1 : mu; }
};

Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decompose(const data& d, const VectorXd& weight) {
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(d.x.rows(), d.x.cols());
    qr.setThreshold(1e-11);
    qr.compute(weight.cwiseSqrt().asDiagonal() * d.x);
    return qr;
}

std::optional<problem> fault_of(const Eigen::MatrixXd& x, column y, const glm_options& o) {
    const auto n = static_cast<std::size_t>(x.rows());
    if (y.size() != n || (!o.offset.empty() && o.offset.size() != n) ||
        (!o.prior_weight.empty() && o.prior_weight.size() != n))
        return problem{trouble::lengths_differ};
    if (x.rows() < x.cols()) return problem{trouble::too_few, -1, -1, static_cast<double>(n)};
    for (std::size_t i = 0; i < n; ++i)
        if (!std::isfinite(y[i]) || (o.of == family::poisson && y[i] < 0))
            return problem{trouble::bad_number, static_cast<std::int64_t>(i)};
    return std::nullopt;
}

VectorXd copied(column c, Index n, double otherwise) {
    if (c.empty()) return VectorXd::Constant(n, otherwise);
    return Eigen::Map<const VectorXd>(c.data(), n);
}

} // namespace

double glm::dispersion() const { return working_weight.dot(working_residual.cwiseAbs2()) / df; }

double glm::spread_of(const VectorXd& at) const {
    VectorXd v(at.size());
    for (Index k = 0; k < at.size(); ++k)
        v[k] = at[order[k]];
    triangle.transpose().triangularView<Eigen::Lower>().solveInPlace(v);
    return v.squaredNorm();
}

result<glm> fit_glm(const Eigen::MatrixXd& x, column y, const glm_options& o) {
    if (auto p = fault_of(x, y, o)) return tl::unexpected(*p);
    const Index n = x.rows();
    const data d{x, copied(y, n, 0), copied(o.prior_weight, n, 1), copied(o.offset, n, 0), o.of};
    glm out;
    out.mean = o.of == family::linear ? d.y : VectorXd(d.y.array() + 0.1);
    VectorXd eta = o.of == family::linear ? out.mean : VectorXd(out.mean.array().log());
    double before = d.deviance(out.mean);
    for (int step = 0; step < o.steps && !out.converged; ++step) {
        const VectorXd slope = o.of == family::linear ? VectorXd(VectorXd::Ones(n)) : out.mean;
        out.working_weight = d.prior.cwiseProduct(slope);
        const VectorXd target = eta - d.offset + (d.y - out.mean).cwiseQuotient(slope);
        const auto qr = decompose(d, out.working_weight);
        if (qr.rank() < x.cols()) return refuse(trouble::singular);
        out.coefficient = qr.solve(out.working_weight.cwiseSqrt().cwiseProduct(target));
        if (!out.coefficient.allFinite()) return refuse(trouble::not_converged);
        eta = x * out.coefficient + d.offset;
        out.mean = eta.unaryExpr([&](double e) { return mean_of(e, o.of); });
        out.deviance = d.deviance(out.mean);
        out.converged = std::abs(out.deviance - before) / (std::abs(out.deviance) + 0.1) < o.epsilon;
        before = out.deviance;
    }
    // One solve is exact for a linear model; the second only shows that nothing moves.
    const VectorXd slope = o.of == family::linear ? VectorXd(VectorXd::Ones(n)) : out.mean;
    out.working_residual = (d.y - out.mean).cwiseQuotient(slope);
    const auto qr = decompose(d, out.working_weight);
    out.triangle = qr.matrixR().topRows(x.cols()).triangularView<Eigen::Upper>();
    out.order = qr.colsPermutation().indices();
    const Eigen::MatrixXd root =
        qr.colsPermutation() * Eigen::MatrixXd(out.triangle.triangularView<Eigen::Upper>().solve(
                                   Eigen::MatrixXd::Identity(x.cols(), x.cols())));
    out.unscaled = root * root.transpose();
    out.leverage = (x * root).rowwise().squaredNorm().cwiseProduct(out.working_weight);
    out.df = static_cast<double>((d.prior.array() > 0).count() - x.cols());
    return out;
}

} // namespace stats::model
