#include "stats/survey/taylor.hpp"

#include <limits>

namespace stats::survey {

namespace {

// A stratum drawn in full has no sampling error, up to rounding in how its population was given.
constexpr double drawn_in_full = 1e-7;

void leave_residual(const residual& left, influence& z) {
    if (left.empty()) return;
    influence c = influence::Zero(left.variables(), z.cols());
    const auto rows = static_cast<std::size_t>(z.rows());
    for (std::size_t i = 0; i < rows; ++i)
        for (auto a = left.first(i); a < left.last(i); ++a)
            c.row(left.index[a]) += left.lambda[a] * z.row(static_cast<Eigen::Index>(i));
    const influence b = left.g * c;
    for (std::size_t i = 0; i < rows; ++i)
        for (auto a = left.first(i); a < left.last(i); ++a)
            z.row(static_cast<Eigen::Index>(i)) -= left.rho[a] * b.row(left.index[a]);
}

struct stratum_part {
    Eigen::MatrixXd v;
    bool counts = true; // false: its variance is not known, and the others' average stands for it
};

// The units' totals of one stratum, those without rows in the domain included, → its part of the variance.
result<stratum_part> part_of(const structure& drawn, const stage& s, std::size_t h, const influence& totals,
                             std::size_t present) {
    const Eigen::Index k = totals.cols();
    const auto n = static_cast<double>(s.size[h]);
    const double f = s.f[h];
    stratum_part out{Eigen::MatrixXd::Zero(k, k)};
    if (f < drawn_in_full) return out;
    if (s.size[h] == 1) {
        if (drawn.alone == lonely::refuse) return refuse(trouble::stratum_alone, static_cast<std::int64_t>(h));
        if (drawn.alone == lonely::about_zero) out.v = f * totals.transpose() * totals;
        out.counts = drawn.alone != lonely::as_the_others;
        return out;
    }
    const bool one_left = present == 1 && drawn.adjust_domains;
    if (one_left && drawn.alone == lonely::as_the_others) {
        out.counts = false;
        return out;
    }
    const double scale = f * n / (n - 1);
    if (one_left && drawn.alone == lonely::about_zero) {
        out.v = scale * totals.transpose() * totals;
        return out;
    }
    const influence centred = totals.rowwise() - totals.colwise().mean();
    out.v = scale * centred.transpose() * centred;
    return out;
}

result<Eigen::MatrixXd> stage_covariance(const design& d, const stage& s, const influence& z,
                                         std::span<const char> in) {
    const auto& drawn = d.drawn();
    const Eigen::Index k = z.cols();
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(k, k);
    double strata = 0;
    double known = 0;
    for (std::size_t h = 0; h < s.strata(); ++h) {
        influence totals = influence::Zero(static_cast<Eigen::Index>(s.size[h]), k);
        std::size_t present = 0;
        for (auto u = s.stratum[h]; u < s.stratum[h + 1]; ++u) {
            bool any = false;
            for (auto i = s.first_row(u); i < s.first_row(u + 1); ++i) {
                const auto row = drawn.order[i];
                totals.row(u - s.stratum[h]) += z.row(row);
                any = any || in.empty() || in[row];
            }
            present += any ? 1 : 0;
        }
        if (present == 0) continue;
        const auto part = part_of(drawn, s, h, totals, present);
        if (!part) return tl::unexpected(part.error());
        strata += 1;
        known += part->counts ? 1 : 0;
        if (part->counts) sum += s.outer[h] * part->v;
    }
    if (drawn.alone == lonely::as_the_others && known > 0) sum *= strata / known;
    return sum;
}

} // namespace

result<Eigen::MatrixXd> covariance(const design& d, influence z, std::span<const char> in) {
    // A calibrated design keeps all its rows in every domain: those outside take part by their residuals.
    if (!d.left().empty()) in = {};
    leave_residual(d.left(), z);
    Eigen::MatrixXd v = Eigen::MatrixXd::Zero(z.cols(), z.cols());
    for (const auto& s : d.drawn().stages) {
        const auto part = stage_covariance(d, s, z, in);
        if (!part) return part;
        v += *part;
    }
    return v;
}

} // namespace stats::survey
