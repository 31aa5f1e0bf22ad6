#include "base/date.hpp"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <charconv>
#include <memory>
#include <stdexcept>

namespace base {

using namespace std::chrono;

date make_date(int year, unsigned month, unsigned day) {
    const auto d = valid_date(year, month, day);
    if (!d) throw std::logic_error(fmt::format("no such date: {}-{}-{}", year, month, day));
    return *d;
}

std::optional<date> valid_date(int year, unsigned month, unsigned day) {
    const year_month_day ymd{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!ymd.ok()) return std::nullopt;
    return sys_days{ymd};
}

std::optional<date> parse_iso_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t length) -> std::optional<unsigned> {
        unsigned value = 0;
        const char* end = text.data() + from + length;
        const auto [stop, error] = std::from_chars(text.data() + from, end, value);
        if (error != std::errc{} || stop != end) return std::nullopt;
        return value;
    };
    const auto y = number(0, 4);
    const auto m = number(5, 2);
    const auto d = number(8, 2);
    if (!y || !m || !d) return std::nullopt;
    return valid_date(static_cast<int>(*y), *m, *d);
}

std::string to_iso(date d) {
    const year_month_day day{d};
    const auto year = static_cast<int>(day.year());
    const auto month = static_cast<unsigned>(day.month());
    const auto of_month = static_cast<unsigned>(day.day());
    if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02}", year, month, of_month);
    // Written thousands of times a page: digit by digit, with no format to parse.
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t last, unsigned n) {
        for (; n > 0; n /= 10)
            text[last--] = static_cast<char>('0' + n % 10);
    };
    put(3, static_cast<unsigned>(year));
    put(6, month);
    put(9, of_month);
    return text;
}

int year_of(date d) { return static_cast<int>(year_month_day{d}.year()); }
unsigned month_of(date d) { return static_cast<unsigned>(year_month_day{d}.month()); }
unsigned day_of(date d) { return static_cast<unsigned>(year_month_day{d}.day()); }

unsigned iso_weekday(date d) { return weekday{d}.iso_encoding(); }

date monday_of(date d) { return d - days{iso_weekday(d) - 1}; }

iso_week iso_week_of(date d) {
    // An ISO week belongs to the year of its Thursday.
    const date thursday = monday_of(d) + days{3};
    const int y = year_of(thursday);
    const auto n = (thursday - first_of_year(y)).count() / 7 + 1;
    return {.year = y, .week = static_cast<unsigned>(n)};
}

date monday_of(iso_week week) {
    // 4 January is always in week 1.
    return monday_of(make_date(week.year, 1, 4)) + days{7 * (static_cast<int>(week.week) - 1)};
}

date first_of_month(date d) { return d - days{day_of(d) - 1}; }
date last_of_month(date d) { return first_of_month(add_months(first_of_month(d), 1)) - days{1}; }
date first_of_year(int year) { return make_date(year, 1, 1); }
date last_of_year(int year) { return make_date(year, 12, 31); }

date add_months(date d, int n) {
    const year_month_day ymd{d};
    const auto moved = year_month{ymd.year(), ymd.month()} + months{n};
    const year_month_day same{moved.year(), moved.month(), ymd.day()};
    if (same.ok()) return sys_days{same};
    return sys_days{moved / last};
}

namespace {

// As a clock in Sweden shows it.
sys_time<milliseconds> in_stockholm(system_clock::time_point moment) {
    // ICU's zones carry their own rules, so a machine without tzdata gives the same day. It is never changed, and made
    // once: making one takes ICU's locks.
    static const std::unique_ptr<const icu::TimeZone> zone{icu::TimeZone::createTimeZone("Europe/Stockholm")};
    const auto ms = duration_cast<milliseconds>(moment.time_since_epoch());
    std::int32_t raw = 0;
    std::int32_t dst = 0;
    UErrorCode error = U_ZERO_ERROR;
    zone->getOffset(static_cast<UDate>(ms.count()), false, raw, dst, error);
    if (U_FAILURE(error)) throw std::runtime_error("the time zone Europe/Stockholm cannot be read");
    return sys_time<milliseconds>{ms + milliseconds{raw + dst}};
}

date stockholm_date_by_rules(system_clock::time_point moment) { return floor<days>(in_stockholm(moment)); }

} // namespace

date stockholm_date(system_clock::time_point moment) {
    // Each request asks what day it is. Offsets from UTC are whole hours and change at whole hours (since 1900), so all
    // moments of an hour have one date.
    thread_local sys_time<hours> known_hour{hours{-1}};
    thread_local date known_date;
    const auto hour = floor<hours>(moment);
    if (hour < sys_time<hours>{}) return stockholm_date_by_rules(moment);
    if (hour != known_hour) {
        known_date = stockholm_date_by_rules(moment);
        known_hour = hour;
    }
    return known_date;
}

minutes stockholm_time(system_clock::time_point moment) {
    const auto shown = in_stockholm(moment);
    return floor<minutes>(shown - floor<days>(shown));
}

} // namespace base
