#include "base/text.hpp"
#include "render/html/pledge_view.hpp"
#include "render/html/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace render {

namespace html {
namespace {

bool overlaps(const core::window_result& w, base::date from, base::date to) { return w.from <= to && w.to >= from; }

using windows = std::vector<const core::window_result*>;

// An earlier year of many windows in one row: what was done in all, and how many were kept.
view year_row(const page_context& c, const ::reading::reading& r, int year, const windows& all) {
    ::reading::quantity sum;
    sum.low = sum.high = 0.0;
    std::int64_t met = 0, judged = 0;
    for (const auto* w : all) {
        const bool counts = w->state == core::window_state::met || w->state == core::window_state::missed ||
                            w->state == core::window_state::uncertain;
        met += w->state == core::window_state::met ? 1 : 0;
        judged += counts ? 1 : 0;
        if (w->done.low) *sum.low += *w->done.low;
        if (sum.high && w->done.high)
            *sum.high += *w->done.high;
        else
            sum.high.reset();
    }
    view v;
    v.text("when", c.say(say("web.year_of_windows",
                             {{"year", fmt::format("{}", year)}, {"n", static_cast<std::int64_t>(all.size())}})));
    v.text("required", required_words(c, r, *all.front())).text("done", amount_words(c, sum));
    v.text("state",
           judged == 0 ? state_words(c, *all.front()) : c.say(say("web.kept_of", {{"met", met}, {"of", judged}})));
    return v;
}

// What a reader of the paper looks for: the last year period by period; of the years before, what was not kept.
std::vector<view> report_rows(const page_context& c, const ::reading::reading& r, const windows& all) {
    std::map<int, windows> by_year;
    for (const auto* w : all)
        by_year[year_of(*w)].push_back(w);
    constexpr std::size_t few = 4;
    std::vector<view> rows;
    for (const auto& [year, own] : by_year) {
        const bool whole = own.size() <= few || year == by_year.rbegin()->first || own.front()->subject >= 0;
        if (!whole) rows.push_back(year_row(c, r, year, own));
        for (const auto* w : own)
            if (whole || w->state == core::window_state::missed || w->state == core::window_state::uncertain)
                rows.push_back(window_row(c, r, *w));
    }
    return rows;
}

// The windows of the report's span, a table a reading, and the reasons given for them.
void add_report_parts(const page_context& c, const owner& o, base::date from, base::date to, const std::string& range,
                      view& v) {
    std::vector<view> tables, reasons;
    for (std::size_t i = 0; o.state && i < std::min(o.state->readings.size(), o.readings->size()); ++i) {
        windows inside;
        for (const auto& w : o.state->readings[i].windows)
            if (overlaps(w, from, to)) inside.push_back(&w);
        if (inside.empty()) continue;
        auto rows = report_rows(c, (*o.readings)[i], inside);
        view table;
        table.text("caption", fmt::format("{}, {}", base::capitalized((*o.readings)[i].text), range))
            .flag("short", rows.size() <= 6)
            .list("table", std::move(rows));
        tables.push_back(std::move(table));
    }
    if (o.state)
        for (const auto& r : o.state->reasons)
            if (r.given_on <= shown_day(c) && (!r.window_from || (*r.window_from >= from && *r.window_from <= to)))
                reasons.push_back(reason_view(c, o, r, 0));
    for (auto& r : unexplained_misses(c, o, from, to))
        reasons.push_back(std::move(r));
    v.list("report_tables", std::move(tables)).list("report_reasons", std::move(reasons));
}

} // namespace
} // namespace html

std::string report_page(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                        base::date from, base::date to) {
    using namespace html;
    const auto f = facts_of(file, state, shown_day(c));
    const auto range = c.say(say("web.range", {{"from", from}, {"to", to}}));
    auto v = pledge_view(c, f, [&](const owner& o, view& card) { add_report_parts(c, o, from, to, range, card); });
    v.text("lang", std::string{base::code(c.say.language())}).text("range", range).flag("invented", file.invented);
    v.text("made", c.say(say("web.report_made", {{"day", c.today}})));
    return write_template(c, "report", v);
}

} // namespace render
