#pragma once

#include "render/html/safe.hpp"

#include <string>
#include <string_view>

namespace render::html {

// The text as a QR code (ISO/IEC 18004, error correction M) in SVG, black on white whatever the page's colours, with
// the four modules of margin that readers want. `label` is its name for those who do not see it. Throws
// std::length_error where the text is too long for any.
safe qr_code(std::string_view text, std::string_view label);

} // namespace render::html
