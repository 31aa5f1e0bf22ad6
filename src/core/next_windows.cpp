#include "core/next_windows.hpp"

#include "core/counted_noun.hpp"
#include "core/phrases.hpp"
#include "core/required.hpp"
#include "core/span.hpp"
#include "reading/names.hpp"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

using ::reading::aggregate;
using ::reading::duration;
using ::reading::measure;
using ::reading::span_word;

base::message joined(base::message first, base::message then) {
    return say("core.sentence.joined", {{"first", std::move(first)}, {"then", std::move(then)}});
}

// "10 kontroller", "2 timmar", "80 procent", "10–12 gånger"
base::message amount_told(const ::reading::reading& r) {
    const auto n = r.count->low;
    const auto figure = amount_of(r.count->low, r.count->high);
    switch (r.measure) {
    case measure::hours:
        return say("core.told.hours", {{"n", n}, {"amount", figure}});
    case measure::days:
        return say(counts_evenings(r) ? "core.told.evenings" : "core.told.days", {{"n", n}, {"amount", figure}});
    case measure::percent:
        return say("core.told.percent", {{"amount", figure}});
    default:
        if (r.unit) return say("core.told.unit", {{"amount", figure}, {"unit", noun_for(r.count->high, *r.unit)}});
        return say("core.told.times", {{"n", n}, {"amount", figure}});
    }
}

base::message count_told(const ::reading::reading& r) {
    // What is promised within some time is not a number of them.
    if (!r.count) return say(r.within ? "core.told.to_be_done" : "core.told.no_number");
    if (r.measure == measure::state) return say("core.told.state");
    auto amount = amount_told(r);
    switch (r.bound) {
    case ::reading::bound::at_most:
        return say("core.told.at_most", {{"amount", std::move(amount)}});
    case ::reading::bound::exactly:
        return say("core.told.exactly", {{"amount", std::move(amount)}});
    case ::reading::bound::about:
        return say("core.told.about", {{"amount", std::move(amount)}});
    default:
        return say("core.told.at_least", {{"amount", std::move(amount)}});
    }
}

base::message length_told(duration d) {
    const auto n = static_cast<std::int64_t>(d.n);
    switch (d.unit) {
    case 'H':
        return say("core.told.n_hours", {{"n", n}});
    case 'D':
        return say("core.told.n_days", {{"n", n}});
    case 'W':
        return say("core.told.n_weeks", {{"n", n}});
    case 'M':
        return say("core.told.n_months", {{"n", n}});
    default:
        return say("core.told.n_years", {{"n", n}});
    }
}

base::message every_told(const ::reading::reading& r) {
    if (const auto* word = std::get_if<span_word>(&*r.every)) {
        switch (*word) {
        case span_word::shift:
            return say("core.told.every_shift");
        case span_word::term:
            return say("core.told.every_term");
        case span_word::meeting:
            return say("core.told.every_meeting");
        case span_word::event:
            return say("core.told.every_event");
        default:
            return say("core.told.whole_period");
        }
    }
    const auto every = std::get<duration>(*r.every);
    if (r.aggregate == aggregate::interval) return say("core.told.interval", {{"length", length_told(every)}});
    const auto name = name_of(every);
    auto words = name.empty() ? say("core.told.every_length", {{"length", length_told(every)}})
                              : say("core.told.every_" + std::string{name});
    if (r.aggregate == aggregate::average) return say("core.told.average", {{"every", std::move(words)}});
    return words;
}

base::message members_told(const ::reading::subjects& per) {
    auto all = say("core.told.member", {{"who", per.members.front()}});
    for (std::size_t i = 1; i < per.members.size(); ++i)
        all = say(i + 1 == per.members.size() ? "core.told.last_member" : "core.told.next_member",
                  {{"first", std::move(all)}, {"who", per.members[i]}});
    const bool grades = std::all_of(per.members.begin(), per.members.end(), is_grade);
    const bool each = per.kind == ::reading::subjects::sharing::each;
    return say(!each               ? "core.told.shared"
               : grades            ? "core.told.each_grade"
               : is_lone_noun(per) ? "core.told.each_kind"
                                   : "core.told.each",
               {{"members", std::move(all)}});
}

// By those that are left out, where they are the fewer and lie between.
base::message months_told(int from, int to) {
    constexpr int months_a_year = 12;
    const auto month = [](int n) { return say("core.told.month_" + std::to_string(n)); };
    const int left_out = from > to ? from - to - 1 : 0;
    if (left_out == 0 || left_out > months_a_year / 2)
        return from == to ? say("core.told.in_month", {{"month", month(from)}})
                          : say("core.told.months", {{"from", month(from)}, {"to", month(to)}});
    if (left_out == 1) return say("core.told.but_month", {{"month", month(to + 1)}});
    return say("core.told.but_months", {{"from", month(to + 1)}, {"to", month(from - 1)}});
}

coming_window coming_of(const slot& s) { return {s.from, s.to, s.open_ended, s.partial, s.required}; }

// Each opens the day after the one before: as if what is promised were done on the last day of each. Of what is over
// all of them, for the last to be taken from.
std::vector<slot> gaps_to_come(const reading_plan& plan, base::date today, std::size_t most) {
    std::vector<slot> all;
    const auto* every = plan.every ? std::get_if<duration>(&*plan.every) : nullptr;
    if (!every || plan.obstacle == obstacle::no_validity || plan.obstacle == obstacle::early_deadline) return all;
    const bool is_over = !plan.open_ended && plan.to < today;
    auto from = is_over ? plan.from : std::max(plan.from, today);
    while ((is_over || all.size() < most) && (plan.open_ended || from <= plan.to)) {
        slot s;
        s.from = from;
        s.to = end_after(from, *every);
        s.partial = !plan.open_ended && s.to > plan.to;
        if (s.partial) s.to = plan.to;
        if (plan.has_count && plan.obstacle == obstacle::none) s.required = plan.count;
        from = s.to + base::days{1};
        all.push_back(s);
    }
    return all;
}

} // namespace

bool is_plain(const ::reading::window& w) { return w.kind < ::reading::window_kind::time && w.from == 0; }

base::message window_told(const ::reading::window& w) {
    using ::reading::window_kind;
    if (w.kind == window_kind::time) {
        const auto clock = [](int minutes) {
            return base::message{"core.told.clock",
                                 {{"hour", std::to_string(minutes / 60)},
                                  {"minute", (minutes % 60 < 10 ? "0" : "") + std::to_string(minutes % 60)}}};
        };
        return say("core.told.between", {{"from", clock(w.from)}, {"to", clock(w.to)}});
    }
    if (w.kind == window_kind::week && w.from == w.to) return say("core.told.week", {{"week", std::to_string(w.from)}});
    if (w.kind == window_kind::week)
        return say("core.told.weeks", {{"from", std::to_string(w.from)}, {"to", std::to_string(w.to)}});
    if (w.kind == window_kind::month) return months_told(w.from, w.to);
    const auto name = std::string{::reading::name(w.kind)};
    if (w.from > 0)
        return say("core.told.nth_day",
                   {{"nth", say("core.told.nth_" + std::to_string(w.from))}, {"day", say("core.told.day_" + name)}});
    return say("core.told.window_" + name);
}

base::message told_back(const ::reading::reading& r) {
    if (r.measurable == ::reading::measurable::no && !r.count)
        return r.reason.empty() ? say("core.told.not_counted")
                                : say("core.told.not_counted_since", {{"why", r.reason}});
    auto all = count_told(r);
    const bool by_then = r.deadline && r.every == ::reading::recurrence{span_word::period};
    if (r.every && !by_then) all = joined(std::move(all), every_told(r));
    const bool evenings = r.count && counts_evenings(r);
    for (const auto& w : r.windows)
        if (!evenings || w.kind != ::reading::window_kind::evening) all = joined(std::move(all), window_told(w));
    if (r.per && !r.per->members.empty()) all = joined(std::move(all), members_told(*r.per));
    if (r.within)
        all = joined(std::move(all), say(r.working_days ? "core.told.within_working" : "core.told.within",
                                         {{"length", length_told(*r.within)}}));
    if (r.deadline) all = joined(std::move(all), say("core.told.deadline", {{"day", *r.deadline}}));
    if (r.additional) all = joined(std::move(all), say("core.told.additional"));
    return all;
}

std::optional<base::message> told_apart(const std::vector<::reading::reading>& all, std::size_t n) {
    const auto& own = all[n];
    std::vector<::reading::window> only = own.windows;
    bool is_alike = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& other = all[i];
        if (i == n || other.windows == own.windows) continue;
        const bool says_same = other.text == own.text || (other.count == own.count && other.measure == own.measure &&
                                                          other.unit == own.unit && other.every == own.every);
        if (!says_same) continue;
        is_alike = true;
        std::erase_if(only, [&](const auto& w) {
            return std::find(other.windows.begin(), other.windows.end(), w) != other.windows.end();
        });
    }
    if (!is_alike || only.empty()) return std::nullopt;
    auto words = window_told(only.front());
    for (std::size_t i = 1; i < only.size(); ++i)
        words = joined(std::move(words), window_told(only[i]));
    return words;
}

coming coming_windows(const ::reading::document& d, const ::reading::reading& r, const ::reading::lifetime* life,
                      const plan_settings& settings, base::date today, std::size_t most) {
    const auto valid = span_of(validity_of(d), life);
    const auto plan = plan_of(r, valid, settings, false);
    coming out;
    if (plan.obstacle != obstacle::none) out.when = why_not_judged(plan.obstacle, r);
    if (!valid.from) return out;
    // As far ahead as three of the longest windows may lie.
    const auto ahead = base::last_of_year(std::max(base::year_of(today), base::year_of(*valid.from)) + 5);
    const auto as_of = valid.open_ended ? ahead : std::min(ahead, std::max(valid.to, *valid.from));
    const day_table days{*valid.from, std::max(as_of, *valid.from)};
    const day_filter filter{r, settings, days};
    const auto all = plan.aggregate == aggregate::interval ? gaps_to_come(plan, today, most)
                                                           : slots_of(plan, filter, settings, as_of);
    auto first = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.to >= today; });
    if (first == all.end()) first = all.end() - static_cast<std::ptrdiff_t>(std::min(most, all.size()));
    for (; first != all.end() && out.windows.size() < most; ++first)
        out.windows.push_back(coming_of(*first));
    return out;
}

} // namespace core
