#pragma once

#include "base/translate.hpp"
#include "reading/lint.hpp"

#include <string>
#include <vector>

namespace exchange {

// What `lofte lint --json` says: "at", "code", "severity", "span", "message", "instead" of each, indented.
std::string remarks_json(const std::vector<reading::remark>& remarks, const base::translator& say);

} // namespace exchange
