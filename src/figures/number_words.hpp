#pragma once

#include "base/translate.hpp"
#include "stats/column.hpp"

#include <string>

// Figures as each language writes them: "38 %" with a space that does not break, "−3", "2,41" in Swedish; "38%", "2.41"
// in English. A difference of shares is in percentage points and never called percent.
namespace figures {

std::string decimal(double x, int decimals, base::language l);        // "2,41", "−0,3"
std::string with_sign(double x, int decimals, base::language l);      // "+0,12", "−0,3", "0" where it rounds to 0
std::string percent(double share, const base::translator& say);       // "38 %", "mindre än 1 %"
std::string percent_range(stats::interval shares);                    // "34–42"
std::string points(double share, const base::translator& say);        // "+2 procentenheter"
std::string signed_points(double share, const base::translator& say); // "+2"
std::string decimal_range(stats::interval x, int decimals, base::language l);

} // namespace figures
