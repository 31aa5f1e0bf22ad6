#pragma once

#include "recipes.hpp"

namespace vectors {

void add_mixtures(recipes& all);

} // namespace vectors
