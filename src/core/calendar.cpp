#include "core/calendar.hpp"

#include <algorithm>

namespace core {

using ::reading::window_kind;

base::date easter_sunday(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int month = (h + l - 7 * m + 114) / 31;
    const int day = (h + l - 7 * m + 114) % 31 + 1;
    return base::make_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

namespace {

// The first Saturday on or after a day.
base::date saturday_from(base::date d) { return d + base::days{(13 - static_cast<int>(base::iso_weekday(d))) % 7}; }

base::date midsummer_day(int year) { return saturday_from(base::make_date(year, 6, 20)); }

bool in_months(unsigned month, unsigned first, unsigned last) {
    return first <= last ? first <= month && month <= last : month >= first || month <= last;
}

bool is_season(window_kind k) {
    return k == window_kind::summer || k == window_kind::winter || k == window_kind::spring ||
           k == window_kind::autumn || k == window_kind::school_term || k == window_kind::week ||
           k == window_kind::month;
}

bool is_day_of_week(window_kind k) { return window_kind::mon <= k && k <= window_kind::sun; }

bool inside(const std::vector<date_range>& list, base::date d) {
    return std::any_of(list.begin(), list.end(), [&](const auto& r) { return r.from <= d && d <= r.to; });
}

// The years that something of the list lies in, in order.
std::vector<int> years_of(const std::vector<date_range>& list) {
    std::vector<int> all;
    for (const auto& r : list)
        for (int y = base::year_of(r.from); y <= base::year_of(r.to); ++y)
            all.push_back(y);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

bool any_between(const std::vector<int>& years, int first, int last) {
    const auto found = std::lower_bound(years.begin(), years.end(), first);
    return found != years.end() && *found <= last;
}

} // namespace

std::vector<base::date> public_holidays(int year) {
    using base::days;
    const auto on = [&](unsigned m, unsigned d) { return base::make_date(year, m, d); };
    const auto easter = easter_sunday(year);
    std::vector<base::date> all{
        on(1, 1),                  // nyårsdagen
        on(1, 6),                  // trettondedag jul
        easter - days{2},          // långfredagen
        easter,                    // påskdagen
        easter + days{1},          // annandag påsk
        on(5, 1),                  // första maj
        easter + days{39},         // Kristi himmelsfärdsdag
        easter + days{49},         // pingstdagen
        midsummer_day(year),       // lördagen 20–26 juni
        saturday_from(on(10, 31)), // alla helgons dag
        on(12, 25),                // juldagen
        on(12, 26),                // annandag jul
    };
    all.push_back(year >= 2005 ? on(6, 6) : easter + days{50}); // nationaldagen; before it annandag pingst
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<base::date> eves(int year) {
    return {midsummer_day(year) - base::days{1}, base::make_date(year, 12, 24), base::make_date(year, 12, 31)};
}

term_part term_of(base::date d, const plan_settings& s) {
    const std::pair<unsigned, unsigned> day{base::month_of(d), base::day_of(d)};
    if (s.spring_from <= day && day <= s.spring_to) return term_part::spring;
    if (s.autumn_from <= day && day <= s.autumn_to) return term_part::autumn;
    return term_part::none;
}

bool is_kind_of_day(window_kind k) {
    return is_day_of_week(k) || k == window_kind::weekend || k == window_kind::weekday || k == window_kind::holiday;
}

day_table::day_table(base::date from, base::date to) : from_{from} {
    if (to < from) return;
    flags_.resize(static_cast<std::size_t>((to - from).count()) + 1);
    for (int y = base::year_of(from); y <= base::year_of(to); ++y) {
        mark(public_holidays(y), holiday);
        mark(eves(y), eve);
    }
}

void day_table::mark(const std::vector<base::date>& days, flag f) {
    for (const auto d : days) {
        const auto at = (d - from_).count();
        if (at >= 0 && at < static_cast<long>(flags_.size())) flags_[static_cast<std::size_t>(at)] |= f;
    }
}

std::uint8_t day_table::flags(base::date d) const {
    const auto at = (d - from_).count();
    if (at < 0 || at >= static_cast<long>(flags_.size())) return 0;
    return flags_[static_cast<std::size_t>(at)];
}

day_filter::day_filter(const ::reading::reading& reading, const plan_settings& settings, const day_table& days)
    : reading_{reading}, settings_{settings}, days_{days} {
    for (const auto& w : reading.windows) {
        const auto k = w.kind;
        if (is_season(k)) seasons_ = true;
        if (is_kind_of_day(k)) days_of_week_ = true;
        if (k == window_kind::evening || k == window_kind::night) late_ = true;
        if (k == window_kind::risk_weekend || k == window_kind::risk_evening) risk_ = true;
        if (k == window_kind::event || k == window_kind::campaign) events_ = true;
        if (k == window_kind::non_holiday) no_holidays_ = true;
    }
    if (risk_) risk_years_ = years_of(settings.risk_weekends);
    if (events_) event_years_ = years_of(settings.events);
}

bool day_filter::counts(base::date d) const {
    if (seasons_ && !in_season(d)) return false;
    if (no_holidays_ && days_.is_public_holiday(d)) return false;
    const bool listed = risk_ || events_;
    return (!days_of_week_ && !listed) || (days_of_week_ && in_days(d)) || (listed && in_lists(d));
}

bool day_filter::in_season(base::date d) const {
    if (!seasons_) return true;
    const auto month = base::month_of(d);
    bool named = false; // a season or weeks; the terms narrow them
    bool inside_named = false;
    for (const auto& w : reading_.windows) {
        bool here = false;
        switch (w.kind) {
        case window_kind::spring:
            here = in_months(month, 1, 6);
            break;
        case window_kind::summer:
            here = in_months(month, 6, 8);
            break;
        case window_kind::autumn:
            here = in_months(month, 8, 12);
            break;
        case window_kind::winter:
            here = in_months(month, 10, 3);
            break;
        case window_kind::week:
            here = in_months(base::iso_week_of(d).week, static_cast<unsigned>(w.from), static_cast<unsigned>(w.to));
            break;
        case window_kind::month:
            here = in_months(month, static_cast<unsigned>(w.from), static_cast<unsigned>(w.to));
            break;
        case window_kind::school_term:
            if (term_of(d, settings_) == term_part::none || inside(settings_.school_breaks, d)) return false;
            continue;
        default:
            continue;
        }
        named = true;
        inside_named = inside_named || here;
    }
    return !named || inside_named;
}

int day_filter::days_in_season(base::date from, base::date to) const {
    if (!seasons_) return to < from ? 0 : static_cast<int>((to - from).count()) + 1;
    int n = 0;
    for (auto d = from; d <= to; d += base::days{1})
        n += in_season(d) ? 1 : 0;
    return n;
}

bool day_filter::holds_a_season(base::date from, base::date to) const {
    // Terms without breaks, or all four seasons, have no end.
    constexpr int longest = 366;
    for (auto d = from; d <= to; d += base::days{1}) {
        if (!in_season(d)) continue;
        auto first = d, last = d;
        while (in_season(first - base::days{1}) && (d - first).count() < longest)
            first -= base::days{1};
        while (in_season(last + base::days{1}) && (last - d).count() < longest)
            last += base::days{1};
        const auto inside = std::min(last, to) - d;
        if (2 * (inside.count() + 1) >= (last - first).count() + 1) return true;
        d = last;
    }
    return false;
}

bool day_filter::leaves_a_day(base::date from, base::date to, bool& unknown) const {
    unknown = false;
    if (!any()) return true;
    for (auto d = from; d <= to; d += base::days{1}) {
        if (!counts(d)) continue;
        unknown = !has_list_for(d, d) && !(days_of_week_ && in_days(d));
        if (!unknown) return true;
    }
    return unknown;
}

bool day_filter::in_days(base::date d) const {
    const auto weekday = base::iso_weekday(d);
    const bool holiday = days_.is_public_holiday(d);
    for (const auto& w : reading_.windows) {
        if (w.kind == window_kind::weekend && (weekday >= 6 || holiday || (late_ && weekday == 5))) return true;
        if (w.kind == window_kind::weekday && weekday <= 5 && !holiday) return true;
        if (w.kind == window_kind::holiday && (holiday || days_.is_eve(d))) return true;
        if (!is_day_of_week(w.kind)) continue;
        const auto named = static_cast<unsigned>(w.kind) - static_cast<unsigned>(window_kind::mon) + 1;
        if (weekday == named && (w.from == 0 || static_cast<int>((base::day_of(d) - 1) / 7 + 1) == w.from)) return true;
    }
    return false;
}

bool day_filter::in_lists(base::date d) const {
    // Without a list for the year nothing says that a day lies outside it; the window cannot be judged anyway.
    return (risk_ && inside(settings_.risk_weekends, d)) || (events_ && inside(settings_.events, d)) ||
           !has_list_for(d, d);
}

bool day_filter::has_list_for(base::date from, base::date to) const {
    if (!risk_ && !events_) return true;
    const int first = base::year_of(from), last = base::year_of(to);
    return (!risk_ || any_between(risk_years_, first, last)) && (!events_ || any_between(event_years_, first, last));
}

} // namespace core
