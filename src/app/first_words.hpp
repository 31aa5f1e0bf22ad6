#pragma once

#include <string>
#include <string_view>

namespace app {

// A text's own words on one line of a terminal, with an id before them: at most 72 characters, "…" where it was cut.
std::string first_words(std::string_view text);

} // namespace app
