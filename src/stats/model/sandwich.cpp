#include "stats/model/sandwich.hpp"

#include <Eigen/LU>
#include <Eigen/QR>

#include <cmath>

namespace stats::model {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

MatrixXd between_bread(const glm& m, const MatrixXd& meat) { return m.unscaled * meat * m.unscaled; }

// What a first-order autoregression leaves of the scores, and its coefficients A: u_t = A u_{t−1} + e_t.
struct whitened {
    MatrixXd left;
    MatrixXd a;
};

whitened whiten(const MatrixXd& u) {
    const Index n = u.rows();
    const MatrixXd before = u.topRows(n - 1);
    const MatrixXd now = u.bottomRows(n - 1);
    const MatrixXd at = before.colPivHouseholderQr().solve(now); // A'
    return {now - before * at, at.transpose()};
}

} // namespace

MatrixXd scores(const glm& m, const MatrixXd& x) {
    return m.working_weight.cwiseProduct(m.working_residual).asDiagonal() * x;
}

MatrixXd heteroskedastic_covariance(const glm& m, const MatrixXd& x, heteroskedastic type) {
    MatrixXd u = scores(m, x);
    if (type == heteroskedastic::hc3) u = (1 - m.leverage.array()).inverse().matrix().asDiagonal() * u;
    const auto n = static_cast<double>(x.rows());
    const double by = type == heteroskedastic::hc1 ? n / (n - static_cast<double>(x.cols())) : 1;
    return by * between_bread(m, u.transpose() * u);
}

MatrixXd newey_west_covariance(const glm& m, const MatrixXd& x, const newey_west_options& o) {
    MatrixXd u = scores(m, x);
    const auto rows = static_cast<double>(u.rows());
    MatrixXd back = MatrixXd::Identity(u.cols(), u.cols());
    if (o.prewhite) {
        auto w = whiten(u);
        u = std::move(w.left);
        back = (back - w.a).inverse();
    }
    const Index n = u.rows();
    MatrixXd meat = u.transpose() * u;
    for (Index l = 1; l <= o.lag && l < n; ++l) {
        const MatrixXd apart = u.topRows(n - l).transpose() * u.bottomRows(n - l);
        meat += (1 - static_cast<double>(l) / (o.lag + 1)) * (apart + apart.transpose());
    }
    if (o.adjust) meat *= rows / (rows - static_cast<double>(x.cols()));
    return between_bread(m, back * meat * back.transpose());
}

double newey_west_bandwidth(const glm& m, const MatrixXd& x, bool prewhite) {
    MatrixXd u = scores(m, x);
    const auto rows = static_cast<double>(u.rows());
    if (prewhite) u = whiten(u).left;
    const Eigen::VectorXd h = u.rightCols(u.cols() - 1).rowwise().sum();
    const auto n = static_cast<double>(h.size());
    const auto lags = static_cast<Index>(std::floor((prewhite ? 3 : 4) * std::pow(rows / 100, 2.0 / 9)));
    const auto sigma = [&](Index j) { return h.head(h.size() - j).dot(h.tail(h.size() - j)) / n; };
    double s0 = sigma(0);
    double s1 = 0;
    for (Index j = 1; j <= lags; ++j) {
        s0 += 2 * sigma(j);
        s1 += 2 * static_cast<double>(j) * sigma(j);
    }
    return 1.1447 * std::cbrt((s1 / s0) * (s1 / s0)) * std::cbrt(rows);
}

double durbin_watson(const Eigen::VectorXd& residual) {
    const Index n = residual.size();
    return (residual.tail(n - 1) - residual.head(n - 1)).squaredNorm() / residual.squaredNorm();
}

} // namespace stats::model
