#include "render/charts/strip.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace render::charts {
namespace {

// Letters of a label that a month's cell has no room for ("23/5–13/6").
constexpr std::size_t long_label = 7;

// More than a year of months: narrower cells.
constexpr std::size_t many = 14;

} // namespace

html::safe strip(const std::vector<strip_cell>& cells) {
    html::markup m;
    const bool wide = std::any_of(cells.begin(), cells.end(),
                                  [](const strip_cell& c) { return base::count_code_points(c.label) > long_label; });
    m.raw("<ol class=\"strip strip--")
        .text(cells.size() <= 6     ? "few"
              : wide                ? "wide"
              : cells.size() > many ? "many"
                                    : "year")
        .raw("\">");
    for (const auto& cell : cells) {
        m.raw("<li class=\"w w--").text(cell.state);
        if (cell.partial) m.raw(" w--partial");
        m.raw("\"><span class=\"w-n\" aria-hidden=\"true\">").text(cell.count);
        m.raw("</span><span class=\"w-l\" aria-hidden=\"true\">").text(cell.label);
        m.raw("</span><span class=\"ds-sr-only\">").text(cell.spoken).raw("</span></li>");
    }
    return std::move(m.raw("</ol>")).finish();
}

html::safe shape(std::string_view state) {
    return std::move(html::markup{}.raw("<span class=\"shape shape--").text(state).raw("\"></span>")).finish();
}

} // namespace render::charts
