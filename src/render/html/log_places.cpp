#include "render/log_places.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/log_choices.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

view place_view(const page_context& c, const places_view& v, const core::place& p) {
    const auto* typed = v.typed && v.typed->number == p.number ? &*v.typed : nullptr;
    view out;
    out.text("number", fmt::to_string(p.number)).text("name", p.name).text("area", p.area);
    out.text("typed_name", typed ? typed->name : p.name).text("typed_area", typed ? typed->area : p.area);
    out.flag("retired", p.is_retired).flag("open", typed != nullptr);
    out.text("problem", typed && typed->problem ? c.say(typed->problem->text) : std::string{});
    out.text("retire_label",
             c.say(say(p.is_retired ? "places.restore_label" : "places.retire_label", {{"name", p.name}})));
    return out;
}

} // namespace
} // namespace html

std::string places_page(const account_context& c, const places_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    body.text("slug", v.file->slug).text("title", v.file->document.title);
    body.text("done", v.notice.done.empty() ? std::string{} : page.say(v.notice.done));
    body.text("problem", v.notice.problem ? page.say(v.notice.problem->text) : std::string{});
    auto places = v.places;
    std::stable_sort(places.begin(), places.end(), [&](const auto& a, const auto& b) {
        return a.is_retired != b.is_retired ? b.is_retired : page.say.less(a.name, b.name);
    });
    std::vector<view> all;
    for (const auto& p : places)
        all.push_back(place_view(page, v, p));
    body.flag("has_places", !all.empty()).list("places", std::move(all));
    const auto* fresh = v.typed && v.typed->number == 0 ? &*v.typed : nullptr;
    body.text("new_name", fresh ? fresh->name : std::string{}).text("new_area", fresh ? fresh->area : std::string{});
    body.text("new_problem", fresh && fresh->problem ? page.say(fresh->problem->text) : std::string{});
    body.text("id", "vanligt");
    add_shown_fields(page, v.shown, v.after_days, v.file->settings.usual, body);
    std::vector<view> pledges;
    for (const auto& [slug, title] : v.pledges) {
        view one;
        one.text("href", "/logga/platser/" + slug).text("name", title).flag("current", slug == v.file->slug);
        pledges.push_back(std::move(one));
    }
    body.flag("has_several", pledges.size() > 1).list("pledges", std::move(pledges));
    return write_page(page, "log_places", quiet_frame(page, "places.heading"), std::move(body));
}

} // namespace render
