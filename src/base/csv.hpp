#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace base {

// Rows of fields as RFC 4180 has them, with the separator that Swedish programs write. A BOM is left out; a field in
// quotes may hold separators, line breaks and doubled quotes; empty lines are left out. Linear in the length.
std::vector<std::vector<std::string>> parse_csv(std::string_view text, char separator = ';');

} // namespace base
