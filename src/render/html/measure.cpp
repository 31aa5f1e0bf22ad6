#include "base/text.hpp"
#include "core/showing.hpp"
#include "render/charts/bars.hpp"
#include "render/html/results.hpp"
#include "render/html/told_questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace render {

namespace html {
namespace {

namespace rd = ::reading;

charts::bar bar_of(const page_context& c, const rd::reading& r, const core::window_result& w, bool by_subject) {
    charts::bar b;
    b.state = code(w);
    b.done = w.done.low.value_or(0);
    b.done_high = w.done.high;
    b.required = w.required;
    const bool gap = r.aggregate == rd::aggregate::interval;
    b.label = by_subject ? subject_words(c, r, w.subject) : short_period(c, w, gap);
    b.count = done_words(c, r, w);
    b.spoken = c.say(say("web.window_spoken", {{"when", long_period(c, w, gap)},
                                               {"done", b.count},
                                               {"required", required_words(c, r, w)},
                                               {"state", state_words(c, w)}}));
    return b;
}

view picture(const page_context& c, const owner& o, const rd::reading& r,
             const std::vector<const core::window_result*>& windows, const std::string& id, const std::string& subject,
             const std::string& when, bool by_subject) {
    charts::bar_chart chart;
    chart.id = id;
    chart.title = subject.empty() ? fmt::format("{}, {}", owner_name(o), when)
                                  : fmt::format("{}, {}, {}", owner_name(o), subject, when);
    chart.description = c.say("web.chart_words");
    for (const auto* w : windows)
        chart.bars.push_back(bar_of(c, r, *w, by_subject));
    view v;
    v.text("subject", subject).text("picture_name", chart.title).html("chart_html", charts::bars(chart));
    return v;
}

view year_view(const page_context& c, const owner& o, std::size_t i, int year) {
    const auto& r = (*o.readings)[i];
    std::map<std::int16_t, std::vector<const core::window_result*>> by_subject;
    std::vector<const core::window_result*> all;
    std::set<base::date> begins;
    std::vector<view> table;
    for (const auto* w : told_windows(o.state->readings[i], year)) {
        by_subject[w->subject].push_back(w);
        all.push_back(w);
        begins.insert(w->from);
        table.push_back(window_row(c, r, *w));
    }
    // A sole period of several years is called by them.
    const bool is_long =
        begins.size() == 1 && (all.front()->open_ended || (all.front()->to - all.front()->from).count() > 366);
    const auto when =
        is_long ? long_period(c, *all.front(), r.aggregate == rd::aggregate::interval) : fmt::format("{}", year);
    view v;
    v.text("year", base::capitalized(when)).list("table", std::move(table));
    v.text("caption", c.say(say("web.table_caption", {{"what", owner_name(o)}, {"year", when}})));
    std::vector<view> pictures;
    const auto id = fmt::format("c{}-{}", i, year);
    if (by_subject.size() > 1 && begins.size() == 1) {
        pictures.push_back(picture(c, o, r, all, id, part_words(c, o, i, -1), when, true));
    } else {
        for (const auto& [subject, windows] : by_subject)
            pictures.push_back(picture(c, o, r, windows, fmt::format("{}-{}", id, subject + 1),
                                       part_words(c, o, i, subject), when, false));
    }
    return std::move(v.list("pictures", std::move(pictures)));
}

// Latest first, from the year that is shown: of those to come there is nothing to tell, unless all are to come.
std::vector<int> told_years(const core::reading_state& r, int shown) {
    std::set<int, std::greater<>> years;
    for (const auto& w : r.windows) {
        if (year_of(w) < shown) years.insert(year_of(w));
        if (is_in_year(w, shown)) years.insert(shown);
    }
    return years.empty() ? years_of(r) : std::vector<int>{years.begin(), years.end()};
}

view chart_view(const page_context& c, const owner& o, std::size_t i) {
    const auto& state = o.state->readings[i];
    view v;
    v.text("chart_id", fmt::format("utfall-{}", i + 1));
    v.text("chart_heading", o.readings->size() > 1
                                ? c.say(say("web.outcome_of", {{"i", static_cast<std::int64_t>(i + 1)}}))
                                : c.say("web.period_by_period"));
    v.text("reading_words", base::capitalized((*o.readings)[i].text));
    v.text("reading_sentence", o.readings->size() > 1 ? c.say(state.sentence) : std::string{});
    std::vector<view> years;
    for (const auto y : told_years(state, shown_year(o, shown_day(c))))
        years.push_back(year_view(c, o, i, y));
    v.list("years", std::move(years));
    std::vector<std::string> lines;
    for (const auto& m : state.arithmetic)
        lines.push_back(c.say(m));
    return std::move(v.texts("arithmetic", lines).flag("has_arithmetic", !lines.empty()));
}

void add_facts(const page_context& c, const owner& o, view& v) {
    std::vector<view> facts;
    const auto add = [&](std::string_view head, std::string text) {
        if (!text.empty()) facts.push_back(std::move(view{}.text("head", c.say(head)).text("text", std::move(text))));
    };
    if (o.row) {
        add("web.col_when", o.row->when);
        add("web.col_responsible", c.say.list(o.row->responsible));
        add("web.col_with", c.say.list(o.row->with));
        add("web.col_follow_up", c.say.list(o.row->follow_up));
    } else {
        add("web.col_by", base::capitalized(by_words(c, o.pledge->by)));
    }
    if (o.area) add("web.col_area", o.area->name.value_or(""));
    v.list("facts", std::move(facts));
}

view entry_view(const page_context& c, const core::shown_entry& shown) {
    const auto& e = *shown.entry;
    view v;
    v.text("entry_id", fmt::format("h{}", e.row)).text("on", c.say.date(e.done_on)).flag("struck", shown.is_replaced);
    auto said = e.kind == core::entry_kind::withdrawal ? std::string{"–"} : amount_words(c, e.amount);
    if (e.hours)
        said += fmt::format(" ({})", c.say(say("web.hours", {{"n", *e.hours}, {"amount", c.say.number(*e.hours)}})));
    v.text("said", said).text("for_whom", e.subject ? member_words(c, *e.subject) : std::string{});
    std::vector<std::string> more;
    constexpr std::array kinds{"", "web.log_correction", "web.log_withdrawal"};
    if (shown.names) more.push_back(c.say(kinds[static_cast<std::size_t>(e.kind)]));
    if (shown.is_replaced) more.push_back(c.say("web.log_struck"));
    if (e.channel) more.push_back(channel_words(c, *e.channel));
    for (const auto text : {core::place_shown(e), core::note_shown(e)})
        if (!text.empty()) more.emplace_back(text);
    std::string text;
    for (const auto& m : more)
        text += text.empty() ? m : ". " + m;
    return std::move(v.text("more", base::capitalized(text))
                         .text("names_href", shown.names ? fmt::format("#h{}", shown.names->row) : std::string{}));
}

// Entries that may be public, latest first, with what corrects or withdraws them beside the old.
void add_log(const page_context& c, const core::pledge_file& file, std::string_view owner, view& v) {
    const auto day = shown_day(c);
    auto own = core::shown_of(file.log, day);
    std::erase_if(own, [&](const auto& s) { return s.entry->owner != owner || s.entry->done_on > day; });
    std::stable_sort(own.begin(), own.end(), [](const auto& a, const auto& b) {
        return a.entry->done_on != b.entry->done_on ? a.entry->done_on > b.entry->done_on : a.entry->row > b.entry->row;
    });
    const auto standing = core::standing_of(file.log);
    const auto hidden = std::count_if(standing.begin(), standing.end(), [&](const auto* e) {
        return e->owner == owner && e->done_on <= day && !core::is_shown(*e, day);
    });
    std::vector<view> rows;
    bool has_for = false, has_more = false; // a column that stands empty on every row is left out
    for (const auto& s : own) {
        const auto& e = *s.entry;
        rows.push_back(entry_view(c, s));
        has_for = has_for || e.subject;
        has_more = has_more || s.names || s.is_replaced || e.channel || !core::place_shown(e).empty() ||
                   !core::note_shown(e).empty();
    }
    v.flag("has_for", has_for).flag("has_more", has_more);
    std::string words = c.say("web.nothing_counted");
    // What was undone or corrected stands in the list, and is not counted.
    std::erase_if(own, [](const auto& s) { return s.is_replaced || s.entry->kind == core::entry_kind::withdrawal; });
    if (!own.empty()) {
        const auto first = own.back().entry->done_on, last = own.front().entry->done_on;
        const auto span = first == last ? c.say.date(first) : c.say(say("web.range", {{"from", first}, {"to", last}}));
        words = c.say(say("web.log_n", {{"n", static_cast<std::int64_t>(own.size())}, {"span", span}}));
    }
    if (hidden > 0) words += " " + c.say(say("web.log_hidden", {{"n", static_cast<std::int64_t>(hidden)}}));
    v.text("log_words", with_numbers_kept(words)).flag("has_log", !rows.empty()).list("log", std::move(rows));
}

// By the period that each is for; those for no period in particular come first.
std::vector<const core::verdict_reason*> latest_first(const std::vector<core::verdict_reason>& reasons) {
    std::vector<const core::verdict_reason*> all;
    for (const auto& r : reasons)
        all.push_back(&r);
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
        return a->window_from.value_or(base::date::max()) > b->window_from.value_or(base::date::max());
    });
    return all;
}

view measure_view(const page_context& c, const core::pledge_file& file, const owner& o) {
    const auto day = shown_day(c);
    view v = card_view(c, file, o, day);
    const auto& d = file.document;
    v.text("slug", file.slug).text("doc_lang", other_language(c, d));
    const auto place = place_words(c, d.parties);
    v.text("place", place.empty() ? d.title : place);
    constexpr std::array verdicts{"web.verdict_kept", "web.verdict_not_kept", "web.verdict_partly",
                                  "web.verdict_ongoing", "web.verdict_cannot_be_judged"};
    const auto verdict = o.state ? o.state->verdict : core::verdict::cannot_be_judged;
    const bool is_said = verdict == core::verdict::cannot_be_judged && o.standing() == core::standing::cannot_be_judged;
    v.text("verdict", is_said ? std::string{} : c.say(verdicts[static_cast<std::size_t>(verdict)]));
    add_facts(c, o, v);
    std::vector<view> charts, reasons;
    if (o.state) {
        for (std::size_t i = 0; i < o.state->readings.size() && i < o.readings->size(); ++i)
            charts.push_back(chart_view(c, o, i));
        for (const auto* r : latest_first(o.state->reasons))
            if (r->given_on <= day) reasons.push_back(reason_view(c, o, *r, 0));
    }
    for (auto& r :
         unexplained_misses(c, o, file.document.valid.from.value_or(base::first_of_year(base::year_of(day))), day))
        reasons.push_back(std::move(r));
    v.list("charts", std::move(charts))
        .flag("has_all_reasons", !reasons.empty())
        .list("all_reasons", std::move(reasons));
    add_log(c, file, o.id, v);
    return v;
}

} // namespace
} // namespace html

std::optional<std::string> measure_page(const page_context& c, const core::pledge_file& file,
                                        const core::document_state& state, std::string_view id) {
    return measure_page(c, file, state, id, {});
}

std::optional<std::string> measure_page(const page_context& c, const core::pledge_file& file,
                                        const core::document_state& state, std::string_view id,
                                        const resident_questions& asked) {
    const auto o = html::find_owner(file, state, id);
    if (!o) return std::nullopt;
    html::frame f;
    f.title = html::owner_name(*o);
    f.description = f.title;
    f.invented = file.invented;
    f.pledge_slug = file.slug;
    auto v = html::measure_view(c, file, *o);
    html::add_resident_questions(c, file, state, o->id, asked, v);
    return html::write_page(c, "measure", f, std::move(v));
}

} // namespace render
