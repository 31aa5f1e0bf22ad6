#pragma once

#include "base/date.hpp"
#include "core/account.hpp"
#include "db/database.hpp"

#include <string>
#include <vector>

// A police area among the pledges of others, made up: what the workspace is measured with.
namespace bench {

struct area_shape {
    int municipalities = 3; // of the area
    int plans_each = 2;
    int pledges = 10; // over all, the area's among them
    int own_entries = 41'400;
    int other_entries = 0;
    base::date logged_until; // from 1 January 2021, evenly
    int drafts_every = 0;    // one beside every n-th pledge of others, another organisation's; 0: none
};

struct made_area {
    core::account_id account;       // the coordinator of the area's police
    std::vector<std::string> slugs; // of the area's pledges, the first with row 1
};

made_area fill(db::database& database, const area_shape& shape);

} // namespace bench
