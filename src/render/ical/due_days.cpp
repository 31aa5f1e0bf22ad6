#include "render/ical/due_days.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

using ::reading::duration;

namespace {

// A step between due days, which always are the last of their month, week or year.
struct step {
    int n;
    char unit; // D W M Y
};

base::date after(base::date d, step s) {
    switch (s.unit) {
    case 'D':
        return d + base::days{s.n};
    case 'W':
        return d + base::days{7 * s.n};
    case 'M':
        return base::last_of_month(base::add_months(base::first_of_month(d), s.n));
    default:
        return base::last_of_year(base::year_of(d) + s.n);
    }
}

bool begins(base::date d, step s) {
    if (s.unit == 'M') return d == base::last_of_month(d);
    if (s.unit == 'Y') return d == base::last_of_year(base::year_of(d));
    return s.unit != 'W' || base::iso_weekday(d) == 7;
}

// How many of the days the step gives one after another, from the first on.
std::size_t fitting(const std::vector<base::date>& days, step s) {
    if (days.empty() || !begins(days.front(), s)) return 0;
    std::size_t n = 1;
    while (n < days.size() && days[n] == after(days[n - 1], s))
        ++n;
    return n;
}

std::string rule_text(step s, std::optional<base::date> until) {
    const auto every = s.n > 1 ? fmt::format(";INTERVAL={}", s.n) : std::string{};
    std::string rule;
    switch (s.unit) {
    case 'D':
        rule = fmt::format("FREQ=DAILY{}", every);
        break;
    case 'W':
        rule = fmt::format("FREQ=WEEKLY{};BYDAY=SU", every);
        break;
    case 'M':
        rule = fmt::format("FREQ=MONTHLY{};BYMONTHDAY=-1", every);
        break;
    default:
        rule = fmt::format("FREQ=YEARLY{};BYMONTH=12;BYMONTHDAY=31", every);
        break;
    }
    if (!until) return rule;
    return fmt::format("{};UNTIL={:04}{:02}{:02}", rule, base::year_of(*until), base::month_of(*until),
                       base::day_of(*until));
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

std::vector<base::date> last_days(const ::reading::reading& r, const core::reading_state& state, base::date as_of) {
    std::vector<base::date> out;
    // A gap runs from the last occasion, so only what lies ahead is a day to keep.
    const bool gap = r.aggregate == ::reading::aggregate::interval;
    for (const auto& w : state.windows)
        if (w.required && !w.open_ended && w.state != core::window_state::no_requirement && (!gap || w.to >= as_of))
            out.push_back(w.to);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    if (gap && out.size() > 1) out.resize(1);
    return out;
}

// The steps that may fit: the reading's own, and the year over which averages and sums are judged.
std::vector<step> steps_of(const ::reading::reading& r) {
    std::vector<step> out;
    if (const auto* d = r.every ? std::get_if<duration>(&*r.every) : nullptr) out.push_back({d->n, d->unit});
    out.push_back({1, 'Y'});
    return out;
}

} // namespace

std::vector<due_days> due_days_of(const ::reading::reading& r, const core::reading_state& state,
                                  std::optional<base::date> valid_to, base::date as_of) {
    if (!is_duty(r)) return {};
    if (r.deadline) return {{*r.deadline, {}}};
    const auto days = last_days(r, state, as_of);
    if (days.empty()) return {};

    std::vector<due_days> out;
    std::size_t ruled = 0;
    for (const auto s : steps_of(r)) {
        const auto n = fitting(days, s);
        const bool goes_on = n == days.size() && (!valid_to || after(days.back(), s) <= *valid_to);
        if (n == 0 || (n == 1 && !goes_on)) continue;
        ruled = n;
        out.push_back({days.front(), rule_text(s, n == days.size() ? valid_to : std::optional{days[n - 1]})});
        break;
    }
    for (std::size_t i = ruled; i < days.size(); ++i)
        out.push_back({days[i], {}});
    return out;
}

} // namespace render
