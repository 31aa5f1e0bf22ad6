#include "stats/disclosure/audit.hpp"

#include "stats/disclosure/program.hpp"
#include "stats/disclosure/unknowns.hpp"

#include <algorithm>
#include <cmath>

namespace stats::disclosure {

namespace {

constexpr double nothing = 1e-9; // of a dual value: that the row has no part in an end

} // namespace

struct attacker::held {
    const cell_set& cells;
    unknowns left;
    linear_program lp;
    std::vector<std::uint32_t> costed;
    std::vector<std::uint32_t> because;
    // Of each watched cell: its known part, its variables, and between which values tables were seen.
    struct seen {
        double known = 0;
        std::vector<std::uint32_t> where;
        interval range;
    };
    std::vector<seen> watched;

    held(const cell_set& all, const std::vector<char>& hidden, const std::vector<std::uint32_t>& watch)
        : cells(all), left(all, hidden), lp(left.count) {
        for (const auto c : watch)
            watched.push_back(
                {left.known_part(cells.atoms[c]), left.variables_of(cells.atoms[c]), {cells.value[c], cells.value[c]}});
        for (const auto& r : left.rows)
            lp.add_row(r.where, std::vector<double>(r.where.size(), 1.0), r.sum, r.sum);
    }

    void ask(std::uint32_t c) {
        for (const auto j : costed)
            lp.cost(j, 0);
        costed = left.variables_of(cells.atoms[c]);
        for (const auto j : costed)
            lp.cost(j, 1);
        because = left.because_of(cells.atoms[c]);
    }

    void look() {
        for (auto& w : watched) {
            double value = w.known;
            for (const auto j : w.where)
                value += lp.value(j);
            w.range = {std::min(w.range.low, value), std::max(w.range.high, value)};
        }
    }

    result<double> end(std::uint32_t c, bool least) {
        switch (least ? lp.minimise() : lp.maximise()) {
        case linear_program::end::found:
            for (std::size_t i = 0; i < left.rows.size(); ++i)
                if (std::abs(lp.dual(i)) > nothing)
                    because.insert(because.end(), left.rows[i].because.begin(), left.rows[i].because.end());
            look();
            return std::max(lp.objective(), 0.0);
        case linear_program::end::unbounded:
            return std::numeric_limits<double>::infinity();
        case linear_program::end::impossible:
            return refuse(trouble::not_additive, c);
        case linear_program::end::failed:
            break;
        }
        return refuse(trouble::not_converged, c);
    }
};

attacker::attacker(const cell_set& cells, const std::vector<char>& hidden, const std::vector<std::uint32_t>& watch)
    : h_(std::make_unique<held>(cells, hidden, watch)) {}

attacker::~attacker() = default;

result<interval> attacker::ends_of(std::uint32_t cell) {
    h_->ask(cell);
    const double known = h_->left.known_part(h_->cells.atoms[cell]);
    interval out{known, known};
    if (!h_->costed.empty()) {
        const auto low = h_->end(cell, true);
        if (!low) return tl::unexpected(low.error());
        const auto high = h_->end(cell, false);
        if (!high) return tl::unexpected(high.error());
        out = {known + *low, known + *high};
    }
    in_order(h_->because);
    return out;
}

const std::vector<std::uint32_t>& attacker::because() const { return h_->because; }

const interval& attacker::reached(std::size_t watched) const { return h_->watched[watched].range; }

result<std::vector<interval>> attack(const cell_set& cells, const std::vector<char>& hidden) {
    if (hidden.size() != cells.size()) return refuse(trouble::lengths_differ);
    std::vector<interval> out(cells.size());
    attacker a(cells, hidden, {});
    for (std::uint32_t c = 0; c < cells.size(); ++c) {
        if (!hidden[c]) continue;
        const auto ends = a.ends_of(c);
        if (!ends) return tl::unexpected(ends.error());
        out[c] = *ends;
    }
    return out;
}

} // namespace stats::disclosure
