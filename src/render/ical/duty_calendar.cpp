#include "render/duties.hpp"
#include "render/feed_text.hpp"
#include "render/ical/parts.hpp"

#include <fmt/format.h>

namespace render {

namespace {

using namespace ical_parts;

std::string marked(const page_context& c, const calendar_duty& d, const std::string& text) {
    return d.invented ? c.say(base::message{"feeds.invented_title", {{"title", text}}}) : text;
}

void add_event(icalcomponent* to, const page_context& c, const calendar_duty& one, core::moment now) {
    const auto& d = one.duty;
    icalcomponent* e = icalcomponent_new_vevent();
    icalcomponent_add_component(to, e);
    const auto text = [&](std::string_view key, const std::string& what) {
        return marked(c, one, c.say(base::message{std::string{key}, {{"what", what}}}));
    };
    const auto uid =
        fmt::format("{}-{}@{}", d.slug.empty() ? "uppgift" : "uppgift-" + d.slug, d.id, host_of(c.base_url));
    icalcomponent_add_property(e, icalproperty_new_uid(uid.c_str()));
    icalcomponent_add_property(e, icalproperty_new_dtstamp(utc_value(now)));
    icalcomponent_add_property(e, icalproperty_new_dtstart(day_value(d.due)));
    const auto summary = text(d.done ? "board.calendar_done" : "feeds.due", one_line(c.say(d.what)));
    icalcomponent_add_property(e, icalproperty_new_summary(summary.c_str()));
    const auto title = one_line(one.title);
    const auto description = one_line(c.say(d.sentence)) + (title.empty() ? "" : "\n" + title);
    icalcomponent_add_property(e, icalproperty_new_description(description.c_str()));
    icalcomponent_add_property(e, icalproperty_new_url((c.base_url + "/tavla/uppgifter").c_str()));
    icalcomponent_add_property(e, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT)); // a last day takes nobody's time
}

} // namespace

std::string duty_calendar(const page_context& c, const std::vector<calendar_duty>& duties, core::moment now) {
    const std::unique_ptr<icalcomponent, freed> root{icalcomponent_new_vcalendar()};
    const auto name = c.say("board.calendar_name");
    icalcomponent_add_property(root.get(), icalproperty_new_version("2.0"));
    icalcomponent_add_property(root.get(), icalproperty_new_prodid("-//Löfte//Löfte//SV"));
    icalcomponent_add_property(root.get(), icalproperty_new_name(name.c_str())); // RFC 7986
    // What most programs read instead of RFC 7986's names.
    add_x(root.get(), "X-WR-CALNAME", name);
    add_x(root.get(), "X-PUBLISHED-TTL", "PT12H");
    for (const auto& d : duties)
        add_event(root.get(), c, d, now);
    const std::unique_ptr<char, freed> text{icalcomponent_as_ical_string_r(root.get())};
    return text.get();
}

} // namespace render
