#pragma once

#include <span>
#include <string_view>

namespace base {

// A file inside the program: its path below the folder it was taken from, and its bytes.
struct embedded_file {
    std::string_view path;
    std::string_view bytes;
};

} // namespace base
