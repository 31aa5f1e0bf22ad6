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

// Where R begins, w the row's weight.
double starting_eta(double y, double w, response kind) {
    switch (kind) {
    case response::number:
        return y;
    case response::count:
        return std::log(y + 0.1);
    case response::share: {
        const double p = (w * y + 0.5) / (w + 1);
        return std::log(p / (1 - p));
    }
    }
    return y;
}

double deviance_of(double y, double mean, response kind) {
    const auto part = [](double of, double to) { return of > 0 ? of * std::log(of / to) : 0; };
    switch (kind) {
    case response::number:
        return (y - mean) * (y - mean);
    case response::count:
        return 2 * (part(y, mean) - (y - mean));
    case response::share:
        return 2 * (part(y, mean) + part(1 - y, 1 - mean));
    }
    return 0;
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

struct fit {
    VectorXd b;
    VectorXd curvature; // the working weights of the last solve, a step before b: R takes its errors from these
};

result<fit> solve(const rows& r, response kind) {
    const Index n = r.y.size();
    VectorXd eta(n);
    for (Index i = 0; i < n; ++i)
        eta[i] = starting_eta(r.y[i], r.w[i], kind);
    double before = std::numeric_limits<double>::infinity();
    for (int step = 0; step < 200; ++step) {
        fit f{{}, VectorXd(n)};
        VectorXd target(n);
        for (Index i = 0; i < n; ++i) {
            const auto m = at(eta[i], kind);
            f.curvature[i] = r.w[i] * m.slope;
            target[i] = m.slope > 0 ? eta[i] + (r.y[i] - m.mean) / m.slope : eta[i];
        }
        const VectorXd root = f.curvature.cwiseSqrt();
        Eigen::ColPivHouseholderQR<MatrixXd> qr(n, r.x.cols());
        qr.setThreshold(1e-11);
        qr.compute(root.asDiagonal() * r.x);
        if (qr.rank() < r.x.cols()) return refuse(step == 0 ? trouble::singular : trouble::not_converged);
        f.b = qr.solve(root.cwiseProduct(target));
        eta = r.x * f.b;
        // A share that the columns tell apart goes on to infinity, a step at a time.
        if (!f.b.allFinite() || (kind == response::share && eta.cwiseAbs().maxCoeff() > 30)) break;
        double deviance = 0;
        for (Index i = 0; i < n; ++i)
            deviance += r.w[i] * deviance_of(r.y[i], at(eta[i], kind).mean, kind);
        if (kind == response::number || std::abs(deviance - before) / (std::abs(deviance) + 0.1) < 1e-14) return f;
        before = deviance;
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
    const auto fitted = solve(r, kind);
    if (!fitted) return tl::unexpected(fitted.error());

    const VectorXd eta = r.x * fitted->b;
    const VectorXd& curvature = fitted->curvature;
    VectorXd score(eta.size());
    for (Index i = 0; i < eta.size(); ++i) {
        const auto m = at(eta[i], kind);
        score[i] = m.slope > 0 ? curvature[i] * (r.y[i] - m.mean) / m.slope : 0;
    }
    const MatrixXd bread = (r.x.transpose() * curvature.asDiagonal() * r.x).inverse();
    const MatrixXd by_row = score.asDiagonal() * r.x * bread;
    influence z = influence::Zero(static_cast<Index>(d.rows()), r.x.cols());
    for (std::size_t k = 0; k < r.of.size(); ++k)
        z.row(r.of[k]) = by_row.row(static_cast<Index>(k));
    auto v = covariance(d, std::move(z), r.in);
    if (!v) return tl::unexpected(v.error());
    return regression{fitted->b, std::move(*v), d.degrees_of_freedom(r.in) + 1 - static_cast<double>(x.size())};
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
