#pragma once

#include <string>

namespace intake {

// Cards that a plain text draws a frame around: the frame goes, and what stands beside each other within it, a label
// and its text over several lines, becomes one line "Label: text".
std::string with_opened_boxes(std::string text);

} // namespace intake
