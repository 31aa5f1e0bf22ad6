#include "stats/survey/residual.hpp"

#include <unordered_map>
#include <utility>

namespace stats::survey {

residual then(const residual& first, const residual& second) {
    if (first.empty()) return second;
    if (second.empty()) return first;
    const Eigen::Index p = first.variables();
    const Eigen::Index q = second.variables();
    residual out;
    Eigen::MatrixXd cross = Eigen::MatrixXd::Zero(q, p);    // Λ2' P1: what the second sees of what the first took away
    std::unordered_map<std::uint64_t, std::uint32_t> known; // by the patterns of both
    std::vector<double> rows;                               // of each pattern
    std::vector<std::pair<std::uint32_t, std::uint32_t>> of;
    out.pattern.reserve(first.pattern.size());
    for (std::size_t i = 0; i < first.pattern.size(); ++i) {
        const auto one = first.pattern[i];
        const auto two = second.pattern[i];
        const auto [it, fresh] =
            known.try_emplace((std::uint64_t{one} << 32) | two, static_cast<std::uint32_t>(of.size()));
        if (fresh) {
            of.emplace_back(one, two);
            rows.push_back(0);
        }
        rows[it->second] += 1;
        out.pattern.push_back(it->second);
    }
    for (std::size_t k = 0; k < of.size(); ++k) {
        const auto [one, two] = of[k];
        for (auto a = first.begin[one]; a < first.begin[one + 1]; ++a)
            out.push(first.index[a], first.lambda[a], first.rho[a]);
        for (auto b = second.begin[two]; b < second.begin[two + 1]; ++b) {
            out.push(static_cast<std::size_t>(p) + second.index[b], second.lambda[b], second.rho[b]);
            for (auto a = first.begin[one]; a < first.begin[one + 1]; ++a)
                cross(second.index[b], first.index[a]) += rows[k] * second.lambda[b] * first.rho[a];
        }
        out.end_pattern();
    }
    out.g = Eigen::MatrixXd::Zero(p + q, p + q);
    out.g.topLeftCorner(p, p) = first.g;
    out.g.bottomRightCorner(q, q) = second.g;
    out.g.bottomLeftCorner(q, p) = -second.g * cross * first.g;
    return out;
}

} // namespace stats::survey
