#pragma once

#include "base/result.hpp"
#include "figures/survey_ledger.hpp"
#include "figures/survey_standing.hpp"

#include <vector>

namespace figures {

// Which domains must be withheld so that none of the `guarded` ones can be worked out from the rest, nor from what
// `kept` (nothing: no ledger) says was published before; it is then brought up to date. In the order of `domains`.
base::result<std::vector<char>> hidden_domains(const asked_item& it, const std::vector<tally>& domains,
                                               const std::vector<char>& guarded, std::vector<kept_figure>* kept);

} // namespace figures
