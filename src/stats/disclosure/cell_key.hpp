#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

#include <cstdint>
#include <vector>

namespace stats::disclosure {

// Counts changed a little, the same cell always alike in whatever table it stands: every record has a key in [0, 1) for
// good, and a cell's key is Σ keys mod 1. Parts need not add up. Thompson, Broadfoot and Elazar, UNECE work session on
// data confidentiality (2013). R: cellKey::ck_setup, $perturb, with a table of ptable::create_cnt_ptable.
double cell_key(double sum_of_record_keys);

class perturbation {
  public:
    // A row for each count and what may be added to it, as ptable has them: `change` is added where the cell's key is
    // the first below `up_to`, the end of the cumulative probabilities of `count`. Rows of a count together, counts
    // and ends ascending; the last count stands for all above. Refused: a count without end at 1, counts that are
    // skipped, a change that would leave less than nobody (bad_number; cell: the row).
    static result<perturbation> make(column count, column change, column up_to);

    // What to add to a count whose cell has this key. 0 stays 0.
    [[nodiscard]] double change(double count, double key) const;

  private:
    struct step {
        double up_to;
        double change;
    };
    std::vector<std::vector<step>> of_count_;
};

} // namespace stats::disclosure
