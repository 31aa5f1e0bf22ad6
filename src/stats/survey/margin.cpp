#include "stats/survey/margin.hpp"

#include <cmath>
#include <numeric>

namespace stats::survey {

namespace {

std::optional<problem> fault_of(const design& d, const margin& m, std::int64_t part) {
    if (m.group.code.size() != d.rows() || m.totals.size() != static_cast<std::size_t>(m.group.levels))
        return problem{trouble::lengths_differ, -1, part};
    for (std::size_t i = 0; i < d.rows(); ++i)
        if (m.group.code[i] < 0 || m.group.code[i] >= m.group.levels)
            return problem{trouble::bad_code, static_cast<std::int64_t>(i), part};
    for (std::size_t l = 0; l < m.totals.size(); ++l)
        if (!(m.totals[l] >= 0) || std::isinf(m.totals[l]))
            return problem{trouble::bad_number, static_cast<std::int64_t>(l), part};
    return std::nullopt;
}

double sum_of(std::span<const double> x) { return std::accumulate(x.begin(), x.end(), 0.0); }

} // namespace

std::vector<double> weight_by_level(const std::vector<double>& weight, const factor& group) {
    std::vector<double> out(static_cast<std::size_t>(group.levels), 0.0);
    for (std::size_t i = 0; i < weight.size(); ++i)
        out[static_cast<std::size_t>(group.code[i])] += weight[i];
    return out;
}

std::optional<problem> fault_of(const design& d, std::span<const margin> margins) {
    for (std::size_t m = 0; m < margins.size(); ++m)
        if (auto p = fault_of(d, margins[m], static_cast<std::int64_t>(m))) return p;
    return std::nullopt;
}

// Levels where only one of sample and population has people.
std::optional<problem> lopsided(const std::vector<double>& sample, const margin& m, std::int64_t part, bool partial) {
    for (std::size_t l = 0; l < sample.size(); ++l) {
        if (sample[l] > 0 && m.totals[l] == 0)
            return problem{trouble::empty_in_population, static_cast<std::int64_t>(l), part};
        if (sample[l] == 0 && m.totals[l] > 0 && !partial)
            return problem{trouble::empty_in_sample, static_cast<std::int64_t>(l), part, m.totals[l]};
    }
    return std::nullopt;
}

std::optional<problem> disagreement(std::span<const margin> margins) {
    for (std::size_t m = 1; m < margins.size(); ++m) {
        const double apart = sum_of(margins[m].totals) - sum_of(margins[0].totals);
        if (std::abs(apart) > 1e-7 * (1 + std::abs(sum_of(margins[0].totals))))
            return problem{trouble::margins_disagree, -1, static_cast<std::int64_t>(m), apart};
    }
    return std::nullopt;
}

} // namespace stats::survey
