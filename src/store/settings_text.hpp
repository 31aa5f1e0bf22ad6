#pragma once

#include "core/plan.hpp"

#include <string>
#include <string_view>

namespace store {

// A municipality's lists and limits as one JSON text.
std::string settings_text(const core::plan_settings& settings);
core::plan_settings parse_settings_text(std::string_view text);

} // namespace store
