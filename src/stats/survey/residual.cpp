#include "stats/survey/residual.hpp"

namespace stats::survey {

residual then(const residual& first, const residual& second) {
    if (first.empty()) return second;
    if (second.empty()) return first;
    const Eigen::Index p = first.variables();
    const Eigen::Index q = second.variables();
    residual out;
    Eigen::MatrixXd cross = Eigen::MatrixXd::Zero(q, p); // Λ2' P1: what the second sees of what the first took away
    const std::size_t rows = first.begin.size() - 1;
    out.begin.reserve(rows + 1);
    for (std::size_t i = 0; i < rows; ++i) {
        for (auto a = first.begin[i]; a < first.begin[i + 1]; ++a)
            out.push(first.index[a], first.lambda[a], first.rho[a]);
        for (auto b = second.begin[i]; b < second.begin[i + 1]; ++b) {
            out.push(static_cast<std::size_t>(p) + second.index[b], second.lambda[b], second.rho[b]);
            for (auto a = first.begin[i]; a < first.begin[i + 1]; ++a)
                cross(second.index[b], first.index[a]) += second.lambda[b] * first.rho[a];
        }
        out.end_row();
    }
    out.g = Eigen::MatrixXd::Zero(p + q, p + q);
    out.g.topLeftCorner(p, p) = first.g;
    out.g.bottomRightCorner(q, q) = second.g;
    out.g.bottomLeftCorner(q, p) = -second.g * cross * first.g;
    return out;
}

} // namespace stats::survey
