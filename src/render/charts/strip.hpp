#pragma once

#include "render/html/safe.hpp"

#include <string>
#include <string_view>
#include <vector>

// A row of windows with the counts in them: the picture beside a table.
namespace render::charts {

struct strip_cell {
    std::string_view
        state; // "met" "missed" "open" "late" "reporting" "not_due" "uncertain" "no_requirement" "cannot_be_judged"
    std::string count;  // "11"
    std::string label;  // "jul"
    std::string spoken; // "juli 2021: 6 gjorda, minst 10 lovade, hölls inte"
    bool partial = false;
};

html::safe strip(const std::vector<strip_cell>& cells);

// The little shape that stands for a state wherever its word does.
html::safe shape(std::string_view state);

} // namespace render::charts
