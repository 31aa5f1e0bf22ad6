#include "app/commands.hpp"

#include "app/data.hpp"
#include "core/day_lists.hpp"
#include "core/log_rules.hpp"
#include "jobs/worker.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <ostream>

namespace app {
namespace {

using day_of_year = std::pair<unsigned, unsigned>; // month, day
struct term {
    std::string_view word;
    day_of_year core::plan_settings::*from;
    day_of_year core::plan_settings::*to;
};
constexpr std::array<term, 2> terms{
    {{"vårtermin", &core::plan_settings::spring_from, &core::plan_settings::spring_to},
     {"hösttermin", &core::plan_settings::autumn_from, &core::plan_settings::autumn_to}}};

// Where the change cannot be made: why.
using change = std::function<base::result<void>(core::plan_settings&)>;

void tell(program& p, std::string_view word, const std::vector<core::date_range>& days) {
    for (const auto& one : days)
        p.out << fmt::format("{}  {}  {}  {}\n", word, base::to_iso(one.from), base::to_iso(one.to), one.name);
}

void tell(program& p, const term& t, const core::plan_settings& s) {
    const auto &from = s.*t.from, &to = s.*t.to;
    p.out << fmt::format("{}  {:02}-{:02}  {:02}-{:02}\n", t.word, from.first, from.second, to.first, to.second);
}

// What is said of one list, or of all where none is named.
void tell(program& p, const core::plan_settings& s, std::string_view only) {
    for (const auto list : core::all_day_lists)
        if (only.empty() || only == core::name(list)) tell(p, core::name(list), core::days_of(s, list));
    for (const auto& t : terms)
        if (only.empty() || only == t.word) tell(p, t, s);
}

change added(core::day_list list, const core::date_range& days) {
    return [=](core::plan_settings& s) -> base::result<void> {
        core::add_days(core::days_of(s, list), days);
        return {};
    };
}

change removed(core::day_list list, const core::date_range& days) {
    return [=](core::plan_settings& s) -> base::result<void> {
        if (core::remove_days(core::days_of(s, list), days.from, days.to)) return {};
        return base::fail(base::problem_kind::not_found, {"app.not_in_list", {{"from", days.from}, {"to", days.to}}});
    };
}

// A term has the same days each year, so the year of the dates is not kept.
change term_set(const term& t, base::date from, base::date to) {
    return [=](core::plan_settings& s) -> base::result<void> {
        s.*t.from = {base::month_of(from), base::day_of(from)};
        s.*t.to = {base::month_of(to), base::day_of(to)};
        // A day belongs to one term or none.
        if (s.spring_to < s.autumn_from) return {};
        return base::fail(base::problem_kind::invalid, {"app.terms_overlap", {}});
    };
}

// What has the name; null: nothing has.
const term* term_named(std::string_view kind) {
    const auto* found = std::find_if(terms.begin(), terms.end(), [&](const auto& t) { return t.word == kind; });
    return found == terms.end() ? nullptr : found;
}

base::result<change> change_of(const calendar_options& o) {
    const auto fail = [](const base::message& why) { return base::fail(base::problem_kind::invalid, why); };
    const auto list = core::day_list_named(o.kind);
    const auto* known_term = term_named(o.kind);
    if (!list && !known_term) return fail({"app.unknown_list", {{"kind", o.kind}}});
    // A day that nobody named is not today: what stands in the list is published.
    if (list && !o.from) return fail({"app.list_needs_from", {{"kind", o.kind}}});
    const auto from = o.from.value_or(base::date{});
    const auto to = o.to.value_or(from);
    if (known_term && (!o.from || !o.to || o.remove || base::year_of(from) != base::year_of(to)))
        return fail({"app.term_needs_days", {{"term", o.kind}}});
    if (to < from) return fail({"app.span_backwards", {{"from", from}, {"to", to}}});
    if (known_term) return term_set(*known_term, from, to);
    return o.remove ? removed(*list, {from, to, {}}) : added(*list, {from, to, o.name});
}

} // namespace

int calendar(program& p, const calendar_options& o) {
    const auto database = open_data(p, o.data);
    auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    const bool asks = !o.from && !o.to && !o.remove && o.name.empty();
    if (o.kind.empty() || (asks && (core::day_list_named(o.kind) || term_named(o.kind)))) {
        tell(p, file->settings, o.kind);
        return done;
    }
    if (const auto fit = core::check_text("--name", o.name); !fit) return report(p, fit.error());
    const auto wanted = change_of(o);
    if (!wanted) return report(p, wanted.error());
    core::plan_settings now;
    base::result<void> made;
    database->write([&](db::transaction& t) {
        store::change_settings(
            t, file->id,
            [&](core::plan_settings& settings) {
                made = (*wanted)(settings);
                now = settings;
                return made.has_value();
            },
            command_line_holder);
        if (made && file->status == core::status::published) jobs::queue_report(t, file->slug);
    });
    if (!made) return report(p, made.error());
    tell(p, now, o.kind);
    return done;
}

} // namespace app
