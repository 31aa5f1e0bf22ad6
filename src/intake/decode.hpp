#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace intake {

// The bytes of a text file as UTF-8 with \n as line end, without a byte order mark. They may be UTF-8, UTF-16 or
// Windows code page 1252; anything else is refused with the line where it stops being text.
base::result<std::string> decode(std::string_view bytes);

} // namespace intake
