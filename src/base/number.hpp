#pragma once

#include <optional>
#include <string_view>

namespace base {

// The whole text as a number with a decimal comma, as Swedes write it, or a point: "2,5", "2.5", "-3". nullopt: it is
// none.
std::optional<double> parse_decimal(std::string_view text);

} // namespace base
