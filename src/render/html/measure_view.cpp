#include "render/html/measure_view.hpp"

#include "base/text.hpp"
#include "core/next_windows.hpp"
#include "core/span.hpp"
#include "core/words.hpp"
#include "reading/cadence/wording.hpp"
#include "render/html/lifetime.hpp"
#include "render/html/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace render::html {
namespace {

namespace rd = ::reading;

bool has_rows(const rd::document& d, std::string_view area) {
    return std::any_of(d.plan.begin(), d.plan.end(), [&](const rd::plan_row& r) { return r.focus_area == area; });
}

const rd::focus_area* area_of(const rd::document& d, const rd::plan_row& row) {
    if (!row.focus_area) return nullptr;
    const auto found = std::find_if(d.focus_areas.begin(), d.focus_areas.end(),
                                    [&](const rd::focus_area& a) { return a.id == *row.focus_area; });
    return found == d.focus_areas.end() ? nullptr : &*found;
}

// The cells of one reading's strips. A page has hundreds, and what they require and how they stand are few words.
class cell_maker {
  public:
    cell_maker(const page_context& c, const rd::reading& r) : c_{c}, r_{r} {}

    charts::strip_cell operator()(const core::window_result& w, bool by_subject) {
        const auto done = done_words(c_, r_, w);
        charts::strip_cell out;
        out.state = code(w);
        out.count = w.state == core::window_state::uncertain ? done + "?" : done;
        const bool gap = r_.aggregate == rd::aggregate::interval;
        out.label = by_subject ? subject_words(c_, r_, w.subject) : short_period(c_, w, gap);
        // Counted over the whole time: so far, and of what.
        if (!w.required && !by_subject && w.from <= shown_day(c_) && (w.open_ended || (w.to - w.from).count() > 366)) {
            out.count = amount_with_unit(c_, r_, w);
            if (w.open_ended || w.to >= shown_day(c_)) out.label = since(w.from);
        }
        out.partial = w.partial;
        auto when = long_period(c_, w, gap);
        if (w.subject >= 0) when = fmt::format("{}, {}", subject_words(c_, r_, w.subject), when);
        out.spoken = c_.say("web.window_spoken",
                            {{"when", when}, {"done", done}, {"required", required(w)}, {"state", state(w)}});
        return out;
    }

  private:
    std::string since(base::date from) const {
        const bool new_year = base::month_of(from) == 1 && base::day_of(from) == 1;
        const auto day = new_year ? fmt::format("{}", base::year_of(from)) : c_.say.short_date(from);
        return c_.say("web.since", {{"day", day}});
    }

    const std::string& required(const core::window_result& w) {
        if (required_words_.empty() || w.required != required_)
            required_words_ = required_words(c_, r_, w), required_ = w.required;
        return required_words_;
    }

    const std::string& state(const core::window_result& w) {
        auto& words = state_words_[code(w)];
        if (words.empty()) words = state_words(c_, w);
        return words;
    }

    const page_context& c_;
    const rd::reading& r_;
    std::optional<double> required_;
    std::string required_words_;
    std::map<std::string_view, std::string> state_words_;
};

} // namespace

int year_of(const core::window_result& w) { return base::year_of(w.open_ended ? w.from : w.to); }

bool is_in_year(const core::window_result& w, int year) {
    // A window of several years shows in each of them; a shorter one in the year that it ends in.
    if (w.open_ended) return base::year_of(w.from) <= year;
    if ((w.to - w.from).count() > 366) return base::year_of(w.from) <= year && year <= base::year_of(w.to);
    return year_of(w) == year;
}

std::vector<const core::window_result*> told_windows(const core::reading_state& r, int year) {
    const bool asks =
        std::any_of(r.windows.begin(), r.windows.end(), [](const auto& w) { return w.required.has_value(); });
    std::vector<const core::window_result*> all;
    for (const auto& w : r.windows) {
        const bool idle = !w.required && w.done.high == 0.0 && w.outside.empty();
        if (is_in_year(w, year) && !(asks && idle)) all.push_back(&w);
    }
    return all;
}

std::vector<owner> owners(const core::pledge_file& file, const core::document_state& state) {
    const auto& d = file.document;
    std::vector<owner> all;
    for (const auto& area : d.focus_areas) {
        for (const auto& p : area.pledges) {
            const auto* s = state.find(p.id);
            if (s && !s->carried_by.empty()) continue; // told of and logged with its row
            const bool has_dates = p.life != rd::lifetime{};
            if (!p.readings.empty() || (s && s->entries > 0) || has_dates || !has_rows(d, area.id))
                all.push_back({p.id, nullptr, &p, &area, &p.readings, s});
        }
    }
    for (const auto& row : d.plan)
        all.push_back({row.id, &row, nullptr, area_of(d, row), &row.readings, state.find(row.id)});
    return all;
}

std::optional<owner> find_owner(const core::pledge_file& file, const core::document_state& state, std::string_view id) {
    for (auto& o : owners(file, state))
        if (o.id == id) return o;
    const auto* carried = state.find(id);
    return carried && !carried->carried_by.empty() ? find_owner(file, state, carried->carried_by) : std::nullopt;
}

std::string owner_name(const owner& o) {
    const auto& words = o.row ? (o.row->what.empty() ? o.row->area : o.row->what) : o.pledge->text;
    return first_sentence(words, o.row ? 110 : 240).first;
}

std::string responsible_words(const page_context& c, const owner& o) {
    const auto who = o.row ? c.say.list(o.row->responsible) : by_words(c, o.pledge->by);
    return who.empty() ? c.say("web.no_responsible") : c.say(say("web.responsible", {{"who", base::capitalized(who)}}));
}

int shown_year(const owner& o, base::date day) {
    const int year = base::year_of(day);
    std::optional<int> latest;
    if (o.state)
        for (const auto& r : o.state->readings)
            for (const auto& w : r.windows) {
                if (is_in_year(w, year)) return year;
                if (year_of(w) < year) latest = std::max(latest.value_or(year_of(w)), year_of(w));
            }
    return latest.value_or(year);
}

std::string subject_words(const page_context& c, const rd::reading& r, std::int16_t subject) {
    if (subject < 0 || !r.per || static_cast<std::size_t>(subject) >= r.per->members.size()) return {};
    return member_words(c, r.per->members[static_cast<std::size_t>(subject)]);
}

std::string part_words(const page_context& c, const owner& o, std::size_t reading, std::int16_t subject) {
    const auto when = core::told_apart(*o.readings, reading);
    const auto who = subject_words(c, (*o.readings)[reading], subject);
    if (!when) return who;
    const auto days = base::capitalized(c.say(*when));
    return who.empty() ? days : fmt::format("{}, {}", days, who);
}

std::string member_words(const page_context& c, const std::string& member) {
    return core::is_grade(member) ? c.say(say("web.grade", {{"grade", member}})) : member;
}

std::vector<int> years_of(const core::reading_state& r) {
    std::set<int, std::greater<>> years;
    for (const auto& w : r.windows)
        years.insert(year_of(w));
    return {years.begin(), years.end()};
}

std::vector<strip_row> strips(const page_context& c, const owner& o, std::size_t reading, int year) {
    const auto& r = (*o.readings)[reading];
    const auto windows = told_windows(o.state->readings[reading], year);
    std::set<std::int16_t> subjects;
    std::set<base::date> begins;
    for (const auto* w : windows) {
        subjects.insert(w->subject);
        begins.insert(w->from);
    }
    if (windows.empty()) return {};
    cell_maker cell{c, r};
    const bool by_subject = subjects.size() > 1 && begins.size() == 1;
    std::vector<strip_row> rows;
    if (by_subject || subjects.size() == 1) {
        std::vector<charts::strip_cell> cells;
        for (const auto* w : windows)
            cells.push_back(cell(*w, by_subject));
        rows.push_back(
            {part_words(c, o, reading, by_subject ? std::int16_t{-1} : *subjects.begin()), charts::strip(cells)});
        return rows;
    }
    for (const auto s : subjects) {
        std::vector<charts::strip_cell> cells;
        for (const auto* w : windows)
            if (w->subject == s) cells.push_back(cell(*w, false));
        rows.push_back({part_words(c, o, reading, s), charts::strip(cells)});
    }
    return rows;
}

view window_row(const page_context& c, const rd::reading& r, const core::window_result& w) {
    view v;
    auto when = long_period(c, w, r.aggregate == rd::aggregate::interval);
    if (w.subject >= 0) when = fmt::format("{}, {}", subject_words(c, r, w.subject), when);
    v.text("when", when).text("required", required_words(c, r, w)).text("done", done_words(c, r, w));
    v.text("state", state_words(c, w)).html("shape_html", charts::shape(code(w)));
    std::vector<std::string> notes;
    if (w.partial) notes.push_back(c.say("web.note_partial"));
    // That it is behind is its state.
    if (w.pace && w.pace != core::pace::behind) {
        constexpr std::array paces{"web.pace_on_pace", "web.pace_ahead", "", "web.pace_at_risk"};
        notes.push_back(c.say(paces[static_cast<std::size_t>(*w.pace)]));
    }
    if (!w.outside.empty())
        notes.push_back(c.say(say("web.note_outside", {{"n", static_cast<std::int64_t>(w.outside.size())}})));
    std::string note;
    for (const auto& n : notes)
        note += note.empty() ? n : ", " + n;
    return std::move(v.text("note", note));
}

view reason_view(const page_context& c, const owner& o, const core::verdict_reason& reason, int year) {
    view v;
    std::string when;
    if (reason.window_from && o.state) {
        for (std::size_t i = 0; i < std::min(o.state->readings.size(), o.readings->size()); ++i)
            for (const auto& w : o.state->readings[i].windows)
                if (w.from == *reason.window_from)
                    when = in_period(c, w, year, (*o.readings)[i].aggregate == rd::aggregate::interval);
        if (when.empty()) when = c.say.date(*reason.window_from);
    }
    v.text("question", when.empty() ? c.say("web.why_not") : c.say(say("web.why_not_when", {{"when", when}})));
    const bool says_kind = reason.code != core::reason_code::other;
    v.text("kind", says_kind ? c.say("feeds.reason_" + std::string{core::name(reason.code)}) : std::string{});
    v.text("text", reason.text);
    const auto given = with_numbers_kept(c.say.date(reason.given_on));
    v.text("by", reason.function.empty() ? given : fmt::format("{}, {}", reason.function, given));
    return v;
}

namespace {

// Whether a reading's words are the document's: those of an answer to a question are not.
bool is_in_document(const owner& o, const rd::reading& r) {
    const auto folded = [](const std::string& text) { return base::lower(base::squeezed(text)); };
    const auto words = folded(o.row ? o.row->when + " " + o.row->what + " " + o.row->area : o.pledge->text);
    return words.find(folded(r.text)) != words.npos;
}

view reading_view(const page_context& c, const owner& o, std::size_t i, base::date day) {
    const auto& r = (*o.readings)[i];
    view v;
    const bool several = o.readings->size() > 1;
    v.text("reading_text", !is_in_document(o, r) ? c.say(say("web.counted_as", {{"words", r.text}}))
                           : several             ? base::capitalized(r.text)
                                                 : std::string{});
    v.text("reading_sentence", several ? c.say(o.state->readings[i].sentence) : std::string{});
    std::vector<view> rows;
    for (auto& row : strips(c, o, i, shown_year(o, day)))
        rows.push_back(std::move(view{}.text("subject", row.subject).html("strip_html", row.strip_html)));
    return std::move(v.list("rows", std::move(rows)));
}

std::vector<view> earlier_years(const page_context& c, const owner& o, base::date day) {
    std::vector<view> years;
    if (!o.state) return years;
    std::set<int, std::greater<>> all;
    for (const auto& r : o.state->readings)
        for (const auto y : years_of(r))
            all.insert(y);
    const auto shown = shown_year(o, day);
    for (const auto y : all) {
        if (y >= shown) continue;
        std::vector<view> rows;
        for (std::size_t i = 0; i < o.state->readings.size(); ++i)
            for (auto& row : strips(c, o, i, y))
                rows.push_back(std::move(view{}.text("subject", row.subject).html("strip_html", row.strip_html)));
        if (rows.empty()) continue;
        view v;
        v.text("year", fmt::format("{}", y)).list("rows", std::move(rows));
        v.text("missed", missed_in_year(c, o, y)).list("reasons", reasons_of_year(c, o, day, y));
        years.push_back(std::move(v));
    }
    return years;
}

// Reasons of the reader's that the tag says already.
bool is_in_tag(std::string_view reason) {
    namespace w = ::reading::wording;
    constexpr std::array known{w::effort, w::need, w::vague, w::vague_count, w::baseline, w::direction, w::possibility};
    return std::find(known.begin(), known.end(), reason) != known.end();
}

// What more there is to why it cannot be judged: the document's own reason, or a question that stands open.
std::string why_not_judged(const core::pledge_file& file, const owner& o) {
    for (const auto& r : *o.readings)
        if (is_in_tag(r.reason))
            return {};
        else if (!r.reason.empty())
            return base::capitalized(r.reason) + (r.reason.ends_with('.') ? "" : ".");
    // Where nothing was read at all the sentence says what the question asks.
    if (o.readings->empty() && o.state) return {};
    for (const auto& q : file.document.questions) {
        if (q.code != rd::question_code::not_measurable) continue;
        const auto own = o.row ? fmt::format("/plan/{}", o.row - file.document.plan.data()) : std::string{};
        if (o.row && (q.at == own || q.at.starts_with(own + "/"))) return q.message;
        if (o.pledge && o.area) {
            const auto path = fmt::format("/focus_areas/{}/pledges/{}", o.area - file.document.focus_areas.data(),
                                          o.pledge - o.area->pledges.data());
            if (q.at == path || q.at.starts_with(path + "/")) return q.message;
        }
    }
    return {};
}

} // namespace

view card_view(const page_context& c, const core::pledge_file& file, const owner& o, base::date day) {
    view v;
    const auto standing = o.standing();
    v.text("id", o.id).text("standing", std::string{code(standing)});
    std::vector<view> tags;
    std::string line;
    for (auto& t : result_tags(c, o, day)) {
        line += (line.empty() ? "" : ". ") + t.text;
        tags.push_back(
            std::move(view{}.text("state", t.state).text("text", t.text).html("shape_html", charts::shape(t.state))));
    }
    v.list("tags", std::move(tags)).text("tag_line", line + ".");
    add_lifetime(c, file, o, day, v);
    v.text("href", fmt::format("/{}/matt/{}{}", file.slug, o.id, day_query(c)));
    v.text("name", owner_name(o));
    v.text("rest", first_sentence(o.row ? o.row->what : o.pledge->text, o.row ? 110 : 240).rest);
    v.text("when", o.row ? o.row->when : std::string{});
    v.text("who", responsible_words(c, o));
    v.text("over", o.row && o.area && o.row->area != o.area->name.value_or("") ? o.row->area : std::string{});
    v.text("sentence", o.state && !o.state->sentence.empty() ? c.say(o.state->sentence) : c.say("web.nothing_counted"));
    constexpr std::array verdicts{"web.verdict_kept", "web.verdict_not_kept", "web.verdict_partly"};
    const auto verdict = o.state ? static_cast<std::size_t>(o.state->verdict) : verdicts.size();
    v.text("whole_verdict", verdict < verdicts.size() ? c.say(verdicts[verdict]) : std::string{});
    const auto rest = sentence_after_tags(o, day);
    v.text("sentence_rest", rest.empty()                                   ? c.say("web.nothing_counted")
                            : standing == core::standing::cannot_be_judged ? with_numbers_kept(c.say(rest))
                                                                           : c.say(rest));
    // Of several parts each has its own sentence below its strip.
    const bool has_parts = o.state && o.state->readings.size() > 1;
    v.flag("whole_sentence", !has_parts || verdict < verdicts.size()).flag("one_part", !has_parts);
    v.text("to_measure", c.say(o.row ? "web.to_measure" : "web.to_pledge"));
    v.text("why_not_judged", standing == core::standing::cannot_be_judged ? why_not_judged(file, o) : std::string{});
    std::vector<view> readings;
    if (o.state) {
        for (std::size_t i = 0; i < o.state->readings.size() && i < o.readings->size(); ++i)
            readings.push_back(reading_view(c, o, i, day));
    }
    v.list("readings", std::move(readings)).list("reasons", reasons_of_year(c, o, day, shown_year(o, day)));
    const auto missed = earlier_misses(o, day);
    v.flag("missed_earlier", missed > 0)
        .text("earlier_words",
              missed > 0 ? c.say(say("web.earlier_years_missed", {{"n", missed}})) : c.say("web.earlier_years"));
    auto earlier = earlier_years(c, o, day);
    v.flag("has_earlier", !earlier.empty()).list("earlier", std::move(earlier));
    return v;
}

} // namespace render::html
