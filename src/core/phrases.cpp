#include "core/phrases.hpp"

#include "core/span.hpp"
#include "reading/cadence/wording.hpp"

#include <algorithm>
#include <cmath>

namespace core {

using ::reading::aggregate;
using ::reading::duration;

base::message say(std::string key, std::vector<base::message::argument> arguments) {
    return {std::move(key), std::move(arguments)};
}

namespace {

const duration* duration_of(const reading_plan& plan) {
    return plan.every ? std::get_if<duration>(&*plan.every) : nullptr;
}

bool is_term(const reading_plan& plan) {
    return plan.every && std::holds_alternative<::reading::span_word>(*plan.every) &&
           std::get<::reading::span_word>(*plan.every) == ::reading::span_word::term;
}

// A year's number is no quantity: written without a space in it.
std::string plain(int n) { return std::to_string(n); }

base::message with_year(base::message what, int year, int said) {
    if (year == said) return what;
    return say("core.when.with_year", {{"when", std::move(what)}, {"year", plain(year)}});
}

// Months that part a year evenly have names; others are told by their days.
base::message calendar_months(const slot& s, int n, int said) {
    const int year = base::year_of(s.from);
    const auto month = static_cast<int>(base::month_of(s.from));
    const auto part = std::int64_t{(month - 1) / n + 1};
    switch (n) {
    case 1:
        return with_year(say("core.when.month_" + plain(month)), year, said);
    case 3:
        return with_year(say("core.when.quarter", {{"part", part}}), year, said);
    case 4:
        return with_year(say("core.when.third", {{"part", part}}), year, said);
    case 6:
        return with_year(say(part == 1 ? "core.when.first_half" : "core.when.second_half"), year, said);
    case 12:
        return say("core.when.year", {{"year", plain(year)}});
    default:
        return say("core.when.days", {{"from", s.from}, {"to", s.to}});
    }
}

} // namespace

base::message when_of(const slot& s, const reading_plan& plan, const plan_settings& settings, int year) {
    if (s.open_ended) return say("core.when.period");
    const auto* every = duration_of(plan);
    if (plan.aggregate == aggregate::interval) return say("core.when.days", {{"from", s.from}, {"to", s.to}});
    if (is_term(plan) && plan.aggregate != aggregate::average) {
        const bool spring = term_of(s.from, settings) == term_part::spring;
        return say(spring ? "core.when.spring_term" : "core.when.autumn_term",
                   {{"year", plain(base::year_of(s.from))}});
    }
    if (plan.aggregate == aggregate::average && base::year_of(s.from) == base::year_of(s.to))
        return say("core.when.year", {{"year", plain(base::year_of(s.from))}});
    if (!every) {
        if (plan.reading->deadline && s.to == *plan.reading->deadline) return say("core.when.by", {{"day", s.to}});
        if (s.from == plan.from && s.to == plan.to) return say("core.when.period");
        return s.from == s.to ? say("core.when.day", {{"day", s.from}})
                              : say("core.when.days", {{"from", s.from}, {"to", s.to}});
    }
    if (every->unit == 'M') return calendar_months(s, every->n, year);
    if (every->unit == 'Y' && every->n == 1) return calendar_months(s, 12, year);
    if (every->n == 1 && every->unit == 'D') return say("core.when.day", {{"day", s.from}});
    if (every->n == 1 && every->unit == 'W') {
        const auto week = base::iso_week_of(s.from);
        return with_year(say("core.when.week", {{"week", static_cast<std::int64_t>(week.week)}}), week.year, year);
    }
    return say("core.when.days", {{"from", s.from}, {"to", s.to}});
}

base::message amount_of(double low, double high) {
    if (!std::isfinite(high)) return low > 0 ? say("core.amount.from", {{"low", low}}) : say("core.amount.some");
    if (low == high) return say("core.amount.exact", {{"low", low}});
    if (low <= 0) return say("core.amount.up_to", {{"high", high}});
    return say("core.amount.range", {{"low", low}, {"high", high}});
}

base::message promised(double n, const judged_reading& j) {
    const std::string unit = j.plan.measure == ::reading::measure::hours     ? "hours"
                             : j.plan.measure == ::reading::measure::percent ? "percent"
                                                                             : "count";
    const auto amount = say("core.unit." + unit, {{"n", n}});
    switch (j.plan.reading->bound) {
    case ::reading::bound::at_most:
        return say("core.bound.at_most", {{"amount", amount}});
    case ::reading::bound::exactly:
        return say("core.bound.exactly", {{"amount", amount}});
    case ::reading::bound::about:
        return say("core.bound.about", {{"amount", amount}});
    default:
        return say("core.bound.at_least", {{"amount", amount}});
    }
}

base::message in_year(int year, base::date as_of) {
    if (year == base::year_of(as_of)) return say("core.this_year");
    return say("core.that_year", {{"year", plain(year)}});
}

base::message members_of(const ::reading::reading& r, std::int64_t n) {
    const bool grades = r.per && std::all_of(r.per->members.begin(), r.per->members.end(), is_grade);
    return say(grades ? "core.members.grades" : "core.members.any", {{"n", n}});
}

base::message line_of_member(const ::reading::reading& r, std::int16_t subject, base::message line) {
    const auto& who = r.per->members[static_cast<std::size_t>(subject)];
    if (is_grade(who))
        return say("core.math.of_member",
                   {{"who", say("core.grade_head", {{"grade", who}})}, {"line", std::move(line)}});
    return say("core.math.of_member", {{"who", who}, {"line", std::move(line)}});
}

base::message logged_span(base::date from, base::date to, base::date as_of) {
    if (as_of <= to) return say("core.span.since", {{"from", from}});
    const int first = base::year_of(from), last = base::year_of(to);
    if (from != base::first_of_year(first) || to != base::last_of_year(last))
        return say("core.span.between", {{"from", from}, {"to", to}});
    return say("core.span.years", {{"years", first == last ? plain(first) : plain(first) + "–" + plain(last)}});
}

std::string kind_of_window(const reading_plan& plan) {
    if (plan.aggregate == aggregate::interval) return "gap";
    if (plan.aggregate == aggregate::average) return "year";
    if (is_term(plan)) return "term";
    const auto* every = duration_of(plan);
    if (!every) return "span";
    const auto name = name_of(*every);
    return name.empty() ? "span" : std::string{name};
}

std::string_view name_of(duration every) {
    if (every.unit == 'D') return every.n == 1 ? "day" : "";
    if (every.unit == 'W') return every.n == 1 ? "week" : "";
    if (every.unit == 'Y') return every.n == 1 ? "year" : "";
    if (every.unit != 'M') return {};
    switch (every.n) {
    case 1:
        return "month";
    case 3:
        return "quarter";
    case 4:
        return "third";
    case 6:
        return "half";
    case 12:
        return "year";
    default:
        return {};
    }
}

namespace {

// "öka", "utveckla": more than what? The reader's reason is all that tells such a reading from "vid behov".
bool lacks_baseline(const ::reading::reading& r) {
    return !r.count && (r.reason == ::reading::wording::baseline || r.reason == ::reading::wording::direction);
}

std::string key_of(obstacle o, const ::reading::reading& r) {
    switch (o) {
    case obstacle::no_validity:
        return "core.cannot.no_validity";
    case obstacle::not_measurable:
        return "core.cannot.not_measurable";
    case obstacle::possibility:
        return "core.cannot.possibility";
    case obstacle::not_schedulable:
        if (r.modality == ::reading::modality::effort) return "core.cannot.effort_only";
        return lacks_baseline(r) ? "core.cannot.no_baseline" : "core.cannot.not_schedulable";
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

} // namespace

base::message why_not_judged(obstacle o, const ::reading::reading& r) {
    auto key = key_of(o, r);
    if (o != obstacle::lone_noun) return say(std::move(key));
    return say(std::move(key), {{"noun", r.per->members.front()}});
}

} // namespace core
