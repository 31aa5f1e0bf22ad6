#include "render/feed_text.hpp"
#include "render/feeds.hpp"
#include "render/ical/due_days.hpp"
#include "render/ical/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace render {

namespace {

using namespace ical_parts;

// `minutes` of that day in Stockholm; 1440 is the next midnight.
icaltimetype clock_value(base::date d, int minutes) {
    icaltimetype t = day_value(d + base::days{minutes / 1440});
    t.is_date = 0;
    t.hour = minutes % 1440 / 60;
    t.minute = minutes % 60;
    t.second = 0;
    return t;
}

void add_category(icalcomponent* to, const std::string& text) {
    icalcomponent_add_property(to, icalproperty_new_categories(text.c_str()));
}

// Directive 2000/84/EC: summer time from the last Sunday of March to the last Sunday of October, at 01:00 UTC.
icalcomponent* time_zone() {
    return icalparser_parse_string("BEGIN:VTIMEZONE\r\n"
                                   "TZID:Europe/Stockholm\r\n"
                                   "BEGIN:STANDARD\r\n"
                                   "DTSTART:19961027T030000\r\n"
                                   "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                                   "TZOFFSETFROM:+0200\r\n"
                                   "TZOFFSETTO:+0100\r\n"
                                   "TZNAME:CET\r\n"
                                   "END:STANDARD\r\n"
                                   "BEGIN:DAYLIGHT\r\n"
                                   "DTSTART:19970330T020000\r\n"
                                   "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                                   "TZOFFSETFROM:+0100\r\n"
                                   "TZOFFSETTO:+0200\r\n"
                                   "TZNAME:CEST\r\n"
                                   "END:DAYLIGHT\r\n"
                                   "END:VTIMEZONE\r\n");
}

struct calendar {
    const page_context& c;
    const core::pledge_file& file;
    std::unique_ptr<icalcomponent, freed> root{icalcomponent_new_vcalendar()};

    void heading() {
        const auto title = feed_title(c.say, file);
        const auto about = c.say(file.invented ? "feeds.subtitle_invented" : "feeds.subtitle");
        icalcomponent_add_property(root.get(), icalproperty_new_version("2.0"));
        icalcomponent_add_property(root.get(), icalproperty_new_prodid("-//Löfte//Löfte//SV"));
        icalcomponent_add_property(root.get(), icalproperty_new_name(title.c_str())); // RFC 7986
        icalcomponent_add_property(root.get(), icalproperty_new_description(about.c_str()));
        icalcomponent_add_property(root.get(),
                                   icalproperty_new_url(fmt::format("{}/{}", c.base_url, file.slug).c_str()));
        // What most programs read instead of RFC 7986's names.
        add_x(root.get(), "X-WR-CALNAME", title);
        add_x(root.get(), "X-WR-CALDESC", about);
        add_x(root.get(), "X-PUBLISHED-TTL", "PT12H");
        if (file.invented) add_category(root.get(), c.say("feeds.invented"));
    }

    void event(const feed_owner& o, std::size_t n, const due_days& due) {
        const auto& r = (*o.readings)[n];
        icalcomponent* e = icalcomponent_new_vevent();
        icalcomponent_add_component(root.get(), e);
        const auto uid =
            fmt::format("{}-{}-{}-{}@{}", file.slug, o.id, n + 1, base::to_iso(due.first), host_of(c.base_url));
        icalcomponent_add_property(e, icalproperty_new_uid(uid.c_str()));
        icalcomponent_add_property(e, icalproperty_new_dtstamp(utc_value(file.changed_at)));
        add_days(e, due);
        if (!due.rule.empty())
            icalcomponent_add_property(e, icalproperty_new_rrule(icalrecurrencetype_from_string(due.rule.c_str())));
        const auto what = one_line(o.what);
        const auto summary = due.clock ? what : c.say(base::message{"feeds.due", {{"what", what}}});
        icalcomponent_add_property(e, icalproperty_new_summary(marked(summary).c_str()));
        icalcomponent_add_property(e, icalproperty_new_description(description(o, r).c_str()));
        icalcomponent_add_property(e, icalproperty_new_url(address(o).c_str()));
        icalcomponent_add_property(e,
                                   icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT)); // a last day takes nobody's time
        add_category(e, o.kind);
        if (file.invented) add_category(e, c.say("feeds.invented"));
    }

    static void add_days(icalcomponent* e, const due_days& due) {
        if (!due.clock) {
            icalcomponent_add_property(e, icalproperty_new_dtstart(day_value(due.first)));
            for (const auto d : due.except)
                icalcomponent_add_property(e, icalproperty_new_exdate(day_value(d)));
            return;
        }
        const auto zoned = [&](icalproperty* p) {
            icalproperty_add_parameter(p, icalparameter_new_tzid("Europe/Stockholm"));
            icalcomponent_add_property(e, p);
        };
        const auto [from, to] = *due.clock;
        zoned(icalproperty_new_dtstart(clock_value(due.first, from)));
        zoned(icalproperty_new_dtend(clock_value(due.first, to)));
        for (const auto d : due.except)
            zoned(icalproperty_new_exdate(clock_value(d, from)));
    }

    std::string marked(const std::string& text) const {
        return file.invented ? c.say(base::message{"feeds.invented_title", {{"title", text}}}) : text;
    }

    std::string address(const feed_owner& o) const {
        return o.id == "follow_up" || o.id == "feedback" || o.id.starts_with('p')
                   ? fmt::format("{}/{}", c.base_url, file.slug)
                   : fmt::format("{}/{}/matt/{}", c.base_url, file.slug, o.id);
    }

    std::string description(const feed_owner& o, const ::reading::reading& r) const {
        std::string text = one_line(r.text);
        if (!o.responsible.empty()) {
            std::vector<std::string> who;
            for (const auto& name : o.responsible)
                who.push_back(one_line(name));
            text += '\n' + c.say(base::message{"feeds.responsible", {{"who", c.say.list(who)}}});
        }
        if (r.aggregate == ::reading::aggregate::interval) text += '\n' + c.say("feeds.due_moves");
        if (file.invented) text += '\n' + c.say("feeds.subtitle_invented");
        return text;
    }
};

// In a dispute about its end a pledge runs over what all statements share: to the end of its last window.
std::optional<base::date> end_of(const core::pledge_file& file, const core::document_state& state) {
    if (file.document.valid.to || !state.validity_in_dispute) return file.document.valid.to;
    base::date last{};
    for (const auto& o : state.owners)
        for (const auto& r : o.readings)
            for (const auto& w : r.windows)
                if (!w.open_ended) last = std::max(last, w.to);
    return last;
}

} // namespace

std::string ical(const page_context& c, const core::pledge_file& file, const core::document_state& state) {
    calendar out{c, file};
    out.heading();
    const auto to = end_of(file, state);
    bool has_clock = false;
    const auto owners = feed_owners(c.say, file.document);
    for (const auto& o : owners) {
        const auto* found = state.find(o.id);
        const bool ends = o.life && o.life->to && (!to || *o.life->to < *to);
        const auto own_to = ends ? o.life->to : to;
        for (std::size_t n = 0; found && n < o.readings->size() && n < found->readings.size(); ++n)
            for (const auto& due :
                 due_days_of((*o.readings)[n], found->readings[n], file.settings, own_to, state.as_of)) {
                if (ends && due.first > *own_to) continue; // a day to be ready by that the row did not live to see
                out.event(o, n, due);
                has_clock = has_clock || due.clock;
            }
    }
    if (has_clock) icalcomponent_add_component(out.root.get(), time_zone());
    const std::unique_ptr<char, freed> text{icalcomponent_as_ical_string_r(out.root.get())};
    return text.get();
}

} // namespace render
