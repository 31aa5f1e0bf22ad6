#pragma once

#include "stats/column.hpp"
#include "stats/problem.hpp"

namespace stats {

// Rates made comparable between municipalities of different age: one row a stratum (age group). Per person.

struct direct_rate {
    double crude = missing; // Σx / Σn
    double rate = missing;  // Σ s x/n, s = standard population as shares
    double events = 0;      // Σx
    interval gamma;         // Fay and Feuer, Stat. Med. 16 (1997). R: epitools::ageadjust.direct
    interval dobson;        // Dobson et al., Stat. Med. 10 (1991), on Byar's limits. R: PHEindicatormethods::phe_dsr
};

// No events: gamma.low is NaN (R's value; nothing is known below but 0). Under 10 events PHE publishes no directly
// standardised rate: ask `events`. A stratum without population is refused with its row.
result<direct_rate> standardise_directly(column events, column population, column standard, double level = 0.95);

struct indirect_rate {
    double events = 0;
    double expected = missing; // Σ n r, r = the reference's rate in the stratum
    double ratio = missing;    // SMR = events / expected
    interval limits;           // exact (Garwood) limits of the events, divided by expected
};
result<indirect_rate> standardise_indirectly(column events, column population, column reference, double level = 0.95);

} // namespace stats
