#include "render/feed_text.hpp"

#include "base/text.hpp"
#include "core/words.hpp"
#include "reading/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

bool has_lifetimes(const ::reading::document& d) {
    const ::reading::lifetime none;
    const auto has = [&](const auto& part) { return part.life != none; };
    return std::any_of(d.plan.begin(), d.plan.end(), has) ||
           std::any_of(d.focus_areas.begin(), d.focus_areas.end(),
                       [&](const auto& a) { return std::any_of(a.pledges.begin(), a.pledges.end(), has); });
}

std::vector<feed_owner> feed_owners(const base::translator& say, const ::reading::document& d) {
    std::vector<feed_owner> out;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            out.push_back({p.id, say("feeds.kind_pledge"), p.text, {}, &p.readings, &p.life});
    for (const auto& row : d.plan)
        out.push_back({row.id, say("feeds.kind_plan_row"), row.what, row.responsible, &row.readings, &row.life});
    const auto follow_up = say("feeds.kind_follow_up");
    out.push_back({"follow_up", follow_up, d.follow_up.text.value_or(follow_up), {}, &d.follow_up.readings, nullptr});
    const auto feedback = say("feeds.kind_feedback");
    out.push_back({"feedback", feedback, d.feedback.text.value_or(feedback), {}, &d.feedback.readings, nullptr});
    return out;
}

std::string window_text(const base::translator& say, const core::window_result& w) {
    if (w.open_ended) return say(base::message{"feeds.window_from", {{"from", say.short_date(w.from)}}});
    if (w.from == base::first_of_month(w.from) && w.to == base::last_of_month(w.from)) return say.month(w.from);
    const int year = base::year_of(w.from);
    if (w.from == base::first_of_year(year) && w.to == base::last_of_year(year)) return fmt::format("{}", year);
    const auto week = base::iso_week_of(w.from);
    if (w.from == base::monday_of(week) && w.to == w.from + base::days{6})
        return say(base::message{"feeds.window_week",
                                 {{"week", std::to_string(week.week)}, {"year", std::to_string(week.year)}}});
    if (w.from == w.to) return say.date(w.from);
    return fmt::format("{}–{}", say.short_date(w.from), say.short_date(w.to));
}

std::string state_text(const base::translator& say, const core::window_result& w) {
    return w.reporting ? say("feeds.state_reporting") : say(fmt::format("feeds.state_{}", core::name(w.state)));
}

std::string bound_text(const base::translator& say, ::reading::bound b) {
    return say(fmt::format("feeds.bound_{}", ::reading::name(b)));
}

std::string ended_text(const base::translator& say, const ::reading::ending& ended) {
    auto text = say(fmt::format("feeds.reason_{}", core::name(ended.reason)));
    if (!ended.text.empty()) text += ": " + one_line(ended.text);
    return text;
}

std::string feed_title(const base::translator& say, const core::pledge_file& file) {
    const auto title = one_line(file.document.title);
    return file.invented ? say(base::message{"feeds.invented_title", {{"title", title}}}) : title;
}

std::string one_line(std::string_view text) {
    std::string plain;
    for (const char c : text)
        plain += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    return base::squeezed(base::to_utf8(base::to_utf32(plain)));
}

std::string host_of(std::string_view base_url) {
    const auto scheme = base_url.find("://");
    auto host = scheme == std::string_view::npos ? base_url : base_url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of(":/"));
    return std::string{host};
}

} // namespace render
