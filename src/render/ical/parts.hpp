#pragma once

#include "base/date.hpp"
#include "core/log.hpp"

#include <libical/ical.h>

#include <chrono>
#include <memory>
#include <string>

// What the calendars share.
namespace render::ical_parts {

struct freed {
    void operator()(icalcomponent* c) const { icalcomponent_free(c); }
    void operator()(char* text) const { icalmemory_free_buffer(text); }
};

inline icaltimetype day_value(base::date d) {
    icaltimetype t = icaltime_null_date();
    t.year = base::year_of(d);
    t.month = static_cast<int>(base::month_of(d));
    t.day = static_cast<int>(base::day_of(d));
    return t;
}

inline icaltimetype utc_value(core::moment m) {
    const auto day = std::chrono::floor<std::chrono::days>(m);
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(m - day)};
    icaltimetype t = day_value(day);
    t.is_date = 0;
    t.hour = static_cast<int>(time.hours().count());
    t.minute = static_cast<int>(time.minutes().count());
    t.second = static_cast<int>(time.seconds().count());
    t.zone = icaltimezone_get_utc_timezone();
    return t;
}

inline void add_x(icalcomponent* to, const char* name, const std::string& value) {
    icalproperty* p = icalproperty_new_x(value.c_str());
    icalproperty_set_x_name(p, name);
    icalcomponent_add_property(to, p);
}

} // namespace render::ical_parts
