#pragma once

#include "stats/disclosure/cells.hpp"

namespace stats::disclosure {

// What is left to be found out once everything has been put in that follows at sight: atoms in a published 0, and the
// last unknown atom of a published cell.
struct unknowns {
    static constexpr std::uint32_t none = 0xffffffff;
    std::vector<std::uint32_t> variable; // of an atom; `none` where it is known
    std::vector<double> known;           // value of an atom; 0 where it is not
    std::uint32_t count = 0;             // of variables

    // Published cells with something unknown in them, each set of variables once.
    struct row {
        std::vector<std::uint32_t> where; // variables, ascending
        double sum = 0;                   // of them
        // What says so: the cell, and those from which its known atoms follow, without cells of 0. Ascending.
        std::vector<std::uint32_t> because;
    };
    std::vector<row> rows;

    unknowns(const cell_set& cells, const std::vector<char>& hidden);
    [[nodiscard]] std::vector<std::uint32_t> variables_of(const std::vector<std::uint32_t>& atoms) const;
    [[nodiscard]] double known_part(const std::vector<std::uint32_t>& atoms) const;
    // From which published cells the known part of a cell follows.
    [[nodiscard]] std::vector<std::uint32_t> because_of(const std::vector<std::uint32_t>& atoms) const;

  private:
    void put_in(const cell_set& cells, const std::vector<char>& hidden);
    std::vector<std::vector<std::uint32_t>> from_; // of a known atom
};

// Ascending, each once.
void in_order(std::vector<std::uint32_t>& numbers);

} // namespace stats::disclosure
