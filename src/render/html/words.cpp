#include "render/html/words.hpp"

#include "base/text.hpp"
#include "core/phrases.hpp"
#include "core/words.hpp"
#include "render/html/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace render::html {
namespace {

namespace rd = ::reading;

constexpr std::array party_codes{"municipality", "police", "region", "company", "association", "agency", "other"};
constexpr std::array channel_codes{"municipality_website", "police_website", "social_media", "press",
                                   "household_paper",      "meeting",        "other"};
constexpr std::array basis_codes{
    "resident_survey",   "resident_dialogue",    "staff_dialogue",           "web_survey",  "crime_statistics",
    "police_assessment", "municipal_assessment", "crime_prevention_council", "safety_walk", "other"};

// A key whose last word is a code.
std::string key(std::string_view beginning, std::string_view word) {
    return std::string{beginning} + std::string{word};
}

bool signs(const rd::party& p) { return p.role == rd::party_role::signatory; }

std::string name_of(const rd::party& p) {
    if (p.code) {
        if (const auto known = municipality_name(*p.code)) return std::string{*known};
    }
    std::string_view name = p.name;
    constexpr std::string_view kind = " kommun";
    // "Solviks kommun" is a genitive, or the place's own "s": kept whole, where no code says which.
    if (name.ends_with(kind) && !name.ends_with("s kommun")) name.remove_suffix(kind.size());
    return std::string{name};
}

bool whole_years(const rd::validity& v) {
    return v.from && v.to && base::month_of(*v.from) == 1 && base::day_of(*v.from) == 1 &&
           base::month_of(*v.to) == 12 && base::day_of(*v.to) == 31;
}

// Both ends of a window in whole months, or not.
bool whole_months(const core::window_result& w) {
    return base::day_of(w.from) == 1 && w.to == base::last_of_month(w.to);
}

int months_in(const core::window_result& w) {
    return (base::year_of(w.to) - base::year_of(w.from)) * 12 + static_cast<int>(base::month_of(w.to)) -
           static_cast<int>(base::month_of(w.from)) + 1;
}

// February 2021 was four whole weeks too: months come first.
bool whole_weeks(const core::window_result& w) {
    return base::iso_weekday(w.from) == 1 && base::iso_weekday(w.to) == 7 && !whole_months(w) &&
           (w.to - w.from).count() < 80;
}

std::string day_month(const page_context& c, base::date d) {
    return fmt::format("{} {}", base::day_of(d), c.say.short_month(d));
}

std::string week_words(const page_context& c, const core::window_result& w) {
    const auto first = base::iso_week_of(w.from).week;
    const auto last = base::iso_week_of(w.to).week;
    const auto weeks = first == last ? fmt::format("{}", first) : fmt::format("{}–{}", first, last);
    return c.say("web.week", {{"weeks", weeks}});
}

} // namespace

std::string_view code(core::standing s) { return core::name(s); }

std::string_view code(const core::window_result& w) {
    if (w.reporting) return "reporting";
    const bool late = w.pace == core::pace::behind || w.pace == core::pace::at_risk;
    return late && w.state == core::window_state::open ? std::string_view{"late"} : core::name(w.state);
}

std::string who_words(const page_context& c, const std::vector<rd::party>& parties) {
    std::array<int, party_codes.size()> count{};
    for (const auto& p : parties)
        count[static_cast<std::size_t>(p.kind)] += signs(p) ? 1 : 0;
    std::vector<std::string> words;
    const auto add = [&](rd::party_kind kind) {
        const auto i = static_cast<std::size_t>(kind);
        if (count[i] > 0) words.push_back(c.say(say(key("web.the_", party_codes[i]), {{"n", std::int64_t{count[i]}}})));
    };
    add(rd::party_kind::police);
    add(rd::party_kind::municipality);
    add(rd::party_kind::region);
    for (const auto& p : parties) {
        const bool general = p.kind == rd::party_kind::police || p.kind == rd::party_kind::municipality ||
                             p.kind == rd::party_kind::region;
        if (signs(p) && !general) words.push_back(p.name);
    }
    return c.say.list(words);
}

std::string place_words(const page_context& c, const std::vector<rd::party>& parties) {
    std::vector<std::string> names;
    for (const auto& p : parties)
        if (p.kind == rd::party_kind::municipality && signs(p)) names.push_back(name_of(p));
    return names.empty() ? std::string{} : c.say.list(names);
}

std::string heading_words(const page_context& c, const std::vector<rd::party>& parties, const std::string& title) {
    const auto who = who_words(c, parties);
    const auto place = place_words(c, parties);
    if (who.empty() || place.empty()) return title;
    return c.say(say("web.heading", {{"who", who}, {"place", place}}));
}

validity_words valid_words(const page_context& c, const rd::validity& v) {
    validity_words out;
    if (whole_years(v)) {
        const auto first = base::year_of(*v.from);
        const auto last = base::year_of(*v.to);
        out.main = first == last ? fmt::format("{}", first) : fmt::format("{}–{}", first, last);
    } else if (v.from && v.to) {
        out.main = fmt::format("{} – {}", c.say.short_date(*v.from), c.say.short_date(*v.to));
    } else if (v.from) {
        out.main = c.say(say("web.valid_from", {{"day", *v.from}}));
    } else if (v.to) {
        out.main = c.say(say("web.valid_to", {{"day", *v.to}}));
    } else {
        out.main = c.say("web.valid_unknown");
    }
    if (v.until_replaced)
        out.note = c.say("web.valid_until_replaced");
    else if (v.from && !v.to)
        out.note = c.say("web.valid_open_ended");
    else if (v.extendable)
        out.note = c.say("web.valid_extendable");
    return out;
}

validity_words valid_words(const page_context& c, const rd::document& d) {
    const auto conflict = std::find_if(d.questions.begin(), d.questions.end(), [](const rd::question& q) {
        return q.at.starts_with("/valid") && q.options.size() > 1;
    });
    if (d.valid.to || conflict == d.questions.end()) return valid_words(c, d.valid);
    validity_words out;
    out.dispute = true;
    std::set<base::date> ends;
    for (const auto& option : conflict->options) {
        if (const auto* v = std::get_if<rd::validity>(&option.value); v && v->to) ends.insert(*v->to);
        if (const auto* day = std::get_if<base::date>(&option.value)) ends.insert(*day);
    }
    if (!d.valid.from || ends.size() < 2) {
        out.main = valid_words(c, d.valid).main;
        out.note = c.say("web.valid_dispute");
        return out;
    }
    const auto years = std::all_of(ends.begin(), ends.end(),
                                   [](base::date e) { return base::month_of(e) == 12 && base::day_of(e) == 31; });
    std::vector<std::string> last;
    for (const auto e : ends)
        last.push_back(years ? fmt::format("{}", base::year_of(e)) : c.say.short_date(e));
    const auto first = years && base::month_of(*d.valid.from) == 1 && base::day_of(*d.valid.from) == 1
                           ? fmt::format("{}", base::year_of(*d.valid.from))
                           : c.say.short_date(*d.valid.from);
    std::string either = last.front();
    for (std::size_t i = 1; i < last.size(); ++i)
        either = c.say(say("web.either_or", {{"a", either}, {"b", last[i]}}));
    out.main = fmt::format("{}–{}", first, either);
    out.note = c.say(say("web.valid_dispute_n", {{"n", static_cast<std::int64_t>(ends.size())}}));
    return out;
}

std::string short_period(const page_context& c, const core::window_result& w, bool gap) {
    if (w.open_ended) return c.say("web.whole_period");
    if (gap || w.from == w.to) return fmt::format("{}/{}", base::day_of(w.to), base::month_of(w.to));
    if (whole_weeks(w)) return week_words(c, w);
    if (!whole_months(w))
        return fmt::format("{}/{}–{}/{}", base::day_of(w.from), base::month_of(w.from), base::day_of(w.to),
                           base::month_of(w.to));
    const auto months = months_in(w);
    if (months == 1) return c.say.short_month(w.from);
    if (months == 12 && base::month_of(w.from) == 1) return fmt::format("{}", base::year_of(w.from));
    if (months > 12) return fmt::format("{}–{}", base::year_of(w.from), base::year_of(w.to));
    return fmt::format("{}–{}", c.say.short_month(w.from), c.say.short_month(w.to));
}

std::string month_name(const page_context& c, base::date d) {
    const auto name = c.say.month(d);
    return name.substr(0, name.rfind(' '));
}

namespace {

// In full; without `year` where that is the period's own.
std::string full_period(const page_context& c, const core::window_result& w, bool gap, std::optional<int> year) {
    const auto of_year = [&](std::string words, int own) {
        return year == own ? words : fmt::format("{} {}", words, own);
    };
    const int last = base::year_of(w.to);
    if (w.open_ended) return c.say(say("web.from_day", {{"day", w.from}}));
    if (w.from == w.to) return of_year(fmt::format("{} {}", base::day_of(w.to), month_name(c, w.to)), last);
    if (whole_weeks(w) && !gap) return of_year(week_words(c, w), base::iso_week_of(w.to).year);
    if (!whole_months(w) || gap) return of_year(fmt::format("{} – {}", day_month(c, w.from), day_month(c, w.to)), last);
    const auto months = months_in(w);
    if (months == 1) return of_year(month_name(c, w.from), last);
    if (months == 12 && base::month_of(w.from) == 1) return fmt::format("{}", last);
    if (months > 12) return fmt::format("{}–{}", base::year_of(w.from), last);
    return of_year(fmt::format("{}–{}", c.say.short_month(w.from), c.say.short_month(w.to)), last);
}

} // namespace

std::string long_period(const page_context& c, const core::window_result& w, bool gap) {
    return full_period(c, w, gap, std::nullopt);
}

std::string period_in_year(const page_context& c, const core::window_result& w, int year, bool gap) {
    return full_period(c, w, gap, base::year_of(w.from) == year ? std::optional{year} : std::nullopt);
}

std::string in_period(const page_context& c, const core::window_result& w, int year, bool gap) {
    if (gap && !w.open_ended)
        return c.say(say("web.no_later_than",
                         {{"day", base::year_of(w.to) == year ? day_month(c, w.to) : c.say.short_date(w.to)}}));
    auto words = period_in_year(c, w, year, gap);
    if (w.open_ended || !whole_months(w)) return words;
    const auto months = months_in(w);
    if (months == 1) return c.say("web.in_month", {{"month", words}});
    if (months == 12 && base::month_of(w.from) == 1) return c.say("web.in_year", {{"year", words}});
    return words;
}

std::string amount_words(const page_context& c, const rd::quantity& q) {
    if (q.low && q.high && *q.low == *q.high) {
        const auto n = c.say.number(*q.low);
        return q.about ? c.say("web.about", {{"amount", n}}) : n;
    }
    if (q.low && q.high) return fmt::format("{}–{}", c.say.number(*q.low), c.say.number(*q.high));
    if (q.low) return c.say("web.at_least", {{"amount", c.say.number(*q.low)}});
    if (q.high) return c.say("web.at_most", {{"amount", c.say.number(*q.high)}});
    return "–";
}

std::string done_words(const page_context& c, const rd::reading& r, const core::window_result& w) {
    const bool judged =
        w.state != core::window_state::no_requirement && w.state != core::window_state::cannot_be_judged;
    const bool nothing = w.done.high == 0.0;
    if (w.state == core::window_state::not_due || (!judged && nothing && !w.outside.empty())) return "–";
    const auto amount = amount_words(c, w.done);
    return r.measure == rd::measure::percent ? c.say("web.percent", {{"amount", amount}}) : amount;
}

std::string required_words(const page_context& c, const rd::reading& r, const core::window_result& w) {
    if (!w.required) return c.say("web.no_number");
    constexpr std::array keys{"web.at_least", "web.exactly", "web.at_most", "web.about"};
    const auto n = c.say.number(*w.required);
    const auto with_unit = r.measure == rd::measure::hours
                               ? c.say(say("web.hours", {{"n", *w.required}, {"amount", n}}))
                           : r.measure == rd::measure::percent ? c.say("web.percent", {{"amount", n}})
                                                               : n;
    return c.say(keys[static_cast<std::size_t>(r.bound)], {{"amount", with_unit}});
}

std::string state_words(const page_context& c, const core::window_result& w) {
    return c.say(key("web.window_", code(w)));
}

std::string members_words(const page_context& c, const rd::reading& r, std::int64_t n) {
    return c.say(core::members_of(r, n));
}

std::string amount_with_unit(const page_context& c, const rd::reading& r, const core::window_result& w) {
    auto amount = done_words(c, r, w);
    if (amount == "–") return amount;
    constexpr std::array units{"web.times", "web.hours", "web.days", "", "", ""};
    const std::string_view unit = units[static_cast<std::size_t>(r.measure)];
    return unit.empty() ? amount : c.say(say(unit, {{"n", w.done.low.value_or(0)}, {"amount", amount}}));
}

std::string channel_words(const page_context& c, rd::channel ch) {
    return c.say(key("web.channel_", channel_codes[static_cast<std::size_t>(ch)]));
}

std::string basis_words(const page_context& c, const rd::basis& b) {
    auto words = c.say(key("web.basis_", basis_codes[static_cast<std::size_t>(b.kind)]));
    return b.year ? fmt::format("{} {}", words, *b.year) : words;
}

std::string by_words(const page_context& c, const std::vector<std::string>& by) {
    std::vector<std::string> words;
    for (const auto& who : by) {
        const bool kind = std::find(party_codes.begin(), party_codes.end(), who) != party_codes.end() && who != "other";
        words.push_back(kind ? c.say(say(key("web.the_", who), {{"n", std::int64_t{1}}})) : who);
    }
    return words.empty() ? std::string{} : c.say.list(words);
}

parted first_sentence(std::string_view text, std::size_t most) {
    const auto whole = base::trimmed(text);
    for (std::size_t i = 1; i < whole.size() && i <= most; ++i) {
        // A sentence ends where a full stop or a line break is followed by a new start; "m.m. i" is none.
        const bool stop = (whole[i] == '.' || whole[i] == '!' || whole[i] == '?') && i + 2 < whole.size() &&
                          whole[i + 1] == ' ' && !(whole[i + 2] >= 'a' && whole[i + 2] <= 'z');
        if (!stop && whole[i] != '\n') continue;
        return {std::string{whole.substr(0, i)}, std::string{base::trimmed(whole.substr(i + 1))}};
    }
    return {std::string{whole.ends_with('.') ? whole.substr(0, whole.size() - 1) : whole}, {}};
}

std::string approval_words(const page_context& c, const core::approval& a) {
    const auto* key = a.given_here ? "web.approval_here" : "web.approval_on_paper";
    return with_numbers_kept(c.say(say(key, {{"party", a.party}, {"by", a.by}, {"day", a.on}})));
}

std::string with_numbers_kept(std::string text) {
    constexpr std::string_view no_break_space = "\u00a0";
    for (auto at = text.find(' ', 1); at != std::string::npos && at + 1 < text.size(); at = text.find(' ', at + 1)) {
        const bool after_digit = text[at - 1] >= '0' && text[at - 1] <= '9';
        const auto next = static_cast<unsigned char>(text[at + 1]);
        const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == 0xC3;
        if (after_digit && letter) text.replace(at, 1, no_break_space);
    }
    return text;
}

std::string elided(std::string_view text, std::size_t most) {
    if (base::count_code_points(text) <= most) return std::string{text};
    const auto cut = base::to_utf8(base::to_utf32(text).substr(0, most));
    const auto space = cut.rfind(' ');
    auto out = space == std::string::npos ? cut : cut.substr(0, space);
    while (!out.empty() && (out.back() == ',' || out.back() == '.'))
        out.pop_back();
    return out + "…";
}

std::string title_words(const page_context& c, const std::string& title) {
    return title.empty() ? c.say("draft.untitled") : title;
}

} // namespace render::html
