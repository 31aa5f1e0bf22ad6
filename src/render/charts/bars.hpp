#pragma once

#include "render/html/safe.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// A bar a window against what was promised, as SVG without script or style of its own: it prints, and scales.
namespace render::charts {

struct bar {
    std::string_view state; // as of strip_cell
    double done = 0;
    std::optional<double> done_high; // above `done`, where the amount is not sure
    std::optional<double> required;
    std::string label; // "jul"
    std::string count; // "6"
    std::string spoken;
};

struct bar_chart {
    std::string id;             // unique in the page
    std::string title;          // "Trafikkontroller 2021"
    std::string description;    // the chart in a sentence
    std::string required_label; // "lovat"
    std::vector<bar> bars;
};

html::safe bars(const bar_chart& chart);

} // namespace render::charts
