#include "stats/disclosure/program.hpp"
#include "stats/disclosure/task.hpp"

#include <algorithm>

namespace stats::disclosure {

namespace {

constexpr double easy = 200; // cells to choose from, up to which a search has all the branches it was given

// Hide or not for each open cell, at least cost; its rows are what any safe pattern keeps to.
class choice_of_cells {
  public:
    choice_of_cells(const task& t, std::size_t most) : t_(t), variable_(numbered(t)), lp_(cell_.size()) {
        std::vector<std::uint32_t> all(cell_.size());
        // Where the sum is the same, fewer cells.
        const double each = 1.0 / static_cast<double>(t.cells.size() + 1);
        for (std::uint32_t j = 0; j < cell_.size(); ++j) {
            lp_.bound(j, 0, 1);
            lp_.cost(j, t.cells.value[cell_[j]] + each);
            all[j] = j;
        }
        lp_.add_row(all, std::vector<double>(all.size(), 1.0), -linear_program::open, static_cast<double>(most));
        for (const auto& sum : t.cells.sums)
            for (const auto c : sum)
                never_alone(c, sum);
    }

    // At least one of `others`, if `cell` is hidden.
    void add(std::uint32_t cell, const std::vector<std::uint32_t>& others) {
        std::vector<std::uint32_t> where;
        for (const auto c : others)
            if (c != cell && t_.is_open(c)) where.push_back(variable_[c]);
        std::vector<double> factor(where.size(), 1.0);
        const bool must = t_.must_hide(cell);
        if (!must) {
            where.push_back(variable_[cell]);
            factor.push_back(-1);
        }
        lp_.add_row(where, factor, must ? 1 : 0, linear_program::open);
    }

    // The cells that must be hidden, and those chosen.
    linear_program::choice solve(const std::vector<char>& start, std::int32_t branches) {
        std::vector<char> x;
        for (const auto c : cell_)
            x.push_back(start[c]);
        auto chosen = lp_.choose(x, branches);
        auto hidden = start;
        for (std::size_t j = 0; j < cell_.size(); ++j)
            hidden[cell_[j]] = chosen.taken[j];
        chosen.taken = std::move(hidden);
        return chosen;
    }

    [[nodiscard]] std::size_t size() const { return cell_.size(); }

  private:
    std::vector<std::uint32_t> numbered(const task& t) {
        std::vector<std::uint32_t> out(t.cells.size(), 0);
        for (std::uint32_t c = 0; c < t.cells.size(); ++c)
            if (t.is_open(c)) {
                out[c] = static_cast<std::uint32_t>(cell_.size());
                cell_.push_back(c);
            }
        return out;
    }

    // A hidden cell of a sum whose other cells are all published is their sum or difference.
    void never_alone(std::uint32_t cell, const std::vector<std::uint32_t>& sum) {
        if (!t_.is_open(cell) && !t_.must_hide(cell)) return;
        const bool helped = std::any_of(sum.begin(), sum.end(), [&](auto c) { return c != cell && t_.must_hide(c); });
        if (!helped) add(cell, sum);
    }

    const task& t_;
    std::vector<std::uint32_t> cell_; // of each variable
    std::vector<std::uint32_t> variable_;
    linear_program lp_;
};

} // namespace

result<found> cheapest(const task& t, const std::vector<char>& first) {
    found best{.hidden = first, .settled = false};
    const auto most = task::count_of(first);
    std::size_t open = 0;
    for (std::uint32_t c = 0; c < t.cells.size(); ++c)
        open += t.is_open(c) && first[c] ? 1U : 0U;
    if (open == 0) return found{.hidden = first, .settled = true};
    choice_of_cells choice(t, open);
    // A branch costs about as the square of what there is to choose from, a search as it.
    const double ease = std::min(1.0, easy / static_cast<double>(choice.size()));
    auto branches = static_cast<std::int32_t>(t.need.branches * ease * ease) + 1;
    const auto searches = static_cast<std::int32_t>(t.need.searches * ease) + 1;
    for (std::int32_t round = 0; round < searches && branches > 0; ++round) {
        const auto [tried, proved, used] = choice.solve(best.hidden, branches);
        branches -= used;
        if (tried == best.hidden) {
            best.settled = proved;
            return best;
        }
        const auto lacking = t.attack_on(tried);
        if (!lacking) return tl::unexpected(lacking.error());
        if (lacking->empty()) return found{.hidden = tried, .settled = proved};
        for (const auto& s : *lacking)
            choice.add(s.cell, s.one_of);
        // The nearest safe pattern may be cheaper than the best so far.
        const auto near = t.publish_in_turn(tried);
        if (!near) return tl::unexpected(near.error());
        const auto safe = t.made_safe(*near);
        if (!safe) return tl::unexpected(safe.error());
        if (task::count_of(*safe) <= most && t.cost_of(*safe) < t.cost_of(best.hidden)) best.hidden = *safe;
    }
    return best;
}

} // namespace stats::disclosure
