#include "core/verdict.hpp"

#include "core/severity.hpp"

#include <algorithm>
#include <cmath>

namespace core {

using ::reading::bound;
using ::reading::measure;

bool is_reported_last(measure m) { return m == measure::percent || m == measure::state; }

namespace {

constexpr double slack = 1e-9;

// Once the window and the days of late logging are over.
window_state closed_state(const tally& t, double required, bound b, double need, measure m) {
    if (is_reported_last(m) && !t.any) return window_state::missed;
    if (b == bound::at_most) {
        if (t.high <= required + slack) return window_state::met;
        return t.low <= required + slack ? window_state::uncertain : window_state::missed;
    }
    if (b == bound::exactly) {
        const bool possible = t.low <= required + slack && t.high >= required - slack;
        if (!possible) return window_state::missed;
        return t.high - t.low <= slack ? window_state::met : window_state::uncertain;
    }
    return t.high >= need - slack ? window_state::uncertain : window_state::missed;
}

} // namespace

double needed(double required, const ::reading::reading& r, measure m, const plan_settings& settings) {
    if (r.bound != bound::about) return required;
    const double least = required * (1 - settings.about_tolerance);
    if (m == measure::hours || is_reported_last(m)) return least;
    return std::min(required, std::ceil(least - slack));
}

window_word word_of(const slot& s, const tally& t, const judged_reading& j, const plan_settings& settings) {
    const auto& r = *j.plan.reading;
    const auto o = j.plan.obstacle;
    if (!s.required) return {o == obstacle::no_list ? window_state::cannot_be_judged : window_state::no_requirement};
    if (s.from > j.as_of) return {window_state::not_due};
    if (o != obstacle::none || s.no_list) return {window_state::cannot_be_judged};
    const bool closed = !s.open_ended && j.as_of > s.to;
    const bool reporting = closed && j.as_of <= s.to + base::days{settings.reporting_days};
    if (j.silent) {
        if (!closed || reporting) return {window_state::open, reporting};
        return {window_state::cannot_be_judged};
    }
    const double need = needed(*s.required, r, j.plan.measure, settings);
    const bool upwards = r.bound == bound::at_least || r.bound == bound::about;
    const bool reported = !is_reported_last(j.plan.measure) || t.any;
    if (upwards && reported && t.low >= need - slack) return {window_state::met};
    if (r.bound == bound::at_most && !is_reported_last(j.plan.measure) && t.low > *s.required + slack)
        return {window_state::missed};
    if (!closed || reporting) return {window_state::open, reporting};
    return {closed_state(t, *s.required, r.bound, need, j.plan.measure)};
}

int severity(window_state s) {
    switch (s) {
    case window_state::missed:
        return 6;
    case window_state::cannot_be_judged:
        return 5;
    case window_state::uncertain:
        return 4;
    case window_state::open:
        return 3;
    case window_state::not_due:
        return 2;
    case window_state::met:
        return 1;
    default:
        return 0;
    }
}

std::vector<window_state> group_states(const judged_reading& j) {
    std::vector<window_state> groups(j.slots.size(), window_state::no_requirement);
    for (std::size_t i = 0; i < j.state.windows.size(); ++i) {
        auto& g = groups[static_cast<std::size_t>(j.group[i])];
        if (severity(j.state.windows[i].state) > severity(g)) g = j.state.windows[i].state;
    }
    return groups;
}

namespace {

void count(group_counts& c, window_state s) {
    switch (s) {
    case window_state::met:
        ++c.met;
        break;
    case window_state::missed:
        ++c.missed;
        break;
    case window_state::uncertain:
        ++c.uncertain;
        break;
    case window_state::open:
        ++c.open;
        break;
    case window_state::cannot_be_judged:
        ++c.cannot;
        break;
    case window_state::not_due:
        ++c.not_due;
        break;
    default:
        break;
    }
}

bool is_short_of_count(const judged_reading& j) {
    bool done = false;
    for (std::size_t i = 0; i < j.state.windows.size(); ++i) {
        const auto& w = j.state.windows[i];
        if (!w.required) continue;
        if (j.plan.reading->bound == bound::at_most) return false;
        if (j.plan.reading->bound == bound::exactly && j.counts[i].low > *w.required + slack) return false;
        done = done || j.counts[i].high > 0;
    }
    return done;
}

verdict closed_verdict(const judged_reading& j, const group_counts& c) {
    if (c.counted() == 0) return verdict::cannot_be_judged;
    if (c.met == c.counted()) return verdict::kept;
    const bool unknown = c.uncertain + c.cannot > 0;
    if (c.met == 0) {
        if (unknown) return verdict::cannot_be_judged;
        return c.counted() == 1 && is_short_of_count(j) ? verdict::partly : verdict::not_kept;
    }
    return c.missed == 0 && c.uncertain == 0 ? verdict::cannot_be_judged : verdict::partly;
}

bool is_effort(const judged_reading& j) { return j.plan.reading->modality == ::reading::modality::effort; }

} // namespace

verdict verdict_of(const judged_reading& j, const std::vector<window_state>& groups) {
    if (j.plan.obstacle != obstacle::none || j.silent) return verdict::cannot_be_judged;
    const auto c = counts_of_all(groups);
    if (j.plan.open_ended || j.as_of <= j.plan.to || c.open > 0) return verdict::ongoing;
    const auto v = closed_verdict(j, c);
    // Only the effort was promised: a count that was not reached is no broken promise.
    if (is_effort(j) && v != verdict::kept) return verdict::cannot_be_judged;
    return v;
}

int standing_year(const judged_reading& j) {
    const int year = base::year_of(j.as_of);
    if (j.slots.empty()) return year;
    const int last = j.plan.open_ended ? year : base::year_of(j.plan.to);
    return std::clamp(year, base::year_of(j.plan.from), std::max(last, base::year_of(j.plan.from)));
}

int year_of_window(const slot& s, const reading_plan& plan) {
    const auto* every = plan.every ? std::get_if<::reading::duration>(&*plan.every) : nullptr;
    const bool on_the_grid =
        plan.aggregate != ::reading::aggregate::interval && plan.aggregate != ::reading::aggregate::average;
    const bool week = every && every->unit == 'W' && every->n == 1 && on_the_grid;
    return base::year_of(week ? base::monday_of(s.from) + base::days{3} : s.to);
}

group_counts counts_of_year(const judged_reading& j, const std::vector<window_state>& groups, int year) {
    group_counts c;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto& s = j.slots[i];
        const bool holds_day = s.from <= j.as_of && (j.as_of <= s.to || groups[i] == window_state::open);
        if (holds_day || year_of_window(s, j.plan) == year) count(c, groups[i]);
    }
    return c;
}

group_counts counts_of_all(const std::vector<window_state>& groups) {
    group_counts c;
    for (const auto g : groups)
        count(c, g);
    return c;
}

standing standing_of(const judged_reading& j, const std::vector<window_state>& groups) {
    if (j.plan.obstacle != obstacle::none || j.silent) return standing::cannot_be_judged;
    const auto c = counts_of_year(j, groups, standing_year(j));
    if (c.missed > 0) return is_effort(j) ? standing::cannot_be_judged : standing::missed;
    const auto is_behind = [](const window_result& w) { return w.pace == pace::behind || w.pace == pace::at_risk; };
    if (std::any_of(j.state.windows.begin(), j.state.windows.end(), is_behind)) return standing::behind;
    if (c.met + c.open == 0 && c.cannot > 0) return standing::cannot_be_judged;
    if (c.open + c.not_due > 0) return standing::keeping;
    if (c.met == 0) return standing::cannot_be_judged;
    return c.uncertain + c.cannot > 0 ? standing::cannot_be_judged : standing::done;
}

} // namespace core
