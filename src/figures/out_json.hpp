#pragma once

#include "stats/column.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace figures {

using json = nlohmann::ordered_json;

// [low, high]; null where there are none.
inline json limits_json(stats::interval i) {
    if (std::isnan(i.low)) return nullptr;
    return {i.low, i.high};
}

} // namespace figures
