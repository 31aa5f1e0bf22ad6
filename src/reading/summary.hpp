#pragma once

#include "reading/document.hpp"

#include <string>
#include <string_view>
#include <vector>

// What was read in one short line, as docs/reading.md writes it: in phrase files, and where readings are explained.
namespace reading {

std::string summary(const reading& r);                // ">=10 P1M", "3 P2W gap [weekend]"
std::string summary(const std::vector<reading>& all); // parted by " | "; "none"
std::string summary(const validity& v);               // "2024-01-01..2026-12-31", "2024-01-01.. until_replaced"
std::string summary(const quantity& q);               // "~20.. besök", "54 = 32 + 22"

} // namespace reading
