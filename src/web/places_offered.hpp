#pragma once

#include "web/site.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace web {

// The names of a pledge's places that a form offers, in the order of the alphabet.
std::vector<std::string> places_offered(const site& s, std::int64_t pledge);

} // namespace web
