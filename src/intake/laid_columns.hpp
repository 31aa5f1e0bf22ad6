#pragma once

#include <string>

namespace intake {

// Running text typed in two columns beside each other becomes one column below the other. Lines of which the whole page
// is no such text are kept as they are.
std::string with_columns_below(std::string text);

// What stands far apart in a line, "Norrby kommun          Dnr 12": two cells with a tab between.
std::string with_parted_lines(std::string text);

} // namespace intake
