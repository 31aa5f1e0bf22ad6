#pragma once

#include "base/result.hpp"
#include "figures/survey_data.hpp"
#include "stats/survey/design.hpp"

namespace figures {

// A round's sample with its weights, which agree with the plan's margins. A stratum with one answer counts by its
// distance from the whole (stats::survey::lonely::about_zero).
base::result<stats::survey::design> design_of(const survey_plan& plan, const round_rows& rows);

// Two rounds as one sample, where persons or clusters may be in both: what is alike in them is not counted twice.
// Rows of the first round, then those of the second; weights as the rounds' own designs have them.
base::result<stats::survey::design> design_of_both(const survey_plan& plan, const round_rows& first,
                                                   const round_rows& second);

// Strata of a round with one primary unit.
std::vector<std::string> strata_alone(const round_rows& rows);

} // namespace figures
