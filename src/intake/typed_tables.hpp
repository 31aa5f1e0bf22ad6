#pragma once

#include <string>

namespace intake {

// Rows of a plain text that are typed with bars between the cells ("Vad | När | Ansvarig") become rows with tabs: two
// or more lines below each other with as many bars.
std::string with_typed_rows(std::string text);

} // namespace intake
