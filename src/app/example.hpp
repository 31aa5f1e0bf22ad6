#pragma once

#include "base/result.hpp"
#include "core/published.hpp"

#include <vector>

namespace app {

// The example pledges inside the program (example/README.md), with years and days set by `today`. They are read by the
// same parser and the log by the same rules as any other; all are marked invented.
base::result<std::vector<core::pledge_file>> read_examples(base::date today);

} // namespace app
