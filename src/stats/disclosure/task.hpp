#pragma once

#include "stats/disclosure/suppress.hpp"

#include <optional>

namespace stats::disclosure {

// What a pattern lacks: a cell that is not safe, and open cells of which at least one must be hidden for it to be,
// whatever else is.
struct shortfall {
    std::uint32_t cell = 0;
    std::vector<std::uint32_t> one_of;
};

// A table to be protected, for the steps of suppress().
class task {
  public:
    task(const cell_set& cells, std::span<const cell_state> state, const protection& need);

    const cell_set& cells;
    const protection& need;
    [[nodiscard]] bool is_open(std::uint32_t c) const { return state_[c] == cell_state::open; }
    [[nodiscard]] bool must_hide(std::uint32_t c) const { return state_[c] >= cell_state::hide; }
    [[nodiscard]] bool is_safe(std::uint32_t c, const interval& ends) const;

    // Publishes from the largest on, those that `last` marks after all others. A cell that cannot be helped: the
    // problem.
    [[nodiscard]] result<std::vector<char>> publish_in_turn(const std::vector<char>& last) const;
    // Empty: the pattern is safe.
    [[nodiscard]] result<std::vector<shortfall>> attack_on(const std::vector<char>& hidden) const;
    // Hides more until it is; then publishes what need not have been hidden.
    [[nodiscard]] result<std::vector<char>> made_safe(std::vector<char> hidden) const;

    [[nodiscard]] double cost_of(const std::vector<char>& hidden) const;
    [[nodiscard]] static std::size_t count_of(const std::vector<char>& hidden);

  private:
    [[nodiscard]] std::vector<shortfall> exact_ones(const std::vector<char>& hidden) const;
    [[nodiscard]] result<std::vector<shortfall>> narrow_ones(const std::vector<char>& hidden, bool first_only) const;
    [[nodiscard]] result<std::vector<char>> pruned(std::vector<char> hidden) const;

    std::vector<cell_state> state_;
    std::vector<std::uint32_t> must_;
    std::vector<std::uint32_t> in_turn_; // open cells, from the largest on
};

// A cheaper pattern than `first`, with no more cells, if there is one; whether that was settled.
struct found {
    std::vector<char> hidden;
    bool settled = false;
};
result<found> cheapest(const task& t, const std::vector<char>& first);

} // namespace stats::disclosure
