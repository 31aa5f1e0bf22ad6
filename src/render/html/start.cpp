#include "base/text.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

// Whose pledge it is, for a list: a municipality that signed, or else one that it is about.
std::string list_place(const page_context& c, const core::pledge_summary& p) {
    auto place = place_words(c, p.parties);
    if (!place.empty()) return place;
    auto about = p.parties;
    for (auto& party : about)
        party.role = ::reading::party_role::signatory;
    place = place_words(c, about);
    return place.empty() ? p.title : place;
}

view summary_view(const page_context& c, const core::pledge_summary& p) {
    view v;
    v.text("place", list_place(c, p));
    v.text("who", base::capitalized(who_words(c, p.parties)));
    v.text("valid", base::capitalized(valid_words(c, p.valid).main));
    v.flag("ended", core::has_ended(p.valid, shown_day(c))).flag("pledge_invented", p.invented);
    // The day that the page was asked for wins over the pledge's own telling day.
    const auto day = c.per ? c.per : p.shown_from;
    v.text("href", day ? fmt::format("/{}?per={}", p.slug, base::to_iso(*day)) : "/" + p.slug);
    v.text("shown_as", !c.per && p.shown_from ? c.say(say("web.shown_as", {{"day", *p.shown_from}})) : std::string{});
    v.flag("has_areas", !p.focus_areas.empty()).texts("area_names", p.focus_areas);
    return v;
}

constexpr std::size_t on_a_page = 50;

// The address of another page of the list, with what else the address says.
std::string page_href(const page_context& c, const std::string& query, std::size_t page) {
    std::string all = query;
    const auto add = [&](const std::string& pair) { all += (all.empty() ? "" : "&") + pair; };
    if (c.per) add("per=" + base::to_iso(*c.per));
    if (page > 1) add(fmt::format("sida={}", page));
    return all.empty() ? c.path : c.path + "?" + all;
}

void add_pledges(const page_context& c, const start_view& s, const std::string& query, view& v) {
    const auto& all = s.pledges;
    const auto pages = std::max<std::size_t>(1, (all.size() + on_a_page - 1) / on_a_page);
    const auto page = std::min(pages, static_cast<std::size_t>(std::max(1, s.page)));
    std::vector<view> shown;
    for (auto i = (page - 1) * on_a_page; i < std::min(all.size(), page * on_a_page); ++i)
        shown.push_back(summary_view(c, *all[i]));
    v.text("hits", all.empty() && c.path == "/" && !query.empty()
                       ? c.say("web.no_hits_heading")
                       : c.say(say("web.hits", {{"n", static_cast<std::int64_t>(all.size())}})));
    v.flag("has_pledges", !shown.empty()).list("pledges", std::move(shown));
    v.flag("has_pages", pages > 1)
        .text("page_words", c.say(say("web.page_of", {{"i", static_cast<std::int64_t>(page)},
                                                      {"of", static_cast<std::int64_t>(pages)}})))
        .text("before_href", page > 1 ? page_href(c, query, page - 1) : std::string{})
        .text("after_href", page < pages ? page_href(c, query, page + 1) : std::string{});
}

// The mark stands over the page where nothing on it is real; else beside each invented pledge.
bool all_invented(const std::vector<const core::pledge_summary*>& pledges) {
    return !pledges.empty() && std::all_of(pledges.begin(), pledges.end(), [](const auto* p) { return p->invented; });
}

} // namespace
} // namespace html

void sort_list(const page_context& c, std::vector<core::pledge_summary>& pledges) {
    std::vector<std::pair<std::string, core::pledge_summary>> placed;
    for (auto& p : pledges)
        placed.emplace_back(html::list_place(c, p), std::move(p));
    std::stable_sort(placed.begin(), placed.end(), [&](const auto& a, const auto& b) {
        if (a.first != b.first) return c.say.less(a.first, b.first);
        return a.second.valid.from > b.second.valid.from;
    });
    pledges.clear();
    for (auto& p : placed)
        pledges.push_back(std::move(p.second));
}

void sort_list(const page_context& c, municipality_list& municipalities) {
    std::sort(municipalities.begin(), municipalities.end(),
              [&](const auto& a, const auto& b) { return c.say.less(a.second, b.second); });
}

std::string start_page(const page_context& c, const start_view& s) {
    using namespace html;
    frame f;
    if (!s.municipality.empty()) f.query = "kommun=" + percent_encoded(s.municipality);
    if (!s.words.empty()) f.query += (f.query.empty() ? "" : "&") + ("sok=" + percent_encoded(s.words));
    view v;
    add_pledges(c, s, f.query, v);
    std::vector<view> options;
    for (const auto& [code, name] : s.municipalities)
        options.push_back(
            std::move(view{}.text("code", code).text("name", name).flag("chosen", code == s.municipality)));
    v.list("municipalities", std::move(options))
        .text("words", s.words)
        .flag("filtered", !s.municipality.empty() || !s.words.empty());
    v.text("per_value", c.per ? base::to_iso(*c.per) : std::string{});
    f.title = c.say("web.start_title");
    f.description = c.say("web.start_lede");
    f.invented = all_invented(s.pledges);
    return write_page(c, "start", f, std::move(v));
}

std::string older_page(const page_context& c, const start_view& ended) {
    using namespace html;
    view v;
    add_pledges(c, ended, {}, v);
    frame f;
    f.title = c.say("web.older_heading");
    f.invented = all_invented(ended.pledges);
    return write_page(c, "older", f, std::move(v));
}

} // namespace render
