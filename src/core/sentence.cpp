#include "core/phrases.hpp"
#include "core/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace core {

using ::reading::aggregate;
using ::reading::bound;
using ::reading::measure;

namespace {

// What all members together have: the done of one window group.
struct group_view {
    std::size_t at = 0; // the first member's window
    double low = 0;
    double high = 0;
    std::optional<double> required;
    int members = 0;
    int reached = 0;
    int unknown = 0; // members of whom an approximate amount leaves it open
    int over = 0;    // members with more than was promised
    int late = 0;    // members who are behind
    const window_result* first = nullptr;
};

group_view view_of(const judged_reading& j, std::size_t group) {
    group_view v;
    for (std::size_t i = 0; i < j.state.windows.size(); ++i) {
        if (j.group[i] != static_cast<int>(group)) continue;
        const auto& w = j.state.windows[i];
        if (!v.first) {
            v.first = &w;
            v.at = i;
        }
        v.low += j.counts[i].low;
        v.high += j.counts[i].high;
        v.required = w.required;
        ++v.members;
        if (w.state == window_state::met) ++v.reached;
        if (w.state == window_state::uncertain) ++v.unknown;
        if (w.required && j.counts[i].low > *w.required) ++v.over;
        if (w.pace == pace::behind || w.pace == pace::at_risk) ++v.late;
    }
    if (!v.first) throw std::logic_error{"a period without a window"};
    return v;
}

// What chooses between "was" and "were".
double number_of(const group_view& v) { return v.low == v.high ? v.low : 2; }

// A gap is one member's own: it says whose.
base::message of_member(const judged_reading& j, const group_view& v, base::message line) {
    if (j.plan.aggregate != aggregate::interval || v.first->subject < 0) return line;
    return line_of_member(*j.plan.reading, v.first->subject, std::move(line));
}

base::message joined(std::vector<base::message> parts) {
    if (parts.empty()) return say("core.sentence.nothing_due");
    auto all = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i)
        all = say("core.sentence.joined", {{"first", std::move(all)}, {"then", std::move(parts[i])}});
    return all;
}

bool is_settled(window_state s) {
    return s == window_state::met || s == window_state::missed || s == window_state::uncertain;
}

// The window that closed last. A gap is closed by the occasion that ends it.
std::optional<std::size_t> last_closed(const judged_reading& j, const std::vector<window_state>& groups) {
    const bool gap = j.plan.aggregate == aggregate::interval;
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (!is_settled(groups[i]) || j.slots[i].open_ended) continue;
        if (j.slots[i].to < j.as_of || (gap && groups[i] == window_state::met)) last = i;
    }
    return last;
}

// The same with what is met before its last day still open: "completed" is said only of what has passed. A gap is
// completed by the occasion that ends it.
std::vector<window_state> closed_groups(const judged_reading& j, std::vector<window_state> groups) {
    if (j.plan.aggregate == aggregate::interval) return groups;
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (is_settled(groups[i]) && j.slots[i].to >= j.as_of) groups[i] = window_state::open;
    return groups;
}

// "5", "5 timmar", "80–89 procent"
base::message done_of(const judged_reading& j, const group_view& v) {
    if (j.plan.measure != measure::hours && j.plan.measure != measure::percent) return amount_of(v.low, v.high);
    const std::string unit = j.plan.measure == measure::hours ? "core.unit.hours" : "core.unit.percent";
    if (v.low == v.high) return say(unit, {{"n", v.low}});
    return say(unit + "_of", {{"amount", amount_of(v.low, v.high)}});
}

// Nothing reported is not the same as none.
bool is_unreported(const judged_reading& j, const group_view& v) {
    return is_reported_last(j.plan.measure) && !j.counts[v.at].any;
}

// "core.open." + "share", "state": and where nothing is reported "no_share", "no_state".
std::string reported_key(const std::string& head, const judged_reading& j, const group_view& v) {
    return head + (is_unreported(j, v) ? "no_" : "") + (j.plan.measure == measure::percent ? "share" : "state");
}

// One thing to be done once, by the end.
bool is_milestone(const judged_reading& j) {
    return j.plan.measure == measure::state && j.plan.reading->bound == bound::at_least && j.plan.count == 1;
}

std::string closed_key(const judged_reading& j, const group_view& v, window_state state) {
    if (is_unreported(j, v)) return reported_key("core.closed.", j, v);
    if (state == window_state::uncertain)
        return j.plan.reading->bound == bound::at_most || j.plan.reading->bound == bound::exactly
                   ? "core.closed.uncertain_limit"
                   : "core.closed.uncertain";
    return is_reported_last(j.plan.measure) ? reported_key("core.closed.", j, v) : "core.closed.counted";
}

base::message closed_part(const judged_reading& j, const std::vector<window_state>& groups, std::size_t at,
                          const plan_settings& settings) {
    const auto v = view_of(j, at);
    auto when = when_of(j.slots[at], j.plan, settings, base::year_of(j.as_of));
    const bool uncertain = groups[at] == window_state::uncertain;
    if (j.plan.each && j.plan.aggregate != aggregate::interval)
        return say(v.unknown > 0 ? "core.closed.each_uncertain" : "core.closed.each",
                   {{"when", when},
                    {"reached", static_cast<std::int64_t>(v.reached)},
                    {"members", members_of(*j.plan.reading, static_cast<std::int64_t>(v.members))},
                    {"promised", promised(*v.required, j)},
                    {"unknown", static_cast<std::int64_t>(v.unknown)}});
    if (is_milestone(j) && !uncertain)
        return say(groups[at] == window_state::met ? "core.closed.complete" : "core.closed.incomplete",
                   {{"when", when}});
    if (j.plan.aggregate == aggregate::interval && j.plan.count == 1 && !uncertain)
        return of_member(j, v,
                         say(groups[at] == window_state::met ? "core.closed.in_time" : "core.closed.late",
                             {{"to", j.slots[at].to}}));
    return of_member(
        j, v,
        say(closed_key(j, v, groups[at]),
            {{"when", when}, {"done", done_of(j, v)}, {"promised", promised(*v.required, j)}, {"n", number_of(v)}}));
}

base::message year_part(const judged_reading& j, const std::vector<window_state>& groups) {
    const int year = standing_year(j);
    const auto c = counts_of_year(j, groups, year);
    const std::int64_t settled = c.met + c.missed + c.uncertain;
    auto counts = say("core.year." + kind_of_window(j.plan),
                      {{"met", static_cast<std::int64_t>(c.met)}, {"n", settled}, {"in", in_year(year, j.as_of)}});
    if (c.uncertain == 0) return counts;
    return say("core.sentence.joined",
               {{"first", std::move(counts)},
                {"then", say("core.year.unknown", {{"n", static_cast<std::int64_t>(c.uncertain)}})}});
}

// "17 dagar är kvar", "i dag är sista dagen", "allt är inte rapporterat än"
base::message left_of(const slot& s, base::date as_of) {
    const auto n = static_cast<std::int64_t>((s.to - as_of).count());
    if (n < 0) return say("core.left.reporting");
    return n == 0 ? say("core.left.last_day") : say("core.left.days", {{"n", n}});
}

// More than was promised, and the days still run: no later day mends that.
base::message exceeded_part(const judged_reading& j, std::size_t at, const plan_settings& settings) {
    const auto v = view_of(j, at);
    auto when = when_of(j.slots[at], j.plan, settings, base::year_of(j.as_of));
    if (j.plan.each)
        return say("core.open.exceeded_each",
                   {{"when", when},
                    {"over", static_cast<std::int64_t>(v.over)},
                    {"members", members_of(*j.plan.reading, static_cast<std::int64_t>(v.members))},
                    {"promised", promised(*v.required, j)}});
    return say("core.open.exceeded",
               {{"when", when}, {"done", done_of(j, v)}, {"promised", promised(*v.required, j)}, {"n", number_of(v)}});
}

std::string open_key(const judged_reading& j, const group_view& v) {
    if (is_reported_last(j.plan.measure)) return reported_key("core.open.", j, v);
    if (*v.required <= 0) return "core.open.none";
    return v.first->pace == pace::at_risk  ? "core.open.at_risk"
           : v.first->pace == pace::behind ? "core.open.behind"
                                           : "core.open.counted";
}

base::message open_part(const judged_reading& j, std::size_t at, const plan_settings& settings) {
    const auto v = view_of(j, at);
    const auto& s = j.slots[at];
    auto when = when_of(s, j.plan, settings, base::year_of(j.as_of));
    if (s.open_ended)
        return say("core.open.endless",
                   {{"done", done_of(j, v)}, {"promised", promised(*v.required, j)}, {"n", number_of(v)}});
    if (j.plan.aggregate == aggregate::interval && j.as_of <= s.to)
        return of_member(j, v, say("core.open.gap", {{"to", s.to}}));
    if (j.plan.reading->bound == bound::exactly && !is_reported_last(j.plan.measure) && v.over > 0)
        return exceeded_part(j, at, settings);
    auto left = left_of(s, j.as_of);
    if (j.plan.each && j.plan.aggregate != aggregate::interval)
        return say(v.late > 0 ? "core.open.each_behind" : "core.open.each",
                   {{"when", when},
                    {"reached", static_cast<std::int64_t>(v.reached)},
                    {"members", members_of(*j.plan.reading, static_cast<std::int64_t>(v.members))},
                    {"promised", promised(*v.required, j)},
                    {"left", left},
                    {"late", static_cast<std::int64_t>(v.late)}});
    if (is_milestone(j)) return say("core.open.incomplete", {{"when", when}, {"left", left}});
    return of_member(j, v,
                     say(open_key(j, v), {{"when", when},
                                          {"done", done_of(j, v)},
                                          {"promised", promised(*v.required, j)},
                                          {"left", left},
                                          {"n", number_of(v)}}));
}

base::message met_part(const judged_reading& j, std::size_t at, const plan_settings& settings) {
    const auto v = view_of(j, at);
    auto when = when_of(j.slots[at], j.plan, settings, base::year_of(j.as_of));
    if (j.plan.each) return say("core.open.met_each", {{"when", when}, {"promised", promised(*v.required, j)}});
    if (is_milestone(j)) return say("core.open.complete", {{"when", when}});
    const auto key = is_reported_last(j.plan.measure) ? "core.open.share_met" : "core.open.met";
    return say(key,
               {{"when", when}, {"done", done_of(j, v)}, {"promised", promised(*v.required, j)}, {"n", number_of(v)}});
}

// How many entries there are, since when, and their sum where it is another number.
base::message logged(const judged_reading& j) {
    double low = 0, high = 0;
    for (const auto& c : j.counts) {
        low += c.low;
        high += c.high;
    }
    const auto n = static_cast<std::int64_t>(j.logged);
    if (n == 0) return say("core.nothing_logged");
    auto span =
        j.plan.obstacle == obstacle::no_validity ? say("core.span.all") : logged_span(j.plan.from, j.plan.to, j.as_of);
    if (low <= 0 || (low == static_cast<double>(n) && high == low))
        return say("core.logged", {{"n", n}, {"span", std::move(span)}});
    return say("core.logged_sum", {{"n", n}, {"span", std::move(span)}, {"sum", amount_of(low, high)}});
}

base::message obstacle_sentence(const judged_reading& j) {
    auto why = j.nothing_shared ? say("core.cannot.nothing_shared") : why_not_judged(j.plan.obstacle, *j.plan.reading);
    // Of a list's occasions without a promised number, how many were covered can be said.
    if (j.plan.obstacle == obstacle::no_count && j.slots.size() > 1) {
        std::int64_t covered = 0, begun = 0;
        for (std::size_t i = 0; i < j.slots.size(); ++i) {
            if (j.slots[i].from > j.as_of) continue;
            ++begun;
            if (j.counts[i].high > 0) ++covered;
        }
        return joined({std::move(why), say("core.covered", {{"covered", covered}, {"n", begun}})});
    }
    return joined({std::move(why), logged(j)});
}

// What is over and still reported on: one by its figures, several by their number.
void add_reported_on(std::vector<base::message>& parts, const judged_reading& j,
                     const std::vector<window_state>& groups, const plan_settings& settings) {
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (groups[i] == window_state::open && !j.slots[i].open_ended && j.slots[i].to < j.as_of) waiting.push_back(i);
    if (waiting.size() > 1)
        parts.push_back(say("core.open.several_reporting", {{"n", static_cast<std::int64_t>(waiting.size())}}));
    else if (!waiting.empty())
        parts.push_back(open_part(j, waiting.front(), settings));
}

// What runs on the day; of the gaps of many members the first few.
void add_running(std::vector<base::message>& parts, const judged_reading& j, const std::vector<window_state>& groups,
                 const plan_settings& settings) {
    int told = 0;
    for (std::size_t i = 0; i < groups.size() && told < 4; ++i) {
        const auto& s = j.slots[i];
        if (s.from > j.as_of || (!s.open_ended && s.to < j.as_of)) continue;
        const bool gap = j.plan.aggregate == aggregate::interval; // it ended with the occasion, if it is not open
        if (groups[i] == window_state::open)
            parts.push_back(open_part(j, i, settings));
        else if (groups[i] == window_state::met && !gap)
            parts.push_back(met_part(j, i, settings));
        else if (groups[i] == window_state::missed && !gap)
            parts.push_back(exceeded_part(j, i, settings));
        else
            continue;
        ++told;
    }
}

} // namespace

base::message sentence_of(const judged_reading& j, const std::vector<window_state>& groups,
                          const plan_settings& settings) {
    if (j.plan.obstacle != obstacle::none) return obstacle_sentence(j);
    if (j.as_of < j.plan.from) return say("core.sentence.not_begun", {{"from", j.plan.from}});
    if (j.silent) return say("core.cannot.silent");
    std::vector<base::message> parts;
    const auto last = last_closed(j, groups);
    if (last) parts.push_back(closed_part(j, groups, *last, settings));
    const auto over = closed_groups(j, groups);
    const auto c = counts_of_year(j, over, standing_year(j));
    if (c.met + c.missed + c.uncertain > 1) parts.push_back(year_part(j, over));
    add_reported_on(parts, j, groups, settings);
    add_running(parts, j, groups, settings);
    const auto all = counts_of_all(groups);
    if (all.cannot > 0) parts.push_back(say("core.cannot.list_for_a_time"));
    if (parts.empty() && all.counted() + all.open + all.not_due == 0) {
        const bool cut = std::any_of(j.slots.begin(), j.slots.end(), [](const auto& s) { return s.partial; });
        parts.push_back(say(cut ? "core.cannot.only_cut" : "core.cannot.no_day"));
    }
    const bool effort = j.plan.reading->modality == ::reading::modality::effort;
    if (effort && all.missed > 0) parts.push_back(say("core.cannot.effort"));
    return joined(std::move(parts));
}

} // namespace core
