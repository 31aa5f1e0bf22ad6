#include "stats/survey/regression.hpp"

#include "stats/distributions.hpp"
#include "stats/survey/taylor.hpp"

#include <Eigen/LU>
#include <Eigen/QR>

namespace stats::survey {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// μ and dμ/dη, which is also the variance for the canonical links.
struct point {
    double mean = 0;
    double slope = 1;
};

point at(double eta, response kind) {
    switch (kind) {
    case response::number:
        return {eta, 1};
    case response::count:
        return {std::exp(eta), std::exp(eta)};
    case response::share: {
        const double p = 1 / (1 + std::exp(-eta));
        return {p, p * (1 - p)};
    }
    }
    return {};
}

double starting_eta(double y, response kind) {
    switch (kind) {
    case response::number:
        return y;
    case response::count:
        return std::log(y + 0.1);
    case response::share:
        return y > 0.5 ? std::log(3.0) : -std::log(3.0);
    }
    return y;
}

struct rows {
    std::vector<char> in;
    std::vector<std::uint32_t> of;
    MatrixXd x;
    VectorXd y, w;
};

rows complete_rows(const design& d, column y, std::span<const column> x) {
    rows out;
    out.in.assign(d.rows(), 0);
    for (std::size_t i = 0; i < d.rows(); ++i) {
        bool valid = !std::isnan(y[i]) && d.weight()[i] != 0;
        for (const auto& c : x)
            valid = valid && !std::isnan(c[i]);
        out.in[i] = valid;
        if (valid) out.of.push_back(static_cast<std::uint32_t>(i));
    }
    const auto n = static_cast<Index>(out.of.size());
    out.x.resize(n, static_cast<Index>(x.size()));
    out.y.resize(n);
    out.w.resize(n);
    double sum = 0;
    for (Index k = 0; k < n; ++k) {
        const auto i = out.of[static_cast<std::size_t>(k)];
        for (std::size_t j = 0; j < x.size(); ++j)
            out.x(k, static_cast<Index>(j)) = x[j][i];
        out.y[k] = y[i];
        out.w[k] = d.weight()[i];
        sum += d.weight()[i];
    }
    out.w /= sum / static_cast<double>(n);
    return out;
}

result<VectorXd> solve(const rows& r, response kind) {
    const Index n = r.y.size();
    VectorXd eta(n);
    for (Index i = 0; i < n; ++i)
        eta[i] = starting_eta(r.y[i], kind);
    VectorXd b = VectorXd::Zero(r.x.cols());
    for (int step = 0; step < 200; ++step) {
        VectorXd root(n);
        VectorXd target(n);
        for (Index i = 0; i < n; ++i) {
            const auto m = at(eta[i], kind);
            root[i] = std::sqrt(std::max(0.0, r.w[i] * m.slope));
            target[i] = root[i] * (m.slope > 0 ? eta[i] + (r.y[i] - m.mean) / m.slope : eta[i]);
        }
        Eigen::ColPivHouseholderQR<MatrixXd> qr(n, r.x.cols());
        qr.setThreshold(1e-11);
        qr.compute(root.asDiagonal() * r.x);
        if (qr.rank() < r.x.cols()) return refuse(step == 0 ? trouble::singular : trouble::not_converged);
        const VectorXd next = qr.solve(target);
        const double moved = (next - b).cwiseAbs().maxCoeff() / (1e-3 + next.cwiseAbs().maxCoeff());
        b = next;
        eta = r.x * b;
        if (!b.allFinite()) break;
        if (kind == response::number || moved < 1e-12) return b;
        // A share that the columns tell apart goes on to infinity, a step at a time.
        if (kind == response::share && eta.cwiseAbs().maxCoeff() > 30) break;
    }
    return refuse(trouble::not_converged);
}

} // namespace

result<regression> regress(const design& d, column y, std::span<const column> x, response kind) {
    if (y.size() != d.rows() || x.empty()) return refuse(trouble::lengths_differ);
    for (const auto& c : x)
        if (c.size() != d.rows()) return refuse(trouble::lengths_differ);
    const auto r = complete_rows(d, y, x);
    if (r.of.size() <= x.size()) return refuse(trouble::too_few, -1, static_cast<double>(r.of.size()));
    for (Index i = 0; i < r.y.size() && kind != response::number; ++i)
        if (r.y[i] < 0 || (kind == response::share && r.y[i] > 1))
            return refuse(trouble::bad_number, static_cast<std::int64_t>(r.of[static_cast<std::size_t>(i)]));
    const auto b = solve(r, kind);
    if (!b) return tl::unexpected(b.error());

    const VectorXd eta = r.x * *b;
    VectorXd curvature(eta.size());
    VectorXd score(eta.size());
    for (Index i = 0; i < eta.size(); ++i) {
        const auto m = at(eta[i], kind);
        curvature[i] = r.w[i] * m.slope;
        score[i] = r.w[i] * (r.y[i] - m.mean);
    }
    const MatrixXd bread = (r.x.transpose() * curvature.asDiagonal() * r.x).inverse();
    const MatrixXd by_row = score.asDiagonal() * r.x * bread;
    influence z = influence::Zero(static_cast<Index>(d.rows()), r.x.cols());
    for (std::size_t k = 0; k < r.of.size(); ++k)
        z.row(r.of[k]) = by_row.row(static_cast<Index>(k));
    auto v = covariance(d, std::move(z), r.in);
    if (!v) return tl::unexpected(v.error());
    return regression{*b, std::move(*v), d.degrees_of_freedom(r.in) + 1 - static_cast<double>(x.size())};
}

result<wald_test> test_together(const regression& r, std::span<const Eigen::Index> of) {
    const auto k = static_cast<Index>(of.size());
    VectorXd b(k);
    MatrixXd v(k, k);
    for (Index i = 0; i < k; ++i) {
        b[i] = r.coefficient[of[static_cast<std::size_t>(i)]];
        for (Index j = 0; j < k; ++j)
            v(i, j) = r.covariance(of[static_cast<std::size_t>(i)], of[static_cast<std::size_t>(j)]);
    }
    const Eigen::FullPivLU<MatrixXd> lu(v);
    if (k == 0 || !lu.isInvertible()) return refuse(trouble::singular);
    wald_test out{.f = b.dot(lu.solve(b)) / static_cast<double>(k), .df1 = static_cast<double>(k), .df2 = r.df};
    out.p = f_above(out.f, out.df1, out.df2);
    return out;
}

} // namespace stats::survey
