#pragma once

#include "stats/disclosure/cells.hpp"

namespace stats::disclosure {

// What follows from published cells by sums and differences: the space that their rows span over the atoms, modulo
// 2³¹ − 1. A row that lies in it over the rationals lies in it modulo the prime too, so that nothing exact is missed.
class published_span {
  public:
    // `known`: atoms that are known to be 0, and take no part.
    published_span(const cell_set& cells, const std::vector<char>& known);

    // Watched cells must not follow. Those that do already, or are 0 by the known atoms: returned.
    std::vector<std::uint32_t> watch(const std::vector<std::uint32_t>& cells);
    void publish(std::uint32_t cell);
    // Unless a watched cell would follow; whether it was done.
    bool publish_if_safe(std::uint32_t cell);
    [[nodiscard]] bool follows(std::uint32_t cell) const;

  private:
    using row = std::vector<std::uint32_t>;
    [[nodiscard]] row reduced(std::uint32_t cell) const;
    void add(row r, std::size_t pivot);

    const cell_set& cells_;
    const std::vector<char>& known_;
    std::vector<row> basis_; // each 1 at its pivot, 0 at the pivots of the earlier ones
    std::vector<std::size_t> pivot_;
    std::vector<row> watched_; // what the basis leaves of them
};

// Atoms in published cells that are 0.
std::vector<char> atoms_known_zero(const cell_set& cells, const std::vector<char>& hidden);

} // namespace stats::disclosure
