#pragma once

#include <string>

namespace intake {

// Cards without a frame: the same labels stand again and again in a column of their own, and their texts by spaces
// beside them. Each becomes one line, "Vi lovar: Polisen …", whatever lines it was typed on.
std::string with_typed_labels(std::string text);

} // namespace intake
