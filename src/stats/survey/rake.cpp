#include "stats/survey/rake.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace stats::survey {

namespace {

// R sweeps the margins ten times over the influence values, which is as good as a regression on all of them.
constexpr int sweeps = 10;

// The cell of the full cross-table each row lies in.
std::vector<std::uint32_t> cross_cells(std::size_t rows, std::span<const margin> margins) {
    std::vector<std::uint32_t> out(rows);
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    for (std::size_t i = 0; i < rows; ++i) {
        std::uint64_t key = 0;
        for (const auto& m : margins)
            key = key * static_cast<std::uint64_t>(m.group.levels) + static_cast<std::uint64_t>(m.group.code[i]);
        out[i] = known.try_emplace(key, static_cast<std::uint32_t>(known.size())).first->second;
    }
    return out;
}

std::vector<double> cell_sums(const std::vector<double>& weight, const std::vector<std::uint32_t>& cell) {
    std::vector<double> out(1 + *std::max_element(cell.begin(), cell.end()), 0.0);
    for (std::size_t i = 0; i < weight.size(); ++i)
        out[cell[i]] += weight[i];
    return out;
}

double largest_change(const std::vector<double>& a, const std::vector<double>& b) {
    double out = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        out = std::max(out, std::abs(a[i] - b[i]));
    return out;
}

void meet(std::vector<double>& weight, const margin& m) {
    const auto sample = weight_by_level(weight, m.group);
    for (std::size_t i = 0; i < weight.size(); ++i) {
        const auto l = static_cast<std::size_t>(m.group.code[i]);
        if (weight[i] > 0) weight[i] *= m.totals[l] / sample[l];
    }
}

// z ← z − w_m · (mean of z/w_m over the level), margin after margin, `sweeps` times: what remains as Λ, ρ and G. w_m
// are the weights after margin m in the last cycle.
residual sweep(std::span<const margin> margins, const std::vector<std::vector<double>>& after) {
    residual out;
    const std::size_t rows = after.front().size();
    out.reserve(rows, margins.size());
    std::vector<std::size_t> first{0};
    for (const auto& m : margins)
        first.push_back(first.back() + static_cast<std::size_t>(m.group.levels));
    const auto p = static_cast<Eigen::Index>(first.back());
    Eigen::MatrixXd cross = Eigen::MatrixXd::Zero(p, p); // Λ'P
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t m = 0; m < margins.size(); ++m) {
            const double w = after[m][i];
            out.push(first[m] + static_cast<std::size_t>(margins[m].group.code[i]), w == 0 ? 0 : 1 / w, w);
        }
        out.end_row();
        for (auto a = out.first(i); a < out.last(i); ++a)
            for (auto b = out.first(i); b < out.last(i); ++b)
                cross(out.index[a], out.index[b]) += out.lambda[a] * out.rho[b];
    }
    out.g = Eigen::MatrixXd::Zero(p, p);
    for (int s = 0; s < sweeps; ++s)
        for (std::size_t m = 0; m < margins.size(); ++m) {
            const auto at = static_cast<Eigen::Index>(first[m]);
            const auto levels = static_cast<Eigen::Index>(margins[m].group.levels);
            Eigen::MatrixXd rest = -cross.middleRows(at, levels) * out.g;
            rest.middleCols(at, levels) += Eigen::MatrixXd::Identity(levels, levels);
            for (Eigen::Index l = 0; l < levels; ++l)
                if (cross(at + l, at + l) > 0) out.g.row(at + l) += rest.row(l) / cross(at + l, at + l);
        }
    return out;
}

std::optional<problem> unmet(const std::vector<double>& weight, std::span<const margin> margins) {
    for (std::size_t m = 0; m < margins.size(); ++m) {
        const auto got = weight_by_level(weight, margins[m].group);
        for (std::size_t l = 0; l < got.size(); ++l)
            if (std::abs(got[l] - margins[m].totals[l]) > 1e-7 * (1 + margins[m].totals[l]))
                return problem{trouble::cannot_be_met, static_cast<std::int64_t>(l), static_cast<std::int64_t>(m),
                               margins[m].totals[l] - got[l]};
    }
    return std::nullopt;
}

} // namespace

result<design> post_stratify(const design& d, const margin& cells, bool partial) {
    if (auto p = fault_of(d, {&cells, 1})) return tl::unexpected(*p);
    const auto sample = weight_by_level(d.weight(), cells.group);
    if (auto p = lopsided(sample, cells, 0, partial)) return tl::unexpected(*p);
    residual step;
    step.reserve(d.rows(), 1);
    step.g = Eigen::MatrixXd::Zero(cells.group.levels, cells.group.levels);
    for (std::size_t l = 0; l < sample.size(); ++l)
        step.g.diagonal()[static_cast<Eigen::Index>(l)] = sample[l] > 0 ? 1 / sample[l] : 0;
    std::vector<double> weight(d.rows());
    for (std::size_t i = 0; i < d.rows(); ++i) {
        const auto l = static_cast<std::size_t>(cells.group.code[i]);
        const double g = sample[l] > 0 ? cells.totals[l] / sample[l] : 0;
        weight[i] = d.weight()[i] * g;
        step.push(l, weight[i] == 0 ? 0 : 1 / g, weight[i]);
        step.end_row();
    }
    return d.reweighted(std::move(weight), step);
}

result<design> rake(const design& d, std::span<const margin> margins, const raking_options& options) {
    if (margins.empty()) return refuse(trouble::no_data);
    if (auto p = fault_of(d, margins)) return tl::unexpected(*p);
    for (std::size_t m = 0; m < margins.size(); ++m)
        if (auto p = lopsided(weight_by_level(d.weight(), margins[m].group), margins[m], static_cast<std::int64_t>(m),
                              false))
            return tl::unexpected(*p);
    if (!options.as_r)
        if (auto p = disagreement(margins)) return tl::unexpected(*p);

    const auto cell = cross_cells(d.rows(), margins);
    std::vector<double> weight = d.weight();
    std::vector<std::vector<double>> after(margins.size());
    auto before = cell_sums(weight, cell);
    double epsilon = options.epsilon;
    if (epsilon < 1) {
        double all = 0;
        for (const double w : weight)
            all += w;
        epsilon *= all;
    }
    for (int cycle = 0; cycle < options.cycles; ++cycle) {
        for (std::size_t m = 0; m < margins.size(); ++m) {
            meet(weight, margins[m]);
            after[m] = weight;
        }
        auto now = cell_sums(weight, cell);
        const double change = largest_change(before, now);
        before = std::move(now);
        if (change < epsilon) break;
    }
    if (!options.as_r)
        if (auto p = unmet(weight, margins)) return tl::unexpected(*p);
    const auto step = sweep(margins, after);
    return d.reweighted(std::move(weight), step);
}

result<design> trim_weights(const design& d, double low, double high, bool strict) {
    if (!(low <= high)) return refuse(trouble::bad_number);
    std::vector<double> weight = d.weight();
    // Each round draws in what the last one pushed out; with room between the limits few are needed.
    for (int round = 0; round < 1000; ++round) {
        double cut = 0;
        double inside = 0;
        for (const double w : weight) {
            cut += w - std::clamp(w, low, high);
            inside += w >= low && w <= high ? 1 : 0;
        }
        if (inside == static_cast<double>(weight.size())) return d.reweighted(std::move(weight));
        if (inside == 0) return refuse(trouble::cannot_be_met, -1, cut);
        for (double& w : weight)
            w = w >= low && w <= high ? w + cut / inside : std::clamp(w, low, high);
        if (!strict) return d.reweighted(std::move(weight));
    }
    return refuse(trouble::not_converged);
}

} // namespace stats::survey
