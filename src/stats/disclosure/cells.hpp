#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <cstdint>
#include <vector>

namespace stats::disclosure {

// How one variable's groups lie within each other: node 0 is everybody, the others come after the node they lie in. A
// node without nodes in it is innermost.
struct hierarchy {
    std::vector<std::int32_t> parent{-1};

    static hierarchy flat(std::int32_t groups); // everybody, and so many groups
    [[nodiscard]] std::size_t nodes() const { return parent.size(); }
    [[nodiscard]] std::vector<std::int32_t> innermost() const;
};

// A cell of a table: a node of each variable. A variable that the table does not use is at node 0.
using place = std::vector<std::int32_t>;

// Figures that add up, as whoever wants to see through them has them: each is a sum of atoms, numbers that are 0 or
// more and that no figure cuts further. Tables that share cells are linked by having the same atoms.
struct cell_set {
    std::vector<double> value;                     // persons, reports …; of each cell
    std::vector<std::vector<std::uint32_t>> atoms; // of each cell, ascending
    std::vector<std::vector<std::uint32_t>> sums;  // cells: the first is the sum of the others
    std::uint32_t atom_count = 0;
    [[nodiscard]] std::size_t size() const { return value.size(); }
};

// Beyond these a table is refused (too_large; amount: what it has): algebra over cells × atoms, and two linear
// programmes for each hidden cell. Such a table is published in parts, or by coarser groups.
inline constexpr std::size_t most_atoms = 2000;
inline constexpr std::size_t most_cells = 4000;
inline constexpr std::size_t most_hidden = 300;
// Of few cells more atoms than most_atoms are no burden: so many cells × atoms.
inline constexpr std::size_t most_of_few_cells = 1'000'000;

// The cells at `where`, each place once. Refused: a negative value (bad_number), a node that is not there (bad_code),
// figures that do not add up (not_additive; cell: the sum, amount: by how much).
result<cell_set> cells_at(std::span<const hierarchy> by, std::span<const place> where, column value);

// Cells whose atoms are known by number, such as the combinations of groups that really occur among some people: what
// no tree of groups says, since one column's groups may lie within another's. Atoms that lie in the same cells become
// one.
result<cell_set> cells_of(column value, std::vector<std::vector<std::uint32_t>> atoms,
                          std::vector<std::vector<std::uint32_t>> sums = {});

// Every node of each variable with every node of the others, the first variable's node running fastest; `counts` are
// those of the innermost groups in the same order, and sums are taken of them.
struct full_table {
    std::vector<place> where;
    std::vector<double> value;
};
result<full_table> full_table_of(std::span<const hierarchy> by, column counts);

} // namespace stats::disclosure
