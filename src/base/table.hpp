#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace base {

// Somebody's table as it was read: a line of headings, and rows that each have as many cells.
struct table {
    struct row {
        std::int64_t line = 0; // in the file, from 1
        std::vector<std::string> cells;
    };
    std::vector<std::string> headings;
    std::vector<row> rows; // none that is empty
};

} // namespace base
