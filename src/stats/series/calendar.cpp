#include "stats/series/farrington.hpp"

#include <algorithm>

namespace stats::series {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

// As mktime counts: 29 February is 1 March where there is none.
sys_days years_before(sys_days day, int years) {
    const std::chrono::year_month_day d(day);
    const auto first = (d.year() - std::chrono::years(years)) / d.month() / std::chrono::day(1);
    return sys_days(first) + (d.day() - std::chrono::day(1));
}

sys_days nearest_same_weekday(sys_days to, sys_days like) {
    const auto number = [](sys_days d) { return static_cast<int>(std::chrono::weekday(d).c_encoding()); };
    const sys_days a = to - days(number(to) - number(like));
    const sys_days b = a + (a > to ? days(-7) : days(7));
    const auto apart = [to](sys_days d) { return d > to ? d - to : to - d; };
    return apart(a) > apart(b) ? b : a;
}

} // namespace

result<calendar> calendar::by_index(std::size_t n, std::size_t latest, int frequency, int years) {
    if (latest >= n || frequency < 1) return refuse(trouble::bad_number);
    calendar out;
    for (std::size_t i = 0; i < n; ++i)
        out.time.push_back(static_cast<double>(i + 1));
    for (int y = 0; y <= years; ++y) {
        const auto at = static_cast<std::int64_t>(latest) - y * frequency;
        if (at < 0) return refuse(trouble::too_few, -1, static_cast<double>(n));
        out.reference.push_back(static_cast<std::int32_t>(at));
    }
    return out;
}

result<calendar> calendar::by_date(std::span<const sys_days> dates, std::size_t latest, bool weekly, int years) {
    if (latest >= dates.size() || dates.size() < 2) return refuse(trouble::bad_number);
    calendar out;
    for (const auto d : dates)
        out.time.push_back(static_cast<double>(d.time_since_epoch().count()));
    out.dated = true;
    out.unit = static_cast<double>((dates[1] - dates[0]).count());
    for (int y = 0; y <= years; ++y) {
        auto day = years_before(dates[latest], y);
        if (weekly) day = nearest_same_weekday(day, dates[latest]);
        const auto it = std::find(dates.begin(), dates.end(), day);
        if (it == dates.end()) return refuse(trouble::too_few, -1, static_cast<double>(dates.size()));
        out.reference.push_back(static_cast<std::int32_t>(it - dates.begin()));
    }
    return out;
}

} // namespace stats::series
