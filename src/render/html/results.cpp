#include "render/html/results.hpp"

#include "base/text.hpp"
#include "core/severity.hpp"
#include "core/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace render::html {
namespace {

namespace rd = ::reading;
using core::window_state;

// One period of a reading, for all its members.
struct period {
    const core::window_result* first = nullptr;
    window_state state = window_state::not_due;
    bool reporting = false;
    std::int64_t members = 0;
    std::int64_t reached = 0;
    bool late = false; // behind, for one of them at least
    bool at_risk = false;
    bool paced = false;                // there is a pace to keep
    std::vector<std::int16_t> lacking; // of those that each must have it

    bool is_settled() const {
        return state == window_state::met || state == window_state::missed || state == window_state::uncertain;
    }
};

template <class Picks>
std::vector<period> periods_of(const core::reading_state& r, const Picks& picks) {
    std::map<std::pair<base::date, base::date>, period> by_days;
    for (const auto& w : r.windows) {
        if (!picks(w) || !w.required) continue;
        auto& p = by_days[{w.from, w.to}];
        if (!p.first || core::severity(w.state) > core::severity(p.state)) p.state = w.state;
        if (!p.first) p.first = &w;
        p.reporting = p.reporting || w.reporting;
        p.at_risk = p.at_risk || w.pace == core::pace::at_risk;
        p.late = p.late || p.at_risk || w.pace == core::pace::behind;
        p.paced = p.paced || w.pace.has_value();
        if (w.state != window_state::met && w.subject >= 0) p.lacking.push_back(w.subject);
        ++p.members;
        p.reached += w.state == window_state::met ? 1 : 0;
    }
    std::vector<period> all;
    for (const auto& [days, p] : by_days)
        all.push_back(p);
    return all;
}

// The reading whose standing is the owner's; of several the one whose verdict is, too.
std::size_t deciding(const owner& o) {
    const auto& all = o.state->readings;
    const auto stands = [&](const core::reading_state& r) { return r.standing == o.state->standing; };
    const auto both = [&](const core::reading_state& r) { return stands(r) && r.verdict == o.state->verdict; };
    auto at = std::find_if(all.begin(), all.end(), both);
    if (at == all.end()) at = std::find_if(all.begin(), all.end(), stands);
    return at == all.end() ? 0 : static_cast<std::size_t>(at - all.begin());
}

bool is_gap(const owner& o, std::size_t i) { return (*o.readings)[i].aggregate == rd::aggregate::interval; }

// What a card tells of one reading, by the parts that its tags, its overview line and its reasons are made of.
struct outcome {
    const rd::reading* reading = nullptr;
    bool gap = false;
    int year = 0;
    std::optional<period> closed;  // the latest that is over
    std::optional<period> waiting; // over, and still reported on
    std::optional<period> current;
    std::vector<period> missed; // the closed one among them, where it was missed
};

outcome outcome_of(const owner& o, std::size_t i, base::date day, int year) {
    outcome out;
    out.reading = &(*o.readings)[i];
    out.gap = is_gap(o, i);
    out.year = year;
    const auto of_year = [&](const core::window_result& w) { return is_in_year(w, out.year); };
    for (const auto& p : periods_of(o.state->readings[i], of_year)) {
        const bool over = !p.first->open_ended && p.first->to < day;
        // A gap is over with the occasion that ends it.
        if (p.is_settled() && (over || out.gap))
            out.closed = p;
        else if (p.reporting)
            out.waiting = p;
        else if (p.first->from <= day && !over)
            out.current = p;
        if (p.state == window_state::missed) out.missed.push_back(p);
    }
    return out;
}

outcome outcome_of(const owner& o, std::size_t i, base::date day) { return outcome_of(o, i, day, shown_year(o, day)); }

std::string when_words(const page_context& c, const outcome& of, const period& p) {
    return period_in_year(c, *p.first, of.year, of.gap);
}

// " (inte Sollefteå)", " (kvar: åk 8 och åk 9)": a few that lack it, by name.
std::string lacking_words(const page_context& c, const outcome& of, const period& p) {
    constexpr std::size_t few = 3;
    if (p.lacking.empty() || p.lacking.size() > few || p.reached == 0) return {};
    std::vector<std::string> names;
    for (const auto subject : p.lacking)
        names.push_back(subject_words(c, *of.reading, subject));
    const auto key = p.is_settled() ? "web.result_lacking" : "web.result_left";
    return " " + c.say(say(key, {{"names", c.say.list(names)}}));
}

std::string figures(const page_context& c, const outcome& of, const period& p, std::string_view ending) {
    const auto when = base::capitalized(when_words(c, of, p));
    const auto state = c.say(std::string{"web.result_"} + std::string{ending});
    if (of.gap) return c.say(say("web.result_plain", {{"when", when}, {"state", state}}));
    if (p.members > 1)
        return c.say(say("web.result_each", {{"when", when},
                                             {"reached", p.reached},
                                             {"members", members_words(c, *of.reading, p.members)},
                                             {"state", state + lacking_words(c, of, p)}}));
    const auto key = of.reading->measure == rd::measure::percent ? "web.result_share" : "web.result_counted";
    return c.say(say(key, {{"when", when},
                           {"done", done_words(c, *of.reading, *p.first)},
                           {"required", required_words(c, *of.reading, *p.first)},
                           {"state", state}}));
}

result_tag closed_tag(const page_context& c, const outcome& of) {
    const auto state = core::name(of.closed->state);
    // A gap ends with the occasion, before the day it was allowed to last to.
    if (of.gap) return {std::string{state}, c.say(std::string{"web.result_gap_"} + std::string{state})};
    return {std::string{state}, figures(c, of, *of.closed, state)};
}

// "i juli och augusti": the months, where all are months; else each period by its name.
std::string periods_words(const page_context& c, const outcome& of, const std::vector<period>& periods) {
    std::vector<std::string> months, all;
    for (const auto& p : periods) {
        const auto& w = *p.first;
        all.push_back(in_period(c, w, of.year, of.gap));
        if (!of.gap && base::day_of(w.from) == 1 && w.to == base::last_of_month(w.from))
            months.push_back(when_words(c, of, p));
    }
    return months.size() == periods.size() ? c.say(say("web.in_month", {{"month", c.say.list(months)}}))
                                           : c.say.list(all);
}

// More than three are told by their number.
constexpr std::size_t most_named = 3;

std::string missed_words(const page_context& c, const outcome& of, const std::vector<period>& missed) {
    if (missed.size() > most_named)
        return c.say(say("web.missed_times", {{"n", static_cast<std::int64_t>(missed.size())}}));
    return c.say(say(of.gap ? "web.missed_gap" : "web.missed_in", {{"when", periods_words(c, of, missed)}}));
}

result_tag current_tag(const page_context& c, const outcome& of) {
    const auto& p = *of.current;
    if (p.state == window_state::met) return {"done", figures(c, of, p, "done")};
    if (of.gap) return {"open", c.say(say("web.result_next", {{"day", p.first->to}}))};
    if (p.late) return {"behind", figures(c, of, p, p.at_risk ? "at_risk" : "behind")};
    return p.paced ? result_tag{"keeping", figures(c, of, p, "on_pace")}
                   : result_tag{"open", figures(c, of, p, "so_far")};
}

bool is_same(const period& a, const period& b) { return a.first == b.first; }

std::vector<period> other_misses(const outcome& of) {
    auto others = of.missed;
    std::erase_if(others, [&](const period& p) { return of.closed && is_same(p, *of.closed); });
    return others;
}

std::string_view first_key(const base::message& m) {
    const base::message* at = &m;
    const auto is_of_several = [&] { return at->key.starts_with("core.owner.several"); };
    while (at->key == "core.sentence.joined" || is_of_several())
        at = &std::get<base::message>(at->arguments[is_of_several() ? 1 : 0].value);
    return at->key;
}

} // namespace

namespace {

// Parts are joined from the left: the first stands innermost.
base::message without_first(const base::message& joined) {
    const auto& left = std::get<base::message>(joined.arguments[0].value);
    const auto& right = std::get<base::message>(joined.arguments[1].value);
    if (left.key != "core.sentence.joined") return right;
    return say("core.sentence.joined", {{"first", without_first(left)}, {"then", right}});
}

} // namespace

std::vector<result_tag> result_tags(const page_context& c, const owner& o, base::date day) {
    const auto standing = o.standing();
    const auto plain = [&] {
        if (standing == core::standing::cannot_be_judged)
            return result_tag{std::string{code(standing)}, c.say("web.cannot_tag", {{"why", short_obstacle(c, o)}})};
        return result_tag{std::string{code(standing)},
                          base::capitalized(c.say(std::string{"web.standing_"} + std::string{code(standing)}))};
    };
    if (!o.state || o.state->readings.empty()) return {plain()};
    if (standing == core::standing::cannot_be_judged) {
        if (first_key(o.state->sentence) == "core.sentence.not_begun") return {{"not_due", c.say("web.not_begun")}};
        return {plain()};
    }
    const auto of = outcome_of(o, deciding(o), day);
    std::vector<result_tag> tags;
    if (of.waiting) tags.push_back({"reporting", figures(c, of, *of.waiting, "reporting")});
    if (of.closed) tags.push_back(closed_tag(c, of));
    const auto others = other_misses(of);
    // One alone with its figures: "hölls inte" sounds as if nothing was done.
    if (others.size() == 1 && !of.gap)
        tags.push_back({"missed", figures(c, of, others.front(), "missed")});
    else if (!others.empty())
        tags.push_back({"missed", base::capitalized(missed_words(c, of, others))});
    const bool missed_already = of.current && of.current->state == window_state::missed;
    if (of.current && !missed_already && (!of.closed || of.current->late)) tags.push_back(current_tag(c, of));
    if (tags.empty()) tags.push_back(plain());
    return tags;
}

short_result short_result_of(const page_context& c, const owner& o, base::date day) {
    const auto standing = o.standing();
    if (!o.state || o.state->readings.empty() || standing == core::standing::cannot_be_judged ||
        standing == core::standing::done)
        return {};
    const auto of = outcome_of(o, deciding(o), day);
    short_result told;
    if (!of.missed.empty()) {
        const auto& last = of.missed.back();
        told.missed = base::capitalized(missed_words(c, of, of.missed));
        if (of.missed.size() == 1 && !of.gap && last.members == 1)
            told.missed = c.say(say("web.missed_counted", {{"missed", told.missed},
                                                           {"done", done_words(c, *of.reading, *last.first)},
                                                           {"required", required_words(c, *of.reading, *last.first)}}));
        for (const auto& r : o.state->reasons)
            if (r.given_on <= day && (!r.window_from || *r.window_from == last.first->from)) told.why = r.text;
    }
    std::vector<std::string> parts;
    if (of.closed && (of.gap || of.closed->state == window_state::met)) parts.push_back(closed_tag(c, of).text);
    told.kept = !parts.empty() && of.closed->state == window_state::met;
    if (of.current && parts.empty() && of.missed.empty())
        parts.push_back(current_tag(c, of).text);
    else if (of.current && of.current->late)
        parts.push_back(c.say(say("web.behind_in", {{"when", periods_words(c, of, {*of.current})}})));
    for (const auto& p : parts)
        told.now += (told.now.empty() ? "" : ". ") + base::capitalized(p);
    return told;
}

base::message sentence_after_tags(const owner& o, base::date day) {
    if (!o.state) return {};
    const auto& whole = o.state->sentence;
    // The tag says why it cannot be judged: what is left to say is what was logged all the same.
    if (o.standing() == core::standing::cannot_be_judged && o.state->readings.size() <= 1 &&
        first_key(whole).starts_with("core.cannot."))
        return whole.key == "core.sentence.joined" ? without_first(whole) : say("web.nothing_counted");
    const bool repeats = o.state->readings.size() == 1 && first_key(whole) == "core.closed.counted" &&
                         outcome_of(o, 0, day).closed && !is_gap(o, 0);
    return repeats && whole.key == "core.sentence.joined" ? without_first(whole) : whole;
}

std::vector<view> unexplained_misses(const page_context& c, const owner& o, base::date from, base::date to) {
    std::vector<view> all;
    if (!o.state) return all;
    const auto& given = o.state->reasons;
    if (std::any_of(given.begin(), given.end(), [](const auto& r) { return !r.window_from; })) return all;
    const auto inside = [&](const core::window_result& w) { return w.from <= to && w.to >= from; };
    for (std::size_t i = 0; i < std::min(o.state->readings.size(), o.readings->size()); ++i) {
        outcome of;
        of.reading = &(*o.readings)[i];
        of.gap = is_gap(o, i);
        of.year = base::year_of(from) == base::year_of(to) ? base::year_of(from) : 0;
        auto silent = periods_of(o.state->readings[i], inside);
        std::erase_if(silent, [&](const period& p) {
            return p.state != window_state::missed || std::any_of(given.begin(), given.end(), [&](const auto& r) {
                       return r.window_from == p.first->from;
                   });
        });
        if (silent.empty()) continue;
        view v;
        v.text("question", silent.size() > most_named
                               ? c.say(say("web.why_not_times", {{"n", static_cast<std::int64_t>(silent.size())}}))
                               : c.say(say("web.why_not_when", {{"when", periods_words(c, of, silent)}})));
        v.text("unexplained", c.say("web.no_reason"));
        all.push_back(std::move(v));
    }
    return all;
}

namespace {

// A reason for no period in particular stands with the year that is shown.
bool is_told_in(const owner& o, const core::verdict_reason& reason, int year, bool is_shown) {
    if (!reason.window_from) return is_shown;
    for (const auto& r : o.state->readings)
        for (const auto& w : r.windows)
            if (w.from == *reason.window_from) return is_in_year(w, year);
    return base::year_of(*reason.window_from) == year;
}

} // namespace

std::vector<view> reasons_of_year(const page_context& c, const owner& o, base::date day, int year) {
    std::vector<view> all;
    if (!o.state) return all;
    const bool is_shown = year == shown_year(o, day);
    for (const auto& r : o.state->reasons)
        if (r.given_on <= day && is_told_in(o, r, year, is_shown)) all.push_back(reason_view(c, o, r, year));
    for (auto& v : unexplained_misses(c, o, base::make_date(year, 1, 1), base::last_of_year(year)))
        all.push_back(std::move(v));
    return all;
}

std::string missed_in_year(const page_context& c, const owner& o, int year) {
    std::string all;
    for (std::size_t i = 0; o.state && i < std::min(o.state->readings.size(), o.readings->size()); ++i) {
        const auto of = outcome_of(o, i, base::last_of_year(year), year);
        if (of.missed.empty()) continue;
        const auto& w = *of.missed.front().first;
        const bool whole = (w.to - w.from).count() > 360 && !of.gap; // the year stands beside it
        const auto words = whole ? c.say("web.window_missed") : missed_words(c, of, of.missed);
        all += all.empty() ? words : ", " + words;
    }
    return base::capitalized(all);
}

std::int64_t earlier_misses(const owner& o, base::date day) {
    std::int64_t n = 0;
    const auto before = base::first_of_year(shown_year(o, day));
    if (!o.state) return n;
    for (const auto& r : o.state->readings)
        for (const auto& p : periods_of(r, [&](const core::window_result& w) { return w.to < before; }))
            n += p.state == window_state::missed ? 1 : 0;
    return n;
}

std::string short_obstacle(const page_context& c, const owner& o) {
    if (!o.state || o.readings->empty()) return c.say("web.cannot_no_number");
    static const std::map<std::string_view, std::string_view> words{
        {"core.cannot.silent", "web.cannot_silent"},
        {"core.cannot.possibility", "web.cannot_possibility"},
        {"core.cannot.not_schedulable", "web.cannot_as_needed"},
        {"core.cannot.no_count", "web.cannot_no_number"},
        {"core.cannot.not_measurable", "web.cannot_no_number"},
        {"core.cannot.no_readings", "web.cannot_no_number"},
        {"core.cannot.effort_only", "web.cannot_effort"},
        {"core.cannot.no_baseline", "web.cannot_no_baseline"},
        {"core.cannot.service_level", "web.cannot_no_share"},
        {"core.cannot.ask", "web.cannot_two_readings"},
        {"core.cannot.lone_noun", "web.cannot_two_readings"},
        {"core.cannot.no_grid", "web.cannot_no_list"},
        {"core.cannot.no_list", "web.cannot_no_list"},
        {"core.cannot.list_for_a_time", "web.cannot_no_list"},
        {"core.cannot.only_cut", "web.cannot_only_cut"},
        {"core.sentence.not_begun", "web.cannot_not_begun"},
    };
    const auto known = words.find(first_key(o.state->sentence));
    return c.say(known == words.end() ? std::string_view{"web.cannot_other"} : known->second);
}

} // namespace render::html
