#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace stats::survey {

namespace {

constexpr double drawn_in_full = 1e-7;

std::uint64_t mixed(std::uint64_t h, std::uint64_t x) {
    h = (h ^ x) * 0x9E3779B97F4A7C15ULL;
    return h ^ (h >> 32);
}

} // namespace

// Builds a tabulation: which rows make a cell, and what of the strata and units does not depend on the item.
struct tabulation::maker {
    const design& d;
    std::span<const factor> groups;
    tabulation out;
    std::vector<std::uint32_t> order;   // position → row; rows of a cell beside each other
    std::vector<std::uint32_t> cell_at; // positions + 1 → cells before

    [[nodiscard]] std::uint64_t signature(std::uint32_t row) const {
        const auto& left = d.left();
        std::uint64_t h = mixed(0, std::bit_cast<std::uint64_t>(d.weight()[row]));
        for (const auto& g : groups)
            h = mixed(h, static_cast<std::uint64_t>(g.code[row]));
        if (left.empty()) return h;
        for (auto a = left.begin[row]; a < left.begin[row + 1]; ++a) {
            h = mixed(h, left.index[a]);
            h = mixed(h, std::bit_cast<std::uint64_t>(left.lambda[a]));
            h = mixed(h, std::bit_cast<std::uint64_t>(left.rho[a]));
        }
        return h;
    }

    [[nodiscard]] bool alike(std::uint32_t a, std::uint32_t b) const {
        if (d.weight()[a] != d.weight()[b]) return false;
        for (const auto& g : groups)
            if (g.code[a] != g.code[b]) return false;
        const auto& left = d.left();
        if (left.empty()) return true;
        const auto at = [&](const auto& v, std::uint32_t row) { return v.begin() + left.begin[row]; };
        const std::uint32_t n = left.begin[a + 1] - left.begin[a];
        return n == left.begin[b + 1] - left.begin[b] &&
               std::equal(at(left.index, a), at(left.index, a) + n, at(left.index, b)) &&
               std::equal(at(left.lambda, a), at(left.lambda, a) + n, at(left.lambda, b)) &&
               std::equal(at(left.rho, a), at(left.rho, a) + n, at(left.rho, b));
    }

    // Within the finest units there are (strata, where each row is a unit), rows that are alike come together.
    void make_cells() {
        const auto& drawn = d.drawn();
        const auto& last = drawn.stages.back();
        const std::size_t n = d.rows();
        order = drawn.order;
        const auto& first = last.unit.empty() ? last.stratum : last.unit;
        std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
        out.cell_of_row_.resize(n);
        cell_at.resize(n + 1);
        for (std::size_t u = 0; u + 1 < first.size(); ++u) {
            keyed.clear();
            for (auto k = first[u]; k < first[u + 1]; ++k)
                keyed.emplace_back(signature(order[k]), order[k]);
            std::sort(keyed.begin(), keyed.end());
            for (std::size_t j = 0; j < keyed.size(); ++j) {
                const std::size_t k = first[u] + j;
                order[k] = keyed[j].second;
                if (j == 0 || !alike(order[k], order[k - 1])) push_cell(order[k]);
                rows_of_cell.back() += 1;
                cell_at[k] = static_cast<std::uint32_t>(out.weight_.size() - 1);
                out.cell_of_row_[order[k]] = cell_at[k];
            }
        }
        cell_at[n] = static_cast<std::uint32_t>(out.weight_.size());
    }

    void push_cell(std::uint32_t row) {
        out.weight_.push_back(d.weight()[row]);
        rows_of_cell.push_back(0);
        out.domain_.push_back(0);
        std::uint32_t first = 1;
        for (const auto& g : groups) {
            out.domain_.push_back(g.code[row] < 0 ? static_cast<std::uint32_t>(out.domains_)
                                                  : first + static_cast<std::uint32_t>(g.code[row]));
            first += static_cast<std::uint32_t>(g.levels);
        }
        if (!d.left().empty())
            for (auto a = d.left().begin[row]; a < d.left().begin[row + 1]; ++a) {
                out.index_.push_back(d.left().index[a]);
                out.value_.push_back({d.left().lambda[a], d.left().rho[a]});
            }
        out.begin_.push_back(static_cast<std::uint32_t>(out.index_.size()));
    }

    // ΣP over positions [from, to), and which domains have rows there.
    void push_sums(std::size_t from, std::size_t to, lists<double>& p, lists<char>& domains) {
        const auto& left = d.left();
        touched.clear();
        for (std::size_t k = from; k < to && !left.empty(); ++k)
            for (auto a = left.begin[order[k]]; a < left.begin[order[k] + 1]; ++a) {
                if (!std::exchange(is_touched[left.index[a]], 1)) touched.push_back(left.index[a]);
                sums[left.index[a]] += left.rho[a];
            }
        for (const auto j : touched) {
            p.index.push_back(j);
            p.value.push_back(std::exchange(sums[j], 0.0));
            is_touched[j] = 0;
        }
        p.begin.push_back(static_cast<std::uint32_t>(p.index.size()));

        touched.clear();
        for (auto c = cell_at[from]; c < (to == cell_at.size() - 1 ? cell_at.back() : cell_at[to - 1] + 1); ++c)
            for (std::size_t k = 0; k < out.groups_; ++k) {
                const auto at = out.domain_[c * out.groups_ + k];
                if (!std::exchange(is_seen[at], 1)) touched.push_back(at);
            }
        for (const auto at : touched) {
            domains.index.push_back(at);
            is_seen[at] = 0;
        }
        domains.begin.push_back(static_cast<std::uint32_t>(domains.index.size()));
    }

    // S += by · (ΣP)(ΣP)'.
    void add_spread(const lists<double>& p, std::size_t at, double by) {
        for (auto a = p.begin[at]; a < p.begin[at + 1]; ++a)
            for (auto b = p.begin[at]; b < p.begin[at + 1]; ++b)
                spread(p.index[a], p.index[b]) += by * p.value[a] * p.value[b];
    }

    // Where rows are units: S += scale · PP' of every row, and ρ takes the scale along.
    void scale_cells(std::uint32_t from, std::uint32_t to, double scale) {
        for (auto c = from; c < to; ++c) {
            const double by = scale * rows_of_cell[c];
            for (auto a = out.begin_[c]; a < out.begin_[c + 1]; ++a)
                for (auto b = out.begin_[c]; b < out.begin_[c + 1]; ++b)
                    spread(out.index_[a], out.index_[b]) += by * out.value_[a][1] * out.value_[b][1];
            for (auto a = out.begin_[c]; a < out.begin_[c + 1]; ++a)
                out.value_[a][1] *= scale;
        }
    }

    std::optional<problem> push_stratum(const stage& s, std::size_t h, run_of_cells& r) {
        const auto n = static_cast<double>(s.size[h]);
        const bool alone = s.size[h] == 1 && s.f[h] >= drawn_in_full;
        const auto rule = d.drawn().alone;
        if (alone && rule == lonely::refuse) return problem{trouble::stratum_alone, static_cast<std::int64_t>(h)};
        double scale = s.f[h] < drawn_in_full ? 0 : alone ? s.f[h] : s.f[h] * n / (n - 1);
        if (alone && rule != lonely::about_zero) scale = 0;
        r.scale.push_back(scale * s.outer[h]);
        r.shrink.push_back(alone ? 0 : scale * s.outer[h] / n);
        const auto from = s.first_row(s.stratum[h]);
        const auto to = s.first_row(s.stratum[h + 1]);
        push_sums(from, to, r.stratum_p, r.stratum_domains);
        add_spread(r.stratum_p, h, -r.shrink[h]);
        const bool unknown = alone && rule == lonely::as_the_others;
        for (auto a = r.stratum_domains.begin[h]; a < r.stratum_domains.begin[h + 1]; ++a) {
            strata[r.stratum_domains.index[a]] += 1;
            known[r.stratum_domains.index[a]] += unknown ? 0 : 1;
        }
        return std::nullopt;
    }

    std::optional<problem> push_run(const stage& s) {
        run_of_cells r;
        const bool rows = s.unit.empty();
        for (std::size_t h = 0; h < s.strata(); ++h) {
            r.stratum.push_back(rows ? cell_at[s.stratum[h]] : s.stratum[h]);
            if (auto p = push_stratum(s, h, r)) return p;
            if (rows) scale_cells(cell_at[s.stratum[h]], cell_at[s.stratum[h + 1]], r.scale[h]);
            for (auto u = s.stratum[h]; u < s.stratum[h + 1] && !rows; ++u) {
                r.unit.push_back(cell_at[s.unit[u]]);
                push_sums(s.unit[u], s.unit[u + 1], r.unit_p, r.unit_domains);
                add_spread(r.unit_p, u, r.scale[h]);
            }
        }
        r.stratum.push_back(rows ? cell_at.back() : s.stratum.back());
        if (!rows) r.unit.push_back(cell_at.back());
        out.runs_.push_back(std::move(r));
        return std::nullopt;
    }

    void make_form() {
        const auto p = static_cast<Eigen::Index>(out.variables_);
        const auto& g = d.left().g;
        Eigen::MatrixXd form(2 * p, p);
        const Eigen::MatrixXd twice = g.transpose() * spread * g;
        for (Eigen::Index j = 0; j < p; ++j) {
            for (Eigen::Index k = 0; k < p; ++k)
                form(2 * j, k) = j > k ? 0 : j == k ? twice(j, j) : twice(j, k) + twice(k, j);
            form.row(2 * j + 1) = -2 * g.row(j);
        }
        out.form_.assign(form.data(), form.data() + form.size());
    }

    Eigen::MatrixXd spread; // S
    std::vector<double> rows_of_cell;
    std::vector<std::uint32_t> touched;
    std::vector<double> sums;
    std::vector<char> is_touched, is_seen;
    std::vector<double> strata, known; // a domain
};

result<tabulation> tabulation::make(const design& d, std::span<const factor> groups) {
    const bool average = d.drawn().alone == lonely::as_the_others;
    if (d.drawn().adjust_domains || (average && d.drawn().stages.size() > 1)) return refuse(trouble::not_offered);
    maker m{.d = d, .groups = groups};
    auto& out = m.out;
    out.rows_ = d.rows();
    out.groups_ = groups.size() + 1;
    out.domains_ = 1;
    for (std::size_t k = 0; k < groups.size(); ++k) {
        const auto& g = groups[k];
        if (g.code.size() != d.rows()) return refuse(trouble::lengths_differ, -1, 0, static_cast<std::int64_t>(k));
        for (std::size_t i = 0; i < d.rows(); ++i)
            if (g.code[i] < -1 || g.code[i] >= g.levels)
                return refuse(trouble::bad_code, static_cast<std::int64_t>(i), 0, static_cast<std::int64_t>(k));
        out.domains_ += static_cast<std::size_t>(g.levels);
    }
    const auto& left = d.left();
    out.variables_ = static_cast<std::size_t>(left.variables());
    out.begin_.push_back(0);
    m.spread = Eigen::MatrixXd::Zero(left.variables(), left.variables());
    m.sums.assign(out.variables_, 0);
    m.is_touched.assign(out.variables_, 0);
    m.is_seen.assign(out.domains_ + 1, 0);
    m.strata.assign(out.domains_ + 1, 0);
    m.known.assign(out.domains_ + 1, 0);

    m.make_cells();
    for (const auto& s : d.drawn().stages)
        if (auto p = m.push_run(s)) return tl::unexpected(*p);
    if (!left.empty()) m.make_form();
    // Every stratum is in a domain of a calibrated design, by the residuals of its rows outside.
    for (std::size_t k = 0; k < out.domains_; ++k) {
        const std::size_t of = left.empty() ? k : 0;
        out.factor_.push_back(m.known[of] > 0 ? m.strata[of] / m.known[of] : 1);
    }
    return std::move(m.out);
}

} // namespace stats::survey
