#pragma once

#include "core/duties.hpp"
#include "store/duty.hpp"

#include <vector>

namespace web {

// The duties of a pledge of the year before and the year ahead, with who sees to them.
struct pledge_duties {
    std::vector<core::duty> duties;
    std::vector<store::duty_charge> charges;
    core::duty_rules rules;
};
pledge_duties duties_of_pledge(db::reader& r, const core::pledge_file& file, base::date today);

} // namespace web
