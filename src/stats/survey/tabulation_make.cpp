#include "stats/survey/tabulation.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace stats::survey {

namespace {

constexpr double drawn_in_full = 1e-7;

} // namespace

// Builds a tabulation: which rows make a cell, and what of the strata and units does not depend on the item.
struct tabulation::maker {
    const design& d;
    std::span<const factor> groups;
    tabulation out;
    // Where the finest units (strata, where each row is a unit) begin, in positions and in cells.
    std::span<const std::uint32_t> unit{};
    std::vector<std::uint32_t> unit_cells;
    std::vector<std::uint64_t> key_of_pattern;
    std::vector<std::uint32_t> row_of_cell; // one of them

    void make_keys() {
        const auto& left = d.left();
        for (std::uint32_t p = 0; p < left.patterns(); ++p) {
            std::uint64_t h = 0;
            for (auto a = left.begin[p]; a < left.begin[p + 1]; ++a) {
                h = mixed(h, left.index[a]);
                h = mixed(h, std::bit_cast<std::uint64_t>(left.lambda[a]));
                h = mixed(h, std::bit_cast<std::uint64_t>(left.rho[a]));
            }
            key_of_pattern.push_back(h);
        }
    }

    [[nodiscard]] std::uint64_t key_of(std::uint32_t row) const {
        std::uint64_t h = mixed(0, std::bit_cast<std::uint64_t>(d.weight()[row]));
        for (const auto& g : groups)
            h = mixed(h, static_cast<std::uint64_t>(g.code[row]));
        return d.left().empty() ? h : mixed(h, key_of_pattern[d.left().pattern[row]]);
    }

    [[nodiscard]] bool alike(std::uint32_t a, std::uint32_t b) const {
        if (d.weight()[a] != d.weight()[b]) return false;
        for (const auto& g : groups)
            if (g.code[a] != g.code[b]) return false;
        const auto& left = d.left();
        if (left.empty() || left.pattern[a] == left.pattern[b]) return true;
        const auto at = [&](const auto& v, std::uint32_t row) { return v.begin() + left.first(row); };
        const std::uint32_t n = left.last(a) - left.first(a);
        return n == left.last(b) - left.first(b) &&
               std::equal(at(left.index, a), at(left.index, a) + n, at(left.index, b)) &&
               std::equal(at(left.lambda, a), at(left.lambda, a) + n, at(left.lambda, b)) &&
               std::equal(at(left.rho, a), at(left.rho, a) + n, at(left.rho, b));
    }

    // The cells of the unit at hand by key; forgotten when the next begins.
    struct slot {
        std::uint64_t key = 0;
        std::uint32_t unit = ~0U, cell = 0;
    };
    std::vector<slot> slots = std::vector<slot>(64);

    slot& slot_of(std::uint64_t key, std::uint32_t of_unit, std::uint32_t row) {
        const std::size_t mask = slots.size() - 1;
        for (std::size_t k = key & mask;; k = (k + 1) & mask) {
            auto& s = slots[k];
            if (s.unit != of_unit || (s.key == key && alike(row, row_of_cell[s.cell]))) return s;
        }
    }

    void double_slots(std::uint32_t of_unit) {
        auto before = std::exchange(slots, std::vector<slot>(2 * slots.size()));
        for (const auto& s : before)
            if (s.unit == of_unit) slot_of(s.key, of_unit, row_of_cell[s.cell]) = s;
    }

    void make_cells() {
        const auto& drawn = d.drawn();
        const auto& last = drawn.stages.back();
        unit = last.unit.empty() ? last.stratum : last.unit;
        make_keys();
        out.cell_of_row_.resize(d.rows());
        for (std::uint32_t u = 0; u + 1 < unit.size(); ++u) {
            unit_cells.push_back(static_cast<std::uint32_t>(out.cells()));
            for (auto k = unit[u]; k < unit[u + 1]; ++k) {
                const auto row = drawn.order[k];
                const auto key = key_of(row);
                auto* s = &slot_of(key, u, row);
                if (s->unit != u) {
                    *s = {key, u, static_cast<std::uint32_t>(out.cells())};
                    push_cell(row);
                }
                const auto cell = s->cell;
                rows_of_cell[cell] += 1;
                out.cell_of_row_[row] = cell;
                if (2 * (out.cells() - unit_cells.back()) > slots.size()) double_slots(u);
            }
        }
        unit_cells.push_back(static_cast<std::uint32_t>(out.cells()));
    }

    // Of a position where a unit begins, or the end.
    [[nodiscard]] std::uint32_t cells_before(std::size_t position) const {
        return unit_cells[static_cast<std::size_t>(std::lower_bound(unit.begin(), unit.end(), position) -
                                                   unit.begin())];
    }

    void push_cell(std::uint32_t row) {
        out.weight_.push_back(d.weight()[row]);
        rows_of_cell.push_back(0);
        row_of_cell.push_back(row);
        out.domain_.push_back(0);
        std::uint32_t first = 1;
        for (const auto& g : groups) {
            out.domain_.push_back(g.code[row] < 0 ? static_cast<std::uint32_t>(out.domains_)
                                                  : first + static_cast<std::uint32_t>(g.code[row]));
            first += static_cast<std::uint32_t>(g.levels);
        }
        if (!d.left().empty())
            for (auto a = d.left().first(row); a < d.left().last(row); ++a) {
                out.index_.push_back(d.left().index[a]);
                out.value_.push_back({d.left().lambda[a], d.left().rho[a]});
            }
        out.begin_.push_back(static_cast<std::uint32_t>(out.index_.size()));
    }

    // ΣP over positions [from, to), before they are scaled, and which domains have rows there.
    void push_sums(std::size_t from, std::size_t to, lists<double>& p, lists<char>& domains) {
        const auto begin = cells_before(from);
        const auto end = cells_before(to);
        touched.clear();
        for (auto c = begin; c < end; ++c)
            for (auto a = out.begin_[c]; a < out.begin_[c + 1]; ++a) {
                if (!std::exchange(is_touched[out.index_[a]], 1)) touched.push_back(out.index_[a]);
                sums[out.index_[a]] += rows_of_cell[c] * out.value_[a][1];
            }
        for (const auto j : touched) {
            p.index.push_back(j);
            p.value.push_back(std::exchange(sums[j], 0.0));
            is_touched[j] = 0;
        }
        p.begin.push_back(static_cast<std::uint32_t>(p.index.size()));

        touched.clear();
        for (auto c = begin; c < end; ++c)
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
            r.stratum.push_back(rows ? cells_before(s.stratum[h]) : s.stratum[h]);
            if (auto p = push_stratum(s, h, r)) return p;
            if (rows) scale_cells(r.stratum[h], cells_before(s.stratum[h + 1]), r.scale[h]);
            for (auto u = s.stratum[h]; u < s.stratum[h + 1] && !rows; ++u) {
                r.unit.push_back(cells_before(s.unit[u]));
                push_sums(s.unit[u], s.unit[u + 1], r.unit_p, r.unit_domains);
                add_spread(r.unit_p, u, r.scale[h]);
            }
        }
        r.stratum.push_back(rows ? unit_cells.back() : s.stratum.back());
        if (!rows) r.unit.push_back(unit_cells.back());
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
