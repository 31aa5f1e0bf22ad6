#pragma once

#include <tl/expected.hpp>

#include <cstdint>

namespace stats {

// What keeps a figure from being computed, or from meaning anything. What `cell` and `part` name stands beside each.
enum class trouble {
    lengths_differ,      // columns of unequal length
    no_data,             // no valid answer at all (cell: the domain)
    too_few,             // fewer answers than the method needs (cell: the domain; amount: how many there are)
    bad_number,          // NaN, infinite or negative where that has no meaning (cell: the row)
    bad_code,            // a group's code outside 0…levels−1 (cell: the row)
    no_weight,           // a weight of zero where the method divides by it (cell: the row)
    over_population,     // more in the sample than in the population (cell: the stratum; amount: population − sample)
    stratum_alone,       // one primary unit in a stratum, so that its variance cannot be known (cell: the stratum)
    empty_in_sample,     // the population has such people, the sample none (part: the margin; cell: its level)
    empty_in_population, // the sample has such people, the register none (part: the margin; cell: its level)
    margins_disagree,    // margins sum to different populations (part: the margin; amount: the difference)
    cannot_be_met,       // totals that no weights within the bounds give (cell: the total; amount: the misfit)
    not_converged,       // (amount: the last misfit)
    singular,            // columns that say the same thing, where each must say something of its own
    no_variation,        // a variable with one value
    not_offered,         // a rule that this estimator has no form for
    too_large,           // more than can be searched or audited in full (amount: how many)
    not_additive,        // a sum that is not that of its parts (cell: the sum; amount: parts − sum)
    given_away,          // what must be hidden follows from what is published already (cell: it)
};

struct problem {
    trouble what = trouble::no_data;
    std::int64_t cell = -1;
    std::int64_t part = -1;
    double amount = 0;
    friend bool operator==(const problem&, const problem&) = default;
};

template <class T>
using result = tl::expected<T, problem>;

inline tl::unexpected<problem> refuse(trouble what, std::int64_t cell = -1, double amount = 0, std::int64_t part = -1) {
    return tl::unexpected<problem>(problem{what, cell, part, amount});
}

} // namespace stats
