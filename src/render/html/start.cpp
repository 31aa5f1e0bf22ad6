#include "base/text.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

bool has_ended(const core::pledge_summary& p, base::date day) { return p.valid.to && *p.valid.to < day; }

// By place, then the latest first.
std::vector<core::pledge_summary> sorted(const page_context& c, std::vector<core::pledge_summary> all) {
    std::vector<std::pair<std::string, core::pledge_summary>> placed;
    for (auto& p : all)
        placed.emplace_back(place_words(c, p.parties), std::move(p));
    std::stable_sort(placed.begin(), placed.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return c.say.less(a.first, b.first);
        return a.second.valid.from > b.second.valid.from;
    });
    std::vector<core::pledge_summary> out;
    for (auto& p : placed)
        out.push_back(std::move(p.second));
    return out;
}

view summary_view(const page_context& c, const core::pledge_summary& p) {
    view v;
    const auto place = place_words(c, p.parties);
    v.text("place", place.empty() ? p.title : place);
    v.text("who", base::capitalized(who_words(c, p.parties)));
    v.text("valid", valid_words(c, p.valid).main);
    v.flag("ended", has_ended(p, shown_day(c))).flag("pledge_invented", p.invented);
    // The day that the page was asked for wins over the pledge's own telling day.
    const auto day = c.per ? c.per : p.shown_from;
    v.text("href", day ? fmt::format("/{}?per={}", p.slug, base::to_iso(*day)) : "/" + p.slug);
    v.text("shown_as", !c.per && p.shown_from ? c.say(say("web.shown_as", {{"day", *p.shown_from}})) : std::string{});
    v.flag("has_areas", !p.focus_areas.empty()).texts("area_names", p.focus_areas);
    return v;
}

void add_pledges(const page_context& c, const std::vector<core::pledge_summary>& pledges, view& v) {
    std::vector<view> all;
    for (const auto& p : sorted(c, pledges))
        all.push_back(summary_view(c, p));
    v.text("hits", c.say(say("web.hits", {{"n", static_cast<std::int64_t>(all.size())}})));
    v.flag("has_pledges", !all.empty()).list("pledges", std::move(all));
}

bool any_invented(const std::vector<core::pledge_summary>& pledges) {
    return std::any_of(pledges.begin(), pledges.end(), [](const auto& p) { return p.invented; });
}

} // namespace
} // namespace html

std::string start_page(const page_context& c, const start_view& s) {
    using namespace html;
    view v;
    add_pledges(c, s.pledges, v);
    std::vector<std::pair<std::string, std::string>> municipalities = s.municipalities;
    std::sort(municipalities.begin(), municipalities.end(),
              [&](const auto& a, const auto& b) { return c.say.less(a.second, b.second); });
    std::vector<view> options;
    for (const auto& [code, name] : municipalities)
        options.push_back(
            std::move(view{}.text("code", code).text("name", name).flag("chosen", code == s.municipality)));
    v.list("municipalities", std::move(options))
        .text("words", s.words)
        .flag("filtered", !s.municipality.empty() || !s.words.empty());
    v.text("per_value", c.per ? base::to_iso(*c.per) : std::string{});
    frame f;
    f.title = c.say("web.start_title");
    f.description = c.say("web.start_lede");
    f.invented = any_invented(s.pledges);
    if (!s.municipality.empty()) f.query = "kommun=" + percent_encoded(s.municipality);
    if (!s.words.empty()) f.query += (f.query.empty() ? "" : "&") + ("sok=" + percent_encoded(s.words));
    return write_page(c, "start", f, std::move(v));
}

std::string older_page(const page_context& c, const start_view& ended) {
    using namespace html;
    view v;
    add_pledges(c, ended.pledges, v);
    frame f;
    f.title = c.say("web.older_heading");
    f.invented = any_invented(ended.pledges);
    return write_page(c, "older", f, std::move(v));
}

} // namespace render
