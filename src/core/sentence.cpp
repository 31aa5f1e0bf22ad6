#include "core/phrases.hpp"
#include "core/verdict.hpp"

#include <algorithm>
#include <cmath>

namespace core {

using ::reading::aggregate;
using ::reading::bound;
using ::reading::measure;

namespace {

// "minst 10", "högst 2", "exakt 1", "ungefär 20"; hours and shares say so.
base::message promised(double n, const judged_reading& j) {
    const std::string unit = j.plan.measure == measure::hours     ? "hours"
                             : j.plan.measure == measure::percent ? "percent"
                                                                  : "count";
    const auto amount = say("core.unit." + unit, {{"n", n}});
    switch (j.plan.reading->bound) {
    case bound::at_most:
        return say("core.bound.at_most", {{"amount", amount}});
    case bound::exactly:
        return say("core.bound.exactly", {{"amount", amount}});
    case bound::about:
        return say("core.bound.about", {{"amount", amount}});
    default:
        return say("core.bound.at_least", {{"amount", amount}});
    }
}

// What all members together have: the done of one window group.
struct group_view {
    std::size_t at = 0; // the first member's window
    double low = 0;
    double high = 0;
    std::optional<double> required;
    int members = 0;
    int reached = 0;
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
    }
    return v;
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

// The window that closed last.
std::optional<std::size_t> last_closed(const judged_reading& j, const std::vector<window_state>& groups) {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (is_settled(groups[i]) && !j.slots[i].open_ended && j.slots[i].to < j.as_of) last = i;
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

// A share of which nothing is reported is not the same as none.
bool is_unreported(const judged_reading& j, const group_view& v) {
    return j.plan.measure == measure::percent && !j.counts[v.at].any;
}

// One thing to be done once, by the end.
bool is_milestone(const judged_reading& j) {
    return j.plan.measure == measure::state && j.plan.reading->bound == bound::at_least && j.plan.count == 1;
}

base::message closed_part(const judged_reading& j, const std::vector<window_state>& groups, std::size_t at,
                          const plan_settings& settings) {
    const auto v = view_of(j, at);
    auto when = when_of(j.slots[at], j.plan, settings, base::year_of(j.as_of));
    if (j.plan.each && j.plan.aggregate != aggregate::interval)
        return say("core.closed.each", {{"when", when},
                                        {"reached", static_cast<std::int64_t>(v.reached)},
                                        {"members", members_of(*j.plan.reading, static_cast<std::int64_t>(v.members))},
                                        {"promised", promised(*v.required, j)}});
    if (is_milestone(j) && groups[at] != window_state::uncertain)
        return say(groups[at] == window_state::met ? "core.closed.complete" : "core.closed.incomplete",
                   {{"when", when}});
    if (j.plan.aggregate == aggregate::interval && j.plan.count == 1 && groups[at] != window_state::uncertain)
        return say(groups[at] == window_state::met ? "core.closed.in_time" : "core.closed.late",
                   {{"to", j.slots[at].to}});
    std::string key = "core.closed.counted";
    if (j.plan.measure == measure::percent) key = "core.closed.share";
    if (groups[at] == window_state::uncertain) key = "core.closed.uncertain";
    if (is_unreported(j, v)) key = "core.closed.no_share";
    return say(key, {{"when", when}, {"done", done_of(j, v)}, {"promised", promised(*v.required, j)}});
}

base::message year_part(const judged_reading& j, const std::vector<window_state>& groups) {
    const int year = standing_year(j);
    const auto c = counts_of_year(j, groups, year);
    const std::int64_t settled = c.met + c.missed + c.uncertain;
    return say("core.year." + kind_of_window(j.plan),
               {{"met", static_cast<std::int64_t>(c.met)}, {"n", settled}, {"in", in_year(year, j.as_of)}});
}

// "17 dagar är kvar", "i dag är sista dagen", "allt är inte rapporterat än"
base::message left_of(const slot& s, base::date as_of) {
    const auto n = static_cast<std::int64_t>((s.to - as_of).count());
    if (n < 0) return say("core.left.reporting");
    return n == 0 ? say("core.left.last_day") : say("core.left.days", {{"n", n}});
}

base::message open_part(const judged_reading& j, std::size_t at, const plan_settings& settings) {
    const auto v = view_of(j, at);
    const auto& s = j.slots[at];
    auto when = when_of(s, j.plan, settings, base::year_of(j.as_of));
    if (s.open_ended)
        return say("core.open.endless", {{"done", done_of(j, v)}, {"promised", promised(*v.required, j)}});
    if (j.plan.aggregate == aggregate::interval && j.as_of <= s.to) return say("core.open.gap", {{"to", s.to}});
    auto left = left_of(s, j.as_of);
    if (j.plan.each)
        return say("core.open.each", {{"when", when},
                                      {"reached", static_cast<std::int64_t>(v.reached)},
                                      {"members", members_of(*j.plan.reading, static_cast<std::int64_t>(v.members))},
                                      {"promised", promised(*v.required, j)},
                                      {"left", left}});
    if (is_milestone(j)) return say("core.open.incomplete", {{"when", when}, {"left", left}});
    std::string key = v.first->pace == pace::at_risk  ? "core.open.at_risk"
                      : v.first->pace == pace::behind ? "core.open.behind"
                                                      : "core.open.counted";
    if (j.plan.measure == measure::percent) key = is_unreported(j, v) ? "core.open.no_share" : "core.open.share";
    return say(key, {{"when", when}, {"done", done_of(j, v)}, {"promised", promised(*v.required, j)}, {"left", left}});
}

base::message met_part(const judged_reading& j, std::size_t at, const plan_settings& settings) {
    const auto v = view_of(j, at);
    auto when = when_of(j.slots[at], j.plan, settings, base::year_of(j.as_of));
    if (j.plan.each) return say("core.open.met_each", {{"when", when}, {"promised", promised(*v.required, j)}});
    if (is_milestone(j)) return say("core.open.complete", {{"when", when}});
    const auto key = j.plan.measure == measure::percent ? "core.open.share_met" : "core.open.met";
    return say(key, {{"when", when}, {"done", done_of(j, v)}, {"promised", promised(*v.required, j)}});
}

// How many entries there are, since when, and their sum where it is another number.
base::message logged(const judged_reading& j) {
    double low = 0, high = 0;
    for (const auto& c : j.counts) {
        low += c.low;
        high += c.high;
    }
    const auto n = static_cast<std::int64_t>(j.logged);
    auto span =
        j.plan.obstacle == obstacle::no_validity ? say("core.span.all") : logged_span(j.plan.from, j.plan.to, j.as_of);
    if (low <= 0 || (low == static_cast<double>(n) && high == low))
        return say("core.logged", {{"n", n}, {"span", std::move(span)}});
    return say("core.logged_sum", {{"n", n}, {"span", std::move(span)}, {"sum", amount_of(low, high)}});
}

std::string key_of(obstacle o) {
    switch (o) {
    case obstacle::no_validity:
        return "core.cannot.no_validity";
    case obstacle::not_measurable:
        return "core.cannot.not_measurable";
    case obstacle::possibility:
        return "core.cannot.possibility";
    case obstacle::not_schedulable:
        return "core.cannot.not_schedulable";
    case obstacle::no_count:
        return "core.cannot.no_count";
    case obstacle::service_level:
        return "core.cannot.service_level";
    case obstacle::ask:
        return "core.cannot.ask";
    case obstacle::lone_noun:
        return "core.cannot.lone_noun";
    case obstacle::no_grid:
        return "core.cannot.no_grid";
    case obstacle::no_list:
        return "core.cannot.no_list";
    default:
        return "core.cannot.early_deadline";
    }
}

base::message obstacle_sentence(const judged_reading& j) {
    auto why = j.plan.obstacle == obstacle::lone_noun
                   ? say(key_of(j.plan.obstacle), {{"noun", j.plan.reading->per->members.front()}})
                   : say(key_of(j.plan.obstacle));
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
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto& s = j.slots[i];
        if (groups[i] == window_state::open)
            parts.push_back(open_part(j, i, settings));
        else if (groups[i] == window_state::met && s.to >= j.as_of && s.from <= j.as_of &&
                 j.plan.aggregate != aggregate::interval)
            parts.push_back(met_part(j, i, settings));
        if (parts.size() >= 4) break;
    }
    const auto all = counts_of_all(groups);
    if (all.cannot > 0) parts.push_back(say("core.cannot.list_for_a_time"));
    if (parts.empty() && all.counted() + all.open + all.not_due == 0) parts.push_back(say("core.cannot.only_cut"));
    const bool effort = j.plan.reading->modality == ::reading::modality::effort;
    if (effort && all.missed > 0) parts.push_back(say("core.cannot.effort"));
    return joined(std::move(parts));
}

namespace {

base::message rule_line(const judged_reading& j) {
    const auto how = j.plan.aggregate == aggregate::average    ? "core.math.average"
                     : j.plan.aggregate == aggregate::interval ? "core.math.interval"
                     : j.plan.aggregate == aggregate::total    ? "core.math.total"
                                                               : "core.math.each";
    return say(how, {{"promised", promised(j.plan.count, j)}});
}

// How cut windows got their requirement; the first few.
void add_cuts(std::vector<base::message>& lines, const judged_reading& j) {
    int shown = 0;
    for (const auto& s : j.slots) {
        if (!s.partial || has_no_requirement(j.plan.obstacle) || shown == 4) continue;
        ++shown;
        const auto inside = static_cast<std::int64_t>(s.inside_days), full = static_cast<std::int64_t>(s.full_days);
        if (j.plan.aggregate == aggregate::interval) {
            lines.push_back(say("core.math.cut_gap", {{"from", s.from}, {"to", s.to}}));
        } else if (j.plan.aggregate != aggregate::each && s.required) {
            lines.push_back(say("core.math.cut", {{"from", s.from},
                                                  {"to", s.to},
                                                  {"whole", s.whole},
                                                  {"inside", inside},
                                                  {"full", full},
                                                  {"exact", s.whole * s.inside_days / s.full_days},
                                                  {"required", *s.required}}));
        } else {
            lines.push_back(say(s.required ? "core.math.half" : "core.math.less_than_half",
                                {{"from", s.from}, {"to", s.to}, {"inside", inside}, {"full", full}}));
        }
    }
}

void add_pace(std::vector<base::message>& lines, const judged_reading& j, entry_list entries,
              const day_filter& filter) {
    for (const auto& w : j.state.windows) {
        if (!w.pace || lines.size() > 12) continue;
        const auto run = elapsed_of(w.from, w.to, filter, j.as_of);
        const double low = w.done.low.value_or(0);
        const auto of_member = [&](base::message line) {
            if (w.subject < 0) return line;
            const auto& who = j.plan.reading->per->members[static_cast<std::size_t>(w.subject)];
            return say("core.math.of_member", {{"who", who}, {"line", std::move(line)}});
        };
        lines.push_back(of_member(say(filter.has_season() ? "core.math.pace_in_season" : "core.math.pace",
                                      {{"required", *w.required},
                                       {"gone", static_cast<std::int64_t>(run.gone)},
                                       {"days", static_cast<std::int64_t>(run.days)},
                                       {"expected", run.expected(*w.required)},
                                       {"done", low}})));
        if (w.pace != pace::behind && w.pace != pace::at_risk) continue;
        if (run.left() <= 0) {
            lines.push_back(of_member(say("core.math.last_day", {{"remaining", *w.required - low}})));
            continue;
        }
        lines.push_back(
            of_member(say("core.math.risk", {{"remaining", (*w.required - low) / run.left()},
                                             {"best", best_month(entries, j.plan, filter, w.subject, j.as_of)}})));
    }
}

} // namespace

std::vector<base::message> arithmetic_of(const judged_reading& j, const std::vector<window_state>& groups,
                                         const plan_settings& settings, entry_list entries, const day_filter& filter) {
    std::vector<base::message> lines;
    const auto& r = *j.plan.reading;
    if (j.in_dispute)
        lines.push_back(j.plan.open_ended ? say("core.math.dispute_open")
                                          : say("core.math.dispute", {{"from", j.plan.from}, {"to", j.plan.to}}));
    if (!has_no_requirement(j.plan.obstacle) && j.plan.has_count && j.plan.obstacle != obstacle::no_validity)
        lines.push_back(rule_line(j));
    if (!r.stated && r.count && r.bound == bound::at_least && !has_no_requirement(j.plan.obstacle))
        lines.push_back(say("core.math.assumed"));
    if (r.count && r.count->low != r.count->high)
        lines.push_back(say("core.math.range", {{"low", r.count->low}, {"high", r.count->high}}));
    if (r.bound == bound::about && r.count)
        lines.push_back(say("core.math.about",
                            {{"whole", j.plan.count}, {"need", needed(j.plan.count, r, j.plan.measure, settings)}}));
    if (r.additional) lines.push_back(say("core.math.additional"));
    if (j.plan.obstacle == obstacle::none && j.plan.aggregate == aggregate::average)
        for (std::size_t i = 0; i < j.slots.size() && i < 4; ++i)
            if (!j.slots[i].partial && j.plan.count > 0)
                lines.push_back(say("core.math.windows_of_span", {{"when", when_of(j.slots[i], j.plan, settings, 0)},
                                                                  {"count", j.plan.count},
                                                                  {"windows", j.slots[i].whole / j.plan.count},
                                                                  {"required", j.slots[i].whole}}));
    add_cuts(lines, j);
    const auto c = counts_of_all(groups);
    if (j.plan.obstacle == obstacle::none && !j.silent)
        lines.push_back(say("core.math.tally", {{"n", static_cast<std::int64_t>(c.counted())},
                                                {"met", static_cast<std::int64_t>(c.met)},
                                                {"missed", static_cast<std::int64_t>(c.missed)},
                                                {"uncertain", static_cast<std::int64_t>(c.uncertain + c.cannot)}}));
    add_pace(lines, j, entries, filter);
    if (j.outside > 0) lines.push_back(say("core.math.outside", {{"n", static_cast<std::int64_t>(j.outside)}}));
    return lines;
}

} // namespace core
