#include "core/phrases.hpp"
#include "core/verdict.hpp"

// How the figures of a verdict came about, a line each.
namespace core {

using ::reading::aggregate;
using ::reading::bound;

namespace {

base::message rule_line(const judged_reading& j) {
    const auto how = j.plan.aggregate != aggregate::interval && is_reported_last(j.plan.measure)
                         ? "core.math.last_report"
                     : j.plan.aggregate == aggregate::average  ? "core.math.average"
                     : j.plan.aggregate == aggregate::interval ? "core.math.interval"
                     : j.plan.aggregate == aggregate::total    ? "core.math.total"
                                                               : "core.math.each";
    return say(how, {{"promised", promised(j.plan.count, j)}});
}

// Which days the owner holds for, since they are not the validity's.
base::message own_span_line(const judged_reading& j) {
    if (j.plan.obstacle == obstacle::no_validity) return say("core.math.own_span_apart");
    const std::string which = !j.ends_inside ? "from" : !j.begins_inside ? "to" : "both";
    return say("core.math.own_span_" + which, {{"from", j.plan.from}, {"to", j.plan.to}});
}

// How cut windows got their requirement; the first few.
void add_cuts(std::vector<base::message>& lines, const judged_reading& j) {
    int shown = 0;
    for (const auto& s : j.slots) {
        if (!s.partial || has_no_requirement(j.plan.obstacle) || shown == 4) continue;
        ++shown;
        const auto inside = static_cast<std::int64_t>(s.inside_days), full = static_cast<std::int64_t>(s.full_days);
        const bool whole = 2 * inside >= full;
        if (j.plan.aggregate == aggregate::interval) {
            lines.push_back(say("core.math.cut_gap", {{"from", s.from}, {"to", s.to}}));
        } else if (!s.required && (whole || j.plan.aggregate != aggregate::each)) {
            lines.push_back(say("core.math.no_day", {{"from", s.from}, {"to", s.to}}));
        } else if (j.plan.aggregate != aggregate::each && is_reported_last(j.plan.measure)) {
            lines.push_back(say("core.math.uncut", {{"from", s.from}, {"to", s.to}}));
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
            return w.subject < 0 ? line : line_of_member(*j.plan.reading, w.subject, std::move(line));
        };
        lines.push_back(of_member(say(filter.has_season() ? "core.math.pace_in_season" : "core.math.pace",
                                      {{"required", *w.required},
                                       {"gone", static_cast<std::int64_t>(run.gone)},
                                       {"days", static_cast<std::int64_t>(run.days)},
                                       {"expected", run.expected(*w.required)},
                                       {"done", low},
                                       {"n", static_cast<std::int64_t>(run.days)}})));
        if (w.pace != pace::behind && w.pace != pace::at_risk) continue;
        if (run.left() <= 0) {
            lines.push_back(of_member(say("core.math.last_day", {{"n", *w.required - low}})));
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
    if (j.nothing_shared) lines.push_back(say("core.math.dispute_apart"));
    if (j.in_dispute && j.plan.obstacle != obstacle::no_validity)
        lines.push_back(j.plan.open_ended ? say("core.math.dispute_open")
                                          : say("core.math.dispute", {{"from", j.plan.from}, {"to", j.plan.to}}));
    if (j.begins_inside || j.ends_inside) lines.push_back(own_span_line(j));
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
                                                                  {"n", j.slots[i].whole / j.plan.count},
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
