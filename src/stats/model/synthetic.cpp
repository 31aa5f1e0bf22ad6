#include "stats/model/synthetic.hpp"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>

namespace stats::model {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// argmin |y − Xw|², w >= 0, Σw = 1, by active sets: the donors that take part are solved for with the sum held, one
// that would fall below 0 leaves, the one that would help most comes in. Each round lowers the loss, so that it ends.
VectorXd mixture(const MatrixXd& x, const VectorXd& y) {
    const MatrixXd a = x.transpose() * x;
    const VectorXd b = x.transpose() * y;
    const Index n = a.cols();
    VectorXd w = VectorXd::Zero(n);
    Index best = 0;
    (a.diagonal() - 2 * b).minCoeff(&best);
    w[best] = 1;
    std::vector<Index> in = {best};
    const double small = 1e-12 * a.diagonal().maxCoeff();
    for (int round = 0; round < 100 * static_cast<int>(n); ++round) {
        // The optimum over those that take part: A w + μ = b, Σw = 1.
        const auto k = static_cast<Index>(in.size());
        MatrixXd kkt = MatrixXd::Zero(k + 1, k + 1);
        VectorXd right = VectorXd::Ones(k + 1);
        for (Index i = 0; i < k; ++i) {
            for (Index j = 0; j < k; ++j)
                kkt(i, j) = a(in[static_cast<std::size_t>(i)], in[static_cast<std::size_t>(j)]);
            kkt(i, k) = kkt(k, i) = 1;
            right[i] = b[in[static_cast<std::size_t>(i)]];
        }
        const VectorXd s = kkt.fullPivLu().solve(right);
        // As far towards it as nobody falls below 0.
        double step = 1;
        std::size_t leaves = in.size();
        for (std::size_t i = 0; i < in.size(); ++i) {
            const double to = s[static_cast<Index>(i)];
            if (to >= 0) continue;
            const double from = w[in[i]];
            if (from / (from - to) < step) {
                step = from / (from - to);
                leaves = i;
            }
        }
        for (std::size_t i = 0; i < in.size(); ++i)
            w[in[i]] += step * (s[static_cast<Index>(i)] - w[in[i]]);
        if (leaves < in.size()) {
            w[in[leaves]] = 0;
            in.erase(in.begin() + static_cast<std::ptrdiff_t>(leaves));
            continue;
        }
        // Who would lower the loss by coming in?
        const VectorXd pull = a * w - b + VectorXd::Constant(n, s[k]);
        Index comes = -1;
        for (Index j = 0; j < n; ++j)
            if (std::find(in.begin(), in.end(), j) == in.end() && pull[j] < -small &&
                (comes < 0 || pull[j] < pull[comes]))
                comes = j;
        if (comes < 0) break;
        in.push_back(comes);
    }
    return w;
}

} // namespace

result<synthetic> fit_synthetic(column y, std::span<const column> donors, std::size_t before) {
    if (donors.size() < 2) return refuse(trouble::too_few, -1, static_cast<double>(donors.size()));
    if (before == 0 || before >= y.size()) return refuse(trouble::no_data);
    const auto n = static_cast<Index>(y.size());
    MatrixXd x(n, static_cast<Index>(donors.size()));
    for (std::size_t j = 0; j < donors.size(); ++j) {
        if (donors[j].size() != y.size()) return refuse(trouble::lengths_differ, static_cast<std::int64_t>(j));
        x.col(static_cast<Index>(j)) = Eigen::Map<const VectorXd>(donors[j].data(), n);
    }
    const VectorXd own = Eigen::Map<const VectorXd>(y.data(), n);
    if (!x.allFinite() || !own.allFinite()) return refuse(trouble::bad_number);
    const auto first = static_cast<Index>(before);
    const VectorXd w = mixture(x.topRows(first), own.head(first));
    const VectorXd gap = own - x * w;
    synthetic out;
    out.weight.assign(w.begin(), w.end());
    out.loss = gap.head(first).squaredNorm();
    out.error_before = std::sqrt(out.loss / static_cast<double>(first));
    out.error_after = std::sqrt(gap.tail(n - first).squaredNorm() / static_cast<double>(n - first));
    out.effect = gap.tail(n - first).mean();
    return out;
}

result<synthetic_placebo> test_synthetic(column y, std::span<const column> donors, std::size_t before) {
    synthetic_placebo out;
    const auto treated = fit_synthetic(y, donors, before);
    if (!treated) return tl::unexpected(treated.error());
    out.fits.push_back(*treated);
    for (std::size_t j = 0; j < donors.size(); ++j) {
        std::vector<column> others(donors.begin(), donors.end());
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(j));
        const auto fit = fit_synthetic(donors[j], others, before);
        if (!fit) return tl::unexpected(fit.error());
        out.fits.push_back(*fit);
    }
    const auto growth = [](const synthetic& s) { return s.error_after / s.error_before; };
    double as_much = 0;
    for (const auto& f : out.fits)
        as_much += growth(f) >= growth(out.fits.front()) ? 1 : 0;
    out.p = as_much / static_cast<double>(out.fits.size());
    return out;
}

} // namespace stats::model
