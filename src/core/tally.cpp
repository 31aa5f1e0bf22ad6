#include "core/tally.hpp"

#include <algorithm>
#include <array>

namespace core {

using ::reading::measure;

namespace {
constexpr double slack = 1e-9; // sums of halves and tenths of hours
}

extent extent_of(const done_entry& e, measure m) {
    if (m == measure::hours && e.hours >= 0) return {e.hours, e.hours};
    if (m == measure::days) return {e.low > 0 ? 1.0 : 0.0, e.high > 0 ? 1.0 : 0.0};
    return {e.low, e.high};
}

void add(tally& t, const done_entry& e, measure m) {
    const auto here = extent_of(e, m);
    t.any = true;
    switch (m) {
    case measure::percent:
    case measure::state:
        t.low = here.low;
        t.high = here.high;
        t.about = e.about;
        return;
    case measure::days: {
        const auto day = e.on.time_since_epoch().count();
        if (here.low > 0 && t.last_low_day != day) {
            t.low += 1;
            t.last_low_day = day;
        }
        if (here.high > 0 && t.last_high_day != day) {
            t.high += 1;
            t.last_high_day = day;
        }
        return;
    }
    default:
        t.low += here.low;
        t.high += here.high;
        t.about = t.about || e.about;
    }
}

elapsed elapsed_of(base::date from, base::date to, const day_filter& filter, base::date as_of) {
    return {filter.days_in_season(from, std::min(to, as_of)), filter.days_in_season(from, to)};
}

double best_month(entry_list entries, const reading_plan& plan, const day_filter& filter, int member,
                  base::date as_of) {
    const auto this_month = base::first_of_month(as_of);
    std::array<tally, 13> months{};
    const auto index = [&](base::date d) {
        return (base::year_of(d) - base::year_of(this_month)) * 12 + static_cast<int>(base::month_of(d)) -
               static_cast<int>(base::month_of(this_month)) + 12;
    };
    for (const auto* e : entries) {
        const int at = index(e->on);
        if (at < 0 || at > 12 || e->on < plan.from || e->on > as_of) continue;
        if (plan.each && e->subject != member) continue;
        if (filter.any() && !filter.counts(e->on)) continue;
        add(months[static_cast<std::size_t>(at)], *e, plan.measure);
    }
    double best = 0;
    for (int at = 0; at <= 12; ++at) {
        const auto first = base::add_months(this_month, at - 12);
        const auto from = std::max(first, plan.from);
        const auto to = std::min(base::last_of_month(first), as_of);
        if (to < from) continue;
        const auto days = static_cast<double>((to - from).count() + 1);
        best = std::max(best, months[static_cast<std::size_t>(at)].low / days);
    }
    return best;
}

namespace {

slot gap_slot(const reading_plan& plan, base::date from, base::date anchor, ::reading::duration every) {
    slot s;
    s.from = from;
    const auto end = end_after(anchor, every);
    s.full_days = static_cast<int>((end - from).count()) + 1;
    s.to = plan.open_ended ? end : std::min(end, plan.to);
    s.inside_days = static_cast<int>((s.to - from).count()) + 1;
    s.partial = s.to < end;
    s.whole = plan.count;
    return s;
}

// The gap must leave a day that counts; a short one lies in the season for half of its days, or holds half a season.
bool has_requirement(slot& s, const reading_plan& plan, const day_filter& filter, bool is_short_gap) {
    if (has_no_requirement(plan.obstacle)) return false;
    if (!filter.any() || s.no_list) return true;
    const bool counts = filter.leaves_a_day(s.from, s.to, s.no_list);
    if (!counts || !is_short_gap || !filter.has_season()) return counts;
    return 2 * filter.days_in_season(s.from, s.to) >= s.inside_days || filter.holds_a_season(s.from, s.to);
}

} // namespace

std::vector<gap> gaps_of(const reading_plan& plan, const day_filter& filter, entry_list entries, int member,
                         base::date as_of) {
    const auto every = std::get<::reading::duration>(*plan.every);
    const auto horizon = std::min(plan.to, base::last_of_year(base::year_of(as_of) + 50));
    std::vector<gap> gaps;
    auto from = plan.from;
    auto anchor = plan.from;
    std::size_t next = 0;
    while (from <= horizon) {
        gap g;
        g.window = gap_slot(plan, from, anchor, every);
        g.window.no_list = !filter.has_list_for(g.window.from, g.window.to);
        std::optional<base::date> reached;
        for (; next < entries.size(); ++next) {
            const auto& e = *entries[next];
            if (e.on > (reached ? *reached : g.window.to)) break;
            if (e.on < from) continue;
            if (plan.each && e.subject >= 0 && e.subject != member) continue;
            if ((plan.each && e.subject < 0) || (filter.any() && !filter.counts(e.on))) {
                if (!plan.each || e.subject >= 0 || member == 0) g.outside.push_back(e.row);
                continue;
            }
            add(g.count, e, plan.measure);
            if (!reached && g.count.low >= plan.count - slack && extent_of(e, plan.measure).low > 0) reached = e.on;
        }
        // A last gap that the end of the validity cuts has not run out: it counts only if it was kept.
        if (has_requirement(g.window, plan, filter, is_short(every)) && (!g.window.partial || reached))
            g.window.required = plan.count;
        const auto end = g.window.to;
        gaps.push_back(std::move(g));
        if (!reached && end >= as_of) break;
        if (reached && *reached >= as_of && *reached >= plan.to) break;
        from = (reached ? *reached : end) + base::days{1};
        anchor = reached ? *reached : from;
        if (from > as_of + base::days{1}) break;
    }
    return gaps;
}

} // namespace core
