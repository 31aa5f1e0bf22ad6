#pragma once

#include <string_view>

namespace core {

// First parts of a path that the program needs for itself ("om", "api", "data", "logga" …): no pledge may have one as
// its slug.
bool is_reserved_slug(std::string_view slug);

} // namespace core
