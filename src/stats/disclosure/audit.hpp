#pragma once

#include "stats/disclosure/cells.hpp"

#include <memory>

namespace stats::disclosure {

// What whoever sees the published cells can work out of the hidden ones: for each hidden cell the least and the largest
// value over all tables of numbers from 0 up that agree with everything published, each a linear programme; the upper
// end is infinite where nothing bounds it. NaN for published cells. Fischetti and Salazar, Manag. Sci. 47 (2001). R:
// lpSolve::lp, min and max for each cell; sdcTable's attacker.
// Refused: published figures that no table has (not_additive).
result<std::vector<interval>> attack(const cell_set& cells, const std::vector<char>& hidden);

// The same one cell at a time, and which published cells an end follows from.
class attacker {
  public:
    attacker(const cell_set& cells, const std::vector<char>& hidden, const std::vector<std::uint32_t>& watch);
    ~attacker();
    attacker(const attacker&) = delete;
    attacker& operator=(const attacker&) = delete;

    [[nodiscard]] result<interval> ends_of(std::uint32_t cell);
    // Of the last ends_of: whatever else is hidden, the ends of `cell` lie no further apart as long as these cells are
    // published. Ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& because() const;
    // Values of the cell watch[k] in tables that earlier questions led past: its ends lie no closer together.
    [[nodiscard]] const interval& reached(std::size_t k) const;

  private:
    struct held;
    std::unique_ptr<held> h_;
};

// Cells that follow from published ones exactly, by sums and differences alone (and 0 in a sum that is 0): as fast as
// arithmetic, and no cell that it names is safe. Algebra modulo a prime, so that nothing is rounded.
std::vector<char> exact_by_sums(const cell_set& cells, const std::vector<char>& hidden);

} // namespace stats::disclosure
