#include "render/charts/bars.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>

namespace render::charts {
namespace {

// Units of the view box; text is 13 high in a chart shown 1:1.
constexpr double top = 26;   // room for the count above the highest bar
constexpr double plot = 150; // height of the bars' field
constexpr double foot = 26;  // labels below
constexpr double left = 6, right = 6;
constexpr double wide_step = 48; // a month
constexpr double slim_step = 20; // a week, where there are many
constexpr std::size_t many = 24;
constexpr double letter = 6.6; // of a label
constexpr double shortest = 6; // of a bar that is missed: nothing done is seen too

struct geometry {
    double step = wide_step;
    double scale = 1; // units a thing done
    double width = 0;
    double y(double value) const { return top + plot - value * scale; }
};

geometry geometry_of(const bar_chart& chart) {
    geometry g;
    g.step = chart.bars.size() > many ? slim_step : wide_step;
    // Labels stand beside each other: "29/3–31/3" is wider than a month.
    if (g.step > slim_step)
        for (const auto& b : chart.bars)
            g.step = std::max(g.step, 8 + letter * static_cast<double>(base::count_code_points(b.label)));
    double most = 1;
    for (const auto& b : chart.bars) {
        const double high = b.done_high && std::isfinite(*b.done_high) ? *b.done_high : 0;
        most = std::max({most, b.done, high, b.required.value_or(0)});
    }
    g.scale = plot / most;
    g.width = left + right + g.step * static_cast<double>(std::max<std::size_t>(chart.bars.size(), 4));
    return g;
}

void add_patterns(html::markup& m, const std::string& id) {
    m.raw("<defs><pattern id=\"")
        .text(id)
        .raw("-hatch\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
             "<rect class=\"c-missed-soft\" width=\"7\" height=\"7\"/><rect class=\"c-missed\" width=\"3\" "
             "height=\"7\"/></pattern>"
             "<pattern id=\"")
        .text(id)
        .raw("-dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
             "<rect class=\"c-unsure-soft\" width=\"6\" height=\"6\"/><circle class=\"c-unsure\" cx=\"3\" cy=\"3\" "
             "r=\"1.5\"/></pattern></defs>");
}

void add_box(html::markup& m, double x, double y, double width, double height) {
    m.raw(" x=\"")
        .number(x)
        .raw("\" y=\"")
        .number(y)
        .raw("\" width=\"")
        .number(width)
        .raw("\" height=\"")
        .number(height)
        .raw("\"");
}

void add_line(html::markup& m, double x1, double x2, double y) {
    m.raw(" x1=\"")
        .number(x1)
        .raw("\" x2=\"")
        .number(x2)
        .raw("\" y1=\"")
        .number(y)
        .raw("\" y2=\"")
        .number(y)
        .raw("\"/>");
}

void add_text(html::markup& m, double x, double y, std::string_view text) {
    m.raw(" x=\"").number(x).raw("\" y=\"").number(y).raw("\" text-anchor=\"middle\">").text(text).raw("</text>");
}

void add_bar(html::markup& m, const bar_chart& chart, const geometry& g, std::size_t i) {
    const auto& b = chart.bars[i];
    const auto x = left + g.step * static_cast<double>(i);
    const auto gap = g.step * 0.16;
    const auto middle = x + g.step / 2;
    m.raw("<g><title>").text(b.spoken).raw("</title>");
    m.raw("<rect class=\"c-hit\" fill-opacity=\"0\"");
    add_box(m, x, top, g.step, plot);
    m.raw("/>");
    if (b.done_high && std::isfinite(*b.done_high) && *b.done_high > b.done) {
        m.raw("<rect class=\"c-maybe\"");
        add_box(m, x + gap, g.y(*b.done_high), g.step - 2 * gap, (*b.done_high - b.done) * g.scale);
        m.raw("/>");
    }
    const auto height = std::max(b.done * g.scale, b.state == "missed" ? shortest : 0);
    if (height > 0) {
        m.raw("<rect class=\"c-bar c-bar--").text(b.state).raw("\" rx=\"2\"");
        if (b.state == "missed") m.raw(" fill=\"url(#").text(chart.id).raw("-hatch)\"");
        if (b.state == "uncertain") m.raw(" fill=\"url(#").text(chart.id).raw("-dots)\"");
        add_box(m, x + gap, top + plot - height, g.step - 2 * gap, height);
        m.raw("/>");
    }
    if (b.required) {
        m.raw("<line class=\"c-required\"");
        add_line(m, x + gap / 2, x + g.step - gap / 2, g.y(*b.required));
    }
    // In a narrow field every fourth label stands, and counts are in the table and the tooltips.
    const bool slim = g.step < wide_step;
    if (!slim) {
        m.raw("<text class=\"c-count\"");
        add_text(m, middle, top + plot - height - 6, b.count);
    }
    if (!slim || i % 4 == 0) {
        m.raw("<text class=\"c-label\"");
        add_text(m, middle, top + plot + 18, b.label);
    }
    m.raw("</g>");
}

} // namespace

html::safe bars(const bar_chart& chart) {
    const auto g = geometry_of(chart);
    html::markup m;
    m.raw("<svg class=\"chart\" role=\"img\" aria-labelledby=\"")
        .text(chart.id)
        .raw("-t ")
        .text(chart.id)
        .raw("-d\" viewBox=\"0 0 ");
    m.number(g.width)
        .raw(" ")
        .number(top + plot + foot)
        .raw("\" width=\"")
        .number(g.width)
        .raw("\" height=\"")
        .number(top + plot + foot)
        .raw("\">");
    m.raw("<title id=\"")
        .text(chart.id)
        .raw("-t\">")
        .text(chart.title)
        .raw("</title><desc id=\"")
        .text(chart.id)
        .raw("-d\">")
        .text(chart.description)
        .raw("</desc>");
    add_patterns(m, chart.id);
    m.raw("<line class=\"c-axis\"");
    add_line(m, left, g.width - right, top + plot);
    for (std::size_t i = 0; i < chart.bars.size(); ++i)
        add_bar(m, chart, g, i);
    return std::move(m.raw("</svg>")).finish();
}

} // namespace render::charts
