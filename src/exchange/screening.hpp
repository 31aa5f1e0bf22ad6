#pragma once

#include "base/translate.hpp"
#include "core/screen.hpp"

#include <string>
#include <vector>

namespace exchange {

// {"findings":[{"kind":"telephone","text":"070-123 45 67","begin":4,"end":17,"words":"…"}]}: begin and end in code
// points.
std::string findings_json(const std::vector<core::finding>& findings, const base::translator& say);

} // namespace exchange
