#pragma once

#include "base/result.hpp"
#include "stats/problem.hpp"

#include <string>

namespace figures {

// What a problem's numbers are called where it arose: "Norr", "rad 12", "kön". Empty: nothing to name.
struct named_place {
    std::string step; // a key: what was being done, such as figures.step_margins
    std::string cell;
    std::string part;
};

// What was wrong, where, and how to mend it. Every stats::trouble has a sentence.
base::problem in_words(const stats::problem& p, const named_place& at);

} // namespace figures
