#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace base {

// A civil date. Sweden's wherever "today" is meant (Europe/Stockholm); arithmetic is in whole days.
using date = std::chrono::sys_days;
using days = std::chrono::days;

date make_date(int year, unsigned month, unsigned day);

// nullopt where the calendar has no such day (31 June).
std::optional<date> valid_date(int year, unsigned month, unsigned day);

// "2024-04-23"; anything else is nullopt.
std::optional<date> parse_iso_date(std::string_view text);
std::string to_iso(date d);

int year_of(date d);
unsigned month_of(date d);
unsigned day_of(date d);

// Monday is 1, Sunday 7 (ISO 8601).
unsigned iso_weekday(date d);

struct iso_week {
    int year = 0;
    unsigned week = 0; // 1–53
    bool operator==(const iso_week&) const = default;
};
iso_week iso_week_of(date d);
date monday_of(date d);
date monday_of(iso_week week);

date first_of_month(date d);
date last_of_month(date d);
date first_of_year(int year);
date last_of_year(int year);

// The same day n months on; the last of the month where that month is shorter (31 January + 1 = 28 February).
date add_months(date d, int n);

// The civil date in Europe/Stockholm of a moment.
date stockholm_date(std::chrono::system_clock::time_point moment);

} // namespace base
