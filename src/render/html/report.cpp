#include "render/html/pledge_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

bool overlaps(const core::window_result& w, base::date from, base::date to) { return w.from <= to && w.to >= from; }

// The windows of the report's span, a table a reading, and the reasons given for them.
void add_report_parts(const page_context& c, const owner& o, base::date from, base::date to, const std::string& range,
                      view& v) {
    std::vector<view> tables, reasons;
    for (std::size_t i = 0; o.state && i < std::min(o.state->readings.size(), o.readings->size()); ++i) {
        std::vector<view> rows;
        for (const auto& w : o.state->readings[i].windows)
            if (overlaps(w, from, to)) rows.push_back(window_row(c, (*o.readings)[i], w));
        if (rows.empty()) continue;
        view table;
        table.text("caption", fmt::format("{}, {}", (*o.readings)[i].text, range)).list("table", std::move(rows));
        tables.push_back(std::move(table));
    }
    if (o.state)
        for (const auto& r : o.state->reasons)
            if (r.given_on <= shown_day(c) && (!r.window_from || (*r.window_from >= from && *r.window_from <= to)))
                reasons.push_back(reason_view(c, o, r));
    v.list("report_tables", std::move(tables)).list("report_reasons", std::move(reasons));
}

} // namespace
} // namespace html

std::string report_page(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                        base::date from, base::date to) {
    using namespace html;
    const pledge_facts f{file, state, owners(file, state), shown_day(c)};
    const auto range = c.say(say("web.range", {{"from", from}, {"to", to}}));
    auto v = pledge_view(c, f, [&](const owner& o, view& card) { add_report_parts(c, o, from, to, range, card); });
    v.text("lang", std::string{base::code(c.say.language())}).text("range", range).flag("invented", file.invented);
    v.text("made", c.say(say("web.report_made", {{"day", c.today}})));
    return write_template(c, "report", v);
}

} // namespace render
