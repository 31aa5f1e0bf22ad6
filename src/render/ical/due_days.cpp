#include "render/ical/due_days.hpp"

#include "core/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

namespace render {

using ::reading::duration;

namespace {

// A step between due days: the last of a month or year, the same day of the week, or a named day's place in its month.
struct step {
    int n;
    char unit;   // D W M Y
    int nth = 0; // months: 1 to 5 the first to fifth such weekday, −1 the last, 0 the month's last day
};

using counts = std::function<bool(base::date)>;

base::date nth_weekday(base::date month, unsigned weekday, int nth) {
    const auto last = base::last_of_month(month);
    if (nth < 0) return last - base::days{(base::iso_weekday(last) + 7 - weekday) % 7};
    const auto first = base::first_of_month(month);
    return first + base::days{(weekday + 7 - base::iso_weekday(first)) % 7 + 7u * static_cast<unsigned>(nth - 1)};
}

base::date after(base::date d, step s) {
    switch (s.unit) {
    case 'D':
        return d + base::days{s.n};
    case 'W':
        return d + base::days{7 * s.n};
    case 'M': {
        const auto month = base::add_months(base::first_of_month(d), s.n);
        return s.nth ? nth_weekday(month, base::iso_weekday(d), s.nth) : base::last_of_month(month);
    }
    default:
        return base::last_of_year(base::year_of(d) + s.n);
    }
}

bool begins(base::date d, step s) {
    if (s.unit == 'M') return d == (s.nth ? nth_weekday(d, base::iso_weekday(d), s.nth) : base::last_of_month(d));
    return s.unit != 'Y' || d == base::last_of_year(base::year_of(d));
}

// How many of the days the step gives one after another, from the first on, and the days in between that do not count.
struct fit {
    std::size_t days = 0;
    std::vector<base::date> except;
};

fit fitting(const std::vector<base::date>& days, step s, const counts& count) {
    if (days.empty() || !begins(days.front(), s)) return {};
    fit out{1, {}};
    for (; out.days < days.size(); ++out.days) {
        std::vector<base::date> skipped;
        auto next = after(days[out.days - 1], s);
        for (; next < days[out.days] && !count(next); next = after(next, s))
            skipped.push_back(next);
        if (next != days[out.days]) break;
        out.except.insert(out.except.end(), skipped.begin(), skipped.end());
    }
    return out;
}

std::string rule_text(base::date first, step s, std::optional<base::date> until, bool has_clock) {
    constexpr std::array names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    const auto* weekday = names.at(base::iso_weekday(first) - 1);
    const auto every = s.n > 1 ? fmt::format(";INTERVAL={}", s.n) : std::string{};
    std::string rule;
    switch (s.unit) {
    case 'D':
        rule = fmt::format("FREQ=DAILY{}", every);
        break;
    case 'W':
        rule = fmt::format("FREQ=WEEKLY{};BYDAY={}", every, weekday);
        break;
    case 'M':
        rule = s.nth ? fmt::format("FREQ=MONTHLY{};BYDAY={}{}", every, s.nth, weekday)
                     : fmt::format("FREQ=MONTHLY{};BYMONTHDAY=-1", every);
        break;
    default:
        rule = fmt::format("FREQ=YEARLY{};BYMONTH=12;BYMONTHDAY=31", every);
        break;
    }
    if (!until) return rule;
    // RFC 5545 3.3.10: a date where the event begins on a date, else a moment in UTC.
    return fmt::format("{};UNTIL={:04}{:02}{:02}{}", rule, base::year_of(*until), base::month_of(*until),
                       base::day_of(*until), has_clock ? "T235959Z" : "");
}

bool is_duty(const ::reading::reading& r) {
    if (!r.schedulable || r.bound == ::reading::bound::at_most || r.measurable == ::reading::measurable::no)
        return false;
    if (r.deadline) return true;
    if (!r.count || !r.every) return false;
    if (const auto* d = std::get_if<duration>(&*r.every)) return d->unit != 'H' && !(d->unit == 'D' && d->n == 1);
    using enum ::reading::span_word;
    const auto word = std::get<::reading::span_word>(*r.every);
    return word == term || word == period;
}

// nullopt: the window holds no day that counts.
std::optional<base::date> last_counting(const core::window_result& w, const counts& count) {
    for (auto d = w.to; d >= w.from; d -= base::days{1})
        if (count(d)) return d;
    return std::nullopt;
}

std::vector<base::date> last_days(const ::reading::reading& r, const core::reading_state& state, const counts& count,
                                  base::date as_of) {
    std::vector<base::date> out;
    // A gap runs from the last occasion, so only what lies ahead is a day to keep.
    const bool gap = r.aggregate == ::reading::aggregate::interval;
    for (const auto& w : state.windows) {
        if (!w.required || w.open_ended || w.state == core::window_state::no_requirement) continue;
        const auto day = last_counting(w, count);
        if (day && (!gap || *day >= as_of)) out.push_back(*day);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (gap && out.size() > 1) out.resize(1);
    return out;
}

const ::reading::window* named_weekday(const ::reading::reading& r) {
    using enum ::reading::window_kind;
    const auto found =
        std::find_if(r.windows.begin(), r.windows.end(), [](const auto& w) { return w.kind >= mon && w.kind <= sun; });
    return found == r.windows.end() ? nullptr : &*found;
}

std::optional<std::pair<int, int>> clock_of(const ::reading::reading& r) {
    if (!named_weekday(r)) return std::nullopt;
    const auto found = std::find_if(r.windows.begin(), r.windows.end(),
                                    [](const auto& w) { return w.kind == ::reading::window_kind::time; });
    if (found == r.windows.end() || found->to <= found->from) return std::nullopt;
    return std::pair{found->from, found->to};
}

// A rule without an end goes on past the windows: how far its exceptions are told.
constexpr base::days told_ahead{366};

core::day_table days_around(const core::reading_state& state) {
    auto first = base::date::max(), last = base::date::min();
    for (const auto& w : state.windows) {
        first = std::min(first, w.from);
        last = std::max(last, w.open_ended ? w.from : w.to);
    }
    return state.windows.empty() ? core::day_table{base::date{}, base::date{}}
                                 : core::day_table{first, last + told_ahead};
}

std::vector<base::date> exceptions_after(base::date day, step s, const counts& count) {
    std::vector<base::date> out;
    for (auto d = after(day, s); d < day + told_ahead; d = after(d, s))
        if (!count(d)) out.push_back(d);
    return out;
}

// The steps that may fit: the reading's own, and the year over which averages and sums are judged.
std::vector<step> steps_of(const ::reading::reading& r) {
    std::vector<step> out;
    const auto* day = named_weekday(r);
    if (const auto* d = r.every ? std::get_if<duration>(&*r.every) : nullptr)
        out.push_back({d->n, d->unit, day && d->unit == 'M' ? (day->from ? day->from : -1) : 0});
    out.push_back({1, 'Y'});
    return out;
}

} // namespace

std::vector<due_days> due_days_of(const ::reading::reading& r, const core::reading_state& state,
                                  const core::plan_settings& settings, std::optional<base::date> valid_to,
                                  base::date as_of) {
    if (!is_duty(r)) return {};
    const auto clock = clock_of(r);
    if (r.deadline) return {{.first = *r.deadline, .clock = clock}};
    const auto table = days_around(state);
    const core::day_filter filter{r, settings, table};
    const counts count = [&](base::date d) { return filter.counts(d); };
    const auto days = last_days(r, state, count, as_of);
    if (days.empty()) return {};

    std::vector<due_days> out;
    std::size_t ruled = 0;
    for (const auto s : steps_of(r)) {
        auto [n, except] = fitting(days, s, count);
        const bool goes_on = n == days.size() && (!valid_to || after(days.back(), s) <= *valid_to);
        if (n == 0 || (n == 1 && !goes_on)) continue;
        ruled = n;
        if (goes_on && !valid_to) {
            const auto more = exceptions_after(days.back(), s, count);
            except.insert(except.end(), more.begin(), more.end());
        }
        const auto until = n == days.size() ? valid_to : std::optional{days[n - 1]};
        out.push_back({days.front(), rule_text(days.front(), s, until, clock.has_value()), std::move(except), clock});
        break;
    }
    for (std::size_t i = ruled; i < days.size(); ++i)
        out.push_back({.first = days[i], .clock = clock});
    return out;
}

} // namespace render
