#include "stats/disclosure/task.hpp"

#include "stats/disclosure/audit.hpp"
#include "stats/disclosure/program.hpp"
#include "stats/disclosure/span.hpp"
#include "stats/disclosure/unknowns.hpp"

#include <algorithm>
#include <cmath>

namespace stats::disclosure {

namespace {

constexpr double rounding = 1e-6; // of the ends of a linear programme

// The fewest open cells from which an exact cell follows, as near as a linear programme tells: least Σ|π| over
// multipliers π of published cells whose sum is the cell.
class derivation {
  public:
    derivation(const task& t, const std::vector<char>& hidden)
        : t_(t), left_(t.cells, hidden), lp_(2 * left_.rows.size()) {
        std::vector<std::vector<std::uint32_t>> where(left_.count);
        std::vector<std::vector<double>> factor(left_.count);
        for (std::uint32_t k = 0; k < left_.rows.size(); ++k) {
            for (const auto a : left_.rows[k].where) {
                where[a].insert(where[a].end(), {2 * k, 2 * k + 1});
                factor[a].insert(factor[a].end(), {1.0, -1.0});
            }
            // What is shown in any case cannot be hidden instead: a derivation by it tells more of the rest.
            const auto open = static_cast<double>(open_of(left_.rows[k].because).size());
            for (const auto j : {2 * k, 2 * k + 1})
                lp_.cost(j, open + 1e-3);
        }
        for (std::size_t a = 0; a < left_.count; ++a)
            lp_.add_row(where[a], factor[a], 0, 0);
    }

    std::vector<std::uint32_t> of(std::uint32_t cell) {
        const auto variables = left_.variables_of(t_.cells.atoms[cell]);
        auto out = open_of(left_.because_of(t_.cells.atoms[cell]));
        for (const auto a : variables)
            lp_.bound_row(a, 1, 1);
        if (!variables.empty() && lp_.minimise() == linear_program::end::found)
            for (std::size_t k = 0; k < left_.rows.size(); ++k)
                if (lp_.value(2 * k) + lp_.value(2 * k + 1) > rounding) {
                    const auto open = open_of(left_.rows[k].because);
                    out.insert(out.end(), open.begin(), open.end());
                }
        for (const auto a : variables)
            lp_.bound_row(a, 0, 0);
        in_order(out);
        return out;
    }

  private:
    [[nodiscard]] std::vector<std::uint32_t> open_of(const std::vector<std::uint32_t>& cells) const {
        std::vector<std::uint32_t> out;
        for (const auto c : cells)
            if (t_.is_open(c)) out.push_back(c);
        return out;
    }

    const task& t_;
    unknowns left_;
    linear_program lp_;
};

} // namespace

task::task(const cell_set& all, std::span<const cell_state> state, const protection& what)
    : cells(all), need(what), state_(state.begin(), state.end()) {
    for (std::uint32_t c = 0; c < cells.size(); ++c) {
        if (state_[c] == cell_state::open && cells.value[c] == 0) state_[c] = cell_state::show;
        if (must_hide(c)) must_.push_back(c);
        if (is_open(c)) in_turn_.push_back(c);
    }
    std::stable_sort(in_turn_.begin(), in_turn_.end(), [&](auto a, auto b) {
        return cells.value[a] != cells.value[b] ? cells.value[a] > cells.value[b]
                                                : cells.atoms[a].size() > cells.atoms[b].size();
    });
}

bool task::is_safe(std::uint32_t c, const interval& ends) const {
    const double width = ends.high - ends.low;
    if (!(width > rounding * (1 + cells.value[c]))) return false;
    if (state_[c] != cell_state::guard) return true;
    if (width < need.width * (1 - rounding)) return false;
    return !need.whole || std::floor(ends.high + rounding) - std::ceil(ends.low - rounding) >= 1;
}

result<std::vector<char>> task::publish_in_turn(const std::vector<char>& last) const {
    std::vector<char> hidden(cells.size(), 0);
    for (const auto c : must_)
        hidden[c] = 1;
    const auto known = atoms_known_zero(cells, hidden);
    published_span span(cells, known);
    for (std::uint32_t c = 0; c < cells.size(); ++c)
        if (state_[c] == cell_state::show) span.publish(c);
    if (const auto follow = span.watch(must_); !follow.empty()) return refuse(trouble::given_away, follow.front());
    for (const bool turn : {false, true})
        for (const auto c : in_turn_)
            if ((last[c] != 0) == turn) hidden[c] = span.publish_if_safe(c) ? 0 : 1;
    return hidden;
}

std::vector<shortfall> task::exact_ones(const std::vector<char>& hidden) const {
    std::vector<shortfall> out;
    const auto exact = exact_by_sums(cells, hidden);
    if (std::find(exact.begin(), exact.end(), 1) == exact.end()) return out;
    derivation from(*this, hidden);
    for (std::uint32_t c = 0; c < cells.size(); ++c)
        if (exact[c]) out.push_back({c, from.of(c)});
    return out;
}

result<std::vector<shortfall>> task::narrow_ones(const std::vector<char>& hidden, bool first_only) const {
    std::vector<shortfall> out;
    attacker a(cells, hidden, must_);
    for (std::size_t k = 0; k < must_.size(); ++k) {
        const auto c = must_[k];
        if (is_safe(c, a.reached(k))) continue;
        const auto ends = a.ends_of(c);
        if (!ends) return tl::unexpected(ends.error());
        if (is_safe(c, *ends)) continue;
        auto& lacking = out.emplace_back(shortfall{c, {}});
        for (const auto published : a.because())
            if (is_open(published)) lacking.one_of.push_back(published);
        if (first_only) break;
    }
    return out;
}

result<std::vector<shortfall>> task::attack_on(const std::vector<char>& hidden) const {
    auto exact = exact_ones(hidden);
    if (!exact.empty()) return exact;
    return narrow_ones(hidden, false);
}

result<std::vector<char>> task::made_safe(std::vector<char> hidden) const {
    bool widened = false;
    for (;;) {
        const auto lacking = narrow_ones(hidden, false);
        if (!lacking) return tl::unexpected(lacking.error());
        if (lacking->empty()) return widened ? pruned(std::move(hidden)) : hidden;
        widened = true;
        for (const auto& s : *lacking) {
            if (s.one_of.empty()) return refuse(trouble::given_away, s.cell);
            const auto cheapest = std::min_element(s.one_of.begin(), s.one_of.end(),
                                                   [&](auto x, auto y) { return cells.value[x] < cells.value[y]; });
            hidden[*cheapest] = 1;
        }
    }
}

result<std::vector<char>> task::pruned(std::vector<char> hidden) const {
    for (const auto c : in_turn_) {
        if (!hidden[c]) continue;
        hidden[c] = 0;
        const auto lacking = narrow_ones(hidden, true);
        if (!lacking) return tl::unexpected(lacking.error());
        if (!lacking->empty()) hidden[c] = 1;
    }
    return hidden;
}

double task::cost_of(const std::vector<char>& hidden) const {
    double out = 0;
    for (std::size_t c = 0; c < hidden.size(); ++c)
        out += hidden[c] ? cells.value[c] : 0;
    return out;
}

std::size_t task::count_of(const std::vector<char>& hidden) {
    return static_cast<std::size_t>(std::count(hidden.begin(), hidden.end(), 1));
}

} // namespace stats::disclosure
