#pragma once

#include "base/date.hpp"

#include <optional>
#include <string_view>

namespace core {

// A day as people and their spreadsheets write it: "2026-11-28", "2026-11-28 14:30", "20261128", "28/11 2026",
// "28.11.2026", "28 november 2026". The day comes before the month, as in Sweden. nullopt: it is none, or says no year.
std::optional<base::date> parse_typed_date(std::string_view text);

} // namespace core
