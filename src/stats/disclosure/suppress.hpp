#pragma once

#include "stats/disclosure/cells.hpp"

namespace stats::disclosure {

// What may be done with a cell.
enum class cell_state : std::uint8_t {
    open,  // may be hidden to protect others; a 0 is shown all the same
    show,  // known already, or must be shown
    hide,  // hidden somewhere already: stays so, and never exact
    guard, // small, or dominated by one: hidden, and kept as far from known as `protection` says
};

struct protection {
    // Least distance between the ends of a guarded cell as an attacker works them out, in the cells' unit. 0: not
    // exact. For sensitive subjects 5.
    double width = 0;
    // Cells are counts: at least two whole numbers lie between the ends. Without it an interval 2.4–3.6 would do, and
    // everybody knows that it is 3. R's patterns do not ask it.
    bool whole = true;
    // How far a cheaper pattern is looked for: branches of all searches together, and searches; with over 200 cells to
    // choose from fewer of both, so that the largest tables end too (some ten seconds). 0: what the first way round the
    // table gives. Counts and not times: the same input always gives the same pattern.
    std::int32_t branches = 2000;
    std::int32_t searches = 60;
};

struct pattern {
    std::vector<char> hidden;
    std::vector<interval> seen; // what an attacker can say of each hidden cell (audit.hpp); NaN for published ones
    double cost = 0;            // Σ value over hidden cells
    std::size_t cells = 0;      // hidden
    bool least = false;         // proved: no safe pattern with as few cells as the first way round costs less
};

// Which cells to hide beside those that must be, so that nothing published gives them away. First way round: cells are
// published from the largest on, those that cover most first, unless a guarded cell would then follow by sums and
// differences (Langsrud, Privacy in Statistical Databases 2024; R: GaussSuppression::SuppressSmallCounts, and its
// cost). Then a search for the least Σ value among patterns that hide no more cells: a whole-number programme whose
// rows are found as attacks succeed (Fischetti and Salazar, J. Am. Stat. Assoc. 95 (2000); R:
// sdcTable::protectTable(method = "OPT")). Last the audit of every hidden cell; what fails it is never given. Refused:
// a cell that follows from cells that are shown already (given_away; cell: it).
result<pattern> suppress(const cell_set& cells, std::span<const cell_state> state, const protection& need = {});

} // namespace stats::disclosure
