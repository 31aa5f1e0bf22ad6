#pragma once

#include "reading/read.hpp"

#include <vector>

namespace reading {

// The 290 municipalities of Sweden (data/municipalities.csv), in the order of their codes.
const std::vector<municipality>& all_municipalities();

} // namespace reading
