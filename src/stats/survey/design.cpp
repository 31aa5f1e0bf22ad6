#include "stats/survey/design.hpp"

#include "stats/sum.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stats::survey {

namespace {

using rows = std::vector<std::uint32_t>;

std::optional<problem> fault_of(const factor& f, std::size_t n) {
    if (f.code.empty()) return std::nullopt;
    if (f.code.size() != n) return problem{trouble::lengths_differ};
    for (std::size_t i = 0; i < n; ++i)
        if (f.code[i] < 0 || f.code[i] >= f.levels) return problem{trouble::bad_code, static_cast<std::int64_t>(i)};
    return std::nullopt;
}

std::optional<problem> fault_of(const design_input& in) {
    const std::size_t n = in.weight.size();
    if (n == 0) return problem{trouble::no_data};
    for (const factor* f : {&in.stratum, &in.unit, &in.second})
        if (auto p = fault_of(*f, n)) return p;
    for (const column* c : {&in.population, &in.second_population})
        if (!c->empty() && c->size() != n) return problem{trouble::lengths_differ};
    for (std::size_t i = 0; i < n; ++i)
        if (!(in.weight[i] >= 0) || std::isinf(in.weight[i]))
            return problem{trouble::bad_number, static_cast<std::int64_t>(i)};
    return std::nullopt;
}

// Sorted by f's code, equal codes in the order they stood: a counting sort, linear.
void sort_by(rows& order, const factor& f) {
    if (f.code.empty()) return;
    rows start(static_cast<std::size_t>(f.levels) + 1, 0);
    for (const auto c : f.code)
        ++start[static_cast<std::size_t>(c) + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    rows sorted(order.size());
    for (const auto i : order)
        sorted[start[static_cast<std::size_t>(f.code[i])]++] = i;
    order = std::move(sorted);
}

bool same(const factor& f, std::uint32_t a, std::uint32_t b) { return f.code.empty() || f.code[a] == f.code[b]; }

// 1 − n/N for n units drawn, N given as a number of units or, up to 1, as the share drawn; nullopt: n > N.
std::optional<double> finite_factor(std::size_t n, column population, std::uint32_t row) {
    if (population.empty() || std::isinf(population[row])) return 1.0;
    const auto drawn = static_cast<double>(n);
    const double given = population[row];
    const double all = given <= 1 ? drawn / given : given;
    if (!(all >= drawn)) return std::nullopt;
    return (all - drawn) / all;
}

} // namespace

result<design> design::make(const design_input& in) {
    if (const auto p = fault_of(in)) return tl::unexpected(*p);
    const std::size_t n = in.weight.size();
    auto drawn = std::make_shared<structure>();
    drawn->alone = in.alone;
    drawn->adjust_domains = in.adjust_domains;
    auto& order = drawn->order;
    order.resize(n);
    std::iota(order.begin(), order.end(), 0U);
    sort_by(order, in.second);
    sort_by(order, in.unit);
    sort_by(order, in.stratum);
    drawn->stratum_of_row.resize(n);
    if (!in.unit.code.empty()) drawn->unit_of_row.resize(n);

    stage first;
    const bool clustered = !in.unit.code.empty();
    for (std::size_t k = 0; k < n; ++k) {
        const auto row = order[k];
        const bool new_stratum = k == 0 || !same(in.stratum, row, order[k - 1]);
        const bool new_unit = !clustered || new_stratum || !same(in.unit, row, order[k - 1]);
        if (new_stratum) first.stratum.push_back(static_cast<std::uint32_t>(clustered ? first.unit.size() : k));
        if (clustered && new_unit) first.unit.push_back(static_cast<std::uint32_t>(k));
        drawn->stratum_of_row[row] = static_cast<std::uint32_t>(first.stratum.size() - 1);
        if (clustered) drawn->unit_of_row[row] = static_cast<std::uint32_t>(first.unit.size() - 1);
    }
    drawn->primary_units = clustered ? first.unit.size() : n;
    first.stratum.push_back(static_cast<std::uint32_t>(drawn->primary_units));
    if (clustered) first.unit.push_back(static_cast<std::uint32_t>(n));
    for (std::size_t h = 0; h + 1 < first.stratum.size(); ++h) {
        const std::uint32_t units = first.stratum[h + 1] - first.stratum[h];
        const auto row = order[first.first_row(first.stratum[h])];
        const auto f = finite_factor(units, in.population, row);
        if (!f)
            return refuse(trouble::over_population, in.stratum.code.empty() ? 0 : in.stratum.code[row],
                          in.population[row] - units);
        first.size.push_back(units);
        first.f.push_back(*f);
        first.outer.push_back(1);
    }

    stage second;
    if (clustered && !in.second.code.empty() && !in.population.empty()) {
        second.stratum.reserve(drawn->primary_units + 1);
        for (std::size_t u = 0; u + 1 < first.unit.size(); ++u) {
            second.stratum.push_back(static_cast<std::uint32_t>(second.unit.size()));
            for (std::size_t k = first.unit[u]; k < first.unit[u + 1]; ++k)
                if (k == first.unit[u] || !same(in.second, order[k], order[k - 1]))
                    second.unit.push_back(static_cast<std::uint32_t>(k));
            const auto units = static_cast<std::uint32_t>(second.unit.size()) - second.stratum.back();
            const auto row = order[first.unit[u]];
            const auto f = finite_factor(units, in.second_population, row);
            if (!f) return refuse(trouble::over_population, in.unit.code[row], in.second_population[row] - units);
            second.size.push_back(units);
            second.f.push_back(*f);
            second.outer.push_back(1 - first.f[drawn->stratum_of_row[row]]);
        }
        second.stratum.push_back(static_cast<std::uint32_t>(second.unit.size()));
        second.unit.push_back(static_cast<std::uint32_t>(n));
    }
    drawn->stages.push_back(std::move(first));
    if (!second.size.empty()) drawn->stages.push_back(std::move(second));

    design out;
    out.drawn_ = std::move(drawn);
    out.weight_.assign(in.weight.begin(), in.weight.end());
    return out;
}

double design::degrees_of_freedom(std::span<const char> in) const {
    const auto& first = drawn_->stages.front();
    double units = 0;
    double strata = 0;
    for (std::size_t h = 0; h < first.strata(); ++h) {
        double here = 0;
        for (auto u = first.stratum[h]; u < first.stratum[h + 1]; ++u) {
            bool any = false;
            for (auto k = first.first_row(u); k < first.first_row(u + 1); ++k) {
                const auto row = drawn_->order[k];
                any = any || (weight_[row] != 0 && (in.empty() || in[row]));
            }
            here += any ? 1 : 0;
        }
        units += here;
        strata += here > 0 ? 1 : 0;
    }
    return units - strata;
}

double design::weight_effect() const {
    exact_sum w;
    exact_sum w2;
    double n = 0;
    for (const double x : weight_) {
        w.add(x);
        w2.add(x * x);
        n += x != 0 ? 1 : 0;
    }
    return n * w2.value() / (w.value() * w.value());
}

design design::reweighted(std::vector<double> weight) const {
    design out = *this;
    out.weight_ = std::move(weight);
    return out;
}

design design::reweighted(std::vector<double> weight, const residual& step) const {
    design out = *this;
    out.weight_ = std::move(weight);
    out.left_ = then(left_, step);
    return out;
}

} // namespace stats::survey
