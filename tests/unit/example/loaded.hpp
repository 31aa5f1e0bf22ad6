#pragma once

#include "core/plan.hpp"
#include "core/published.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

// A folder of example/ as it is on a day. Everything that the project's own rules refuse is listed in `refused`.
struct loaded {
    core::pledge_file file;
    std::vector<std::string> refused;
    int rows = 0;
    core::document_state judge(base::date as_of) const;
};
loaded load(const std::string& folder, base::date today);

std::vector<std::string> folders();

} // namespace tests
