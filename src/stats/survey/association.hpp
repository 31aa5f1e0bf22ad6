#pragma once

#include "stats/survey/design.hpp"

namespace stats::survey {

// Do two answers go together? Tests of independence in a two-way table of weighted shares. R: svychisq.
// Rows without one of the answers are left out of the table, but N and the degrees of freedom are those of the whole
// design, as R has them. Rao and Scott, Ann. Stat. 12 (1984).
enum class association_test {
    f,             // X² / tr Δ against F, second order. R: statistic = "F", the default
    chi_square,    // X² / mean δ against χ², first order; the statistic told is X². "Chisq"
    wald,          // W / k against F. "Wald"
    adjusted_wald, // "adjWald"
    saddlepoint,   // X² against the sum of δ-weighted F's, approximated. "saddlepoint"
};

struct association {
    double statistic = missing;
    double df1 = missing; // NaN for saddlepoint
    double df2 = missing; // NaN for chi_square and saddlepoint
    double p = missing;
    double smallest_expected = missing; // answers, scaled to N: below 5 the p-value is rough
};

// Refused: a variable with one answer (no_variation; part 0: rows, 1: columns), a table that leaves the test undefined
// (singular). A level that nobody gave is no level.
result<association> test_association(const design& d, const factor& rows, const factor& columns,
                                     association_test how = association_test::f);

} // namespace stats::survey
