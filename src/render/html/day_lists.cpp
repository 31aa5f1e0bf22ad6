#include "render/day_lists.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

#include <utility>

namespace render {

namespace html {
namespace {

// The days of the terms come back each year: shown in the year that it is.
std::string in_year(int year, core::terms::day day) {
    return fmt::format("{:04}-{:02}-{:02}", year, day.first, day.second);
}

view line_view(const page_context& c, const core::date_range& days) {
    view one;
    const auto when =
        days.from == days.to ? c.say.date(days.from) : c.say(say("days.span", {{"from", days.from}, {"to", days.to}}));
    one.text("when", when)
        .text("name", days.name)
        .text("from", base::to_iso(days.from))
        .text("to", base::to_iso(days.to));
    one.text("remove_label", c.say(say("days.remove_label", {{"when", when}})));
    return one;
}

view list_view(const page_context& c, const day_lists_view& v, core::day_list list) {
    const std::string word{core::name(list)};
    view out;
    out.text("id", word).text("heading", c.say("days.heading_" + word)).text("words", c.say("days.words_" + word));
    std::vector<view> lines;
    for (const auto& days : core::days_of(v.file->settings, list))
        lines.push_back(line_view(c, days));
    out.flag("has_lines", !lines.empty()).list("lines", std::move(lines));
    const auto* typed = v.days && v.days->list == list ? &*v.days : nullptr;
    out.text("from", typed ? typed->from : std::string{}).text("to", typed ? typed->to : std::string{});
    out.text("name", typed ? typed->name : std::string{});
    const auto* problem = typed && typed->problem ? &*typed->problem : nullptr;
    out.text("problem", problem ? c.say(problem->text) : std::string{});
    out.flag("asks", problem && problem->kind == base::problem_kind::ask);
    for (const std::string_view field : {"from", "to", "name"})
        out.flag(fmt::format("wrong_{}", field), problem && problem->field == field);
    return out;
}

view terms_view(const page_context& c, const day_lists_view& v) {
    const auto now = core::terms_of(v.file->settings);
    const int year = base::year_of(c.today);
    const auto shown = v.terms ? *v.terms
                               : typed_terms{in_year(year, now.spring_from),
                                             in_year(year, now.spring_to),
                                             in_year(year, now.autumn_from),
                                             in_year(year, now.autumn_to),
                                             {}};
    view out;
    out.text("spring_from", shown.spring_from).text("spring_to", shown.spring_to);
    out.text("autumn_from", shown.autumn_from).text("autumn_to", shown.autumn_to).text("seen", terms_text(now));
    const auto day = [&](core::terms::day d) {
        return base::make_date(year, static_cast<int>(d.first), static_cast<int>(d.second));
    };
    out.text("now", c.say(say("days.terms_now", {{"a", day(now.spring_from)},
                                                 {"b", day(now.spring_to)},
                                                 {"c", day(now.autumn_from)},
                                                 {"d", day(now.autumn_to)}})));
    out.text("term_problem", shown.problem ? c.say(shown.problem->text) : std::string{});
    return out;
}

} // namespace
} // namespace html

std::string terms_text(const core::terms& t) {
    const auto day = [](core::terms::day d) { return fmt::format("{:02}-{:02}", d.first, d.second); };
    return fmt::format("{}/{} {}/{}", day(t.spring_from), day(t.spring_to), day(t.autumn_from), day(t.autumn_to));
}

std::string day_lists_page(const account_context& c, const day_lists_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    body.text("slug", v.file->slug).text("title", v.file->document.title);
    body.text("done", v.done.empty() ? std::string{} : page.say(v.done));
    std::vector<view> lists;
    for (const auto list : core::all_day_lists)
        lists.push_back(list_view(page, v, list));
    body.list("lists", std::move(lists)).part("terms", terms_view(page, v));
    std::vector<view> pledges;
    for (const auto& [slug, title] : v.pledges)
        pledges.push_back(std::move(
            view{}.text("href", "/tavla/dagar/" + slug).text("name", title).flag("current", slug == v.file->slug)));
    body.flag("has_several", pledges.size() > 1).list("pledges", std::move(pledges));
    return write_page(page, "day_lists", quiet_frame(page, "days.heading"), std::move(body));
}

} // namespace render
