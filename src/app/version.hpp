#pragma once

#include <string_view>

namespace app {

extern const std::string_view version; // "0.1.0": the project's, as CMakeLists.txt states it

}
