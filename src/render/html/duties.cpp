#include "render/duties.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/log_choices.hpp"
#include "render/html/page.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

namespace render {

namespace html {
namespace {

constexpr std::size_t days_told = 3;

std::string after_words(const page_context& c, const std::vector<base::date>& days) {
    std::vector<std::string> told;
    for (const auto d : days)
        if (told.size() < days_told) told.push_back(c.say.short_date(d));
    return told.empty() ? std::string{} : c.say(say("board.then", {{"days", c.say.list(told)}}));
}

std::vector<view> people_of(const duty_pledge& p, const duty_row& row, const typed_charge* typed) {
    const auto stands = row.charged ? fmt::to_string(row.charged->id) : std::string{};
    const auto& chosen = typed ? typed->account : stands;
    std::vector<view> all;
    for (const auto& person : p.people)
        all.push_back(std::move(view{}
                                    .text("value", fmt::to_string(person.id))
                                    .text("name", person.name)
                                    .flag("chosen", chosen == fmt::to_string(person.id))));
    return all;
}

view row_view(const page_context& c, const duties_view& all, const duty_pledge& p, const duty_row& row) {
    const auto& d = row.next;
    const auto* typed = all.typed && all.typed->slug == p.slug && all.typed->series == d.series ? &*all.typed : nullptr;
    view v;
    v.text("id", fmt::format("{}-{}", p.slug, d.series)).text("slug", p.slug).text("series", d.series);
    v.text("what", c.say(d.what)).text("sentence", with_numbers_kept(c.say(d.sentence)));
    const bool late = !d.done && d.due < c.today;
    v.text("due", c.say(say(d.done ? "board.due_done" : late ? "board.due_late" : "board.due", {{"day", d.due}})));
    v.text("tag", d.done ? "met" : late ? "missed" : "open").text("then", after_words(c, row.then));
    v.text("charged",
           row.charged ? c.say(say("board.charged", {{"who", row.charged->name}})) : c.say("board.charged_nobody"));
    v.text("note", row.note);
    v.text("rule", d.by_rule ? c.say("board.by_rule") : std::string{});
    v.flag("may_assign", p.may_assign).list("people", people_of(p, row, typed));
    v.flag("open", typed).text("typed_note", typed ? typed->note : row.note);
    v.flag("asks", typed && all.notice.problem && all.notice.problem->kind == base::problem_kind::ask);
    v.text("assign_label", c.say(say("board.assign_for", {{"what", c.say(d.what)}})));
    v.text("mark", p.may_assign && d.kind == core::duty_kind::revision && !d.done ? d.id : std::string{});
    return v;
}

view pledge_view(const page_context& c, const duties_view& all, const duty_pledge& p) {
    view v;
    v.text("slug", p.slug).text("title", p.title);
    std::vector<view> rows;
    for (const auto& row : p.rows)
        rows.push_back(row_view(c, all, p, row));
    v.flag("has_rows", !rows.empty()).list("rows", std::move(rows));
    v.flag("may_assign", p.may_assign && !(p.asks_follow_up && p.asks_feedback && p.asks_revision));
    v.flag("ask_follow_up", !p.asks_follow_up).flag("follow_up_yearly", p.rules.follow_up_yearly);
    v.flag("ask_feedback", !p.asks_feedback).text("feedback_times", fmt::to_string(p.rules.feedback_times));
    v.flag("ask_revision", !p.asks_revision).flag("revise_yearly", p.rules.revise_yearly);
    return v;
}

view law_view(const page_context& c, const law_row& l) {
    view v;
    v.text("id", fmt::to_string(l.organisation.id.value)).text("name", l.organisation.name);
    v.text("decided", l.decided).text("years", l.years).text("today", base::to_iso(c.today));
    const bool late = l.duty && l.duty->due < c.today;
    v.text("due", l.duty ? c.say(say(late ? "board.due_late" : "board.due", {{"day", l.duty->due}}))
                         : c.say("board.law_unknown"));
    v.text("tag", late ? "missed" : "open");
    return v;
}

} // namespace
} // namespace html

std::string duties_page(const account_context& c, const duties_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    add_screening(c.page, body);
    body.text("problem", v.notice.problem ? page.say(v.notice.problem->text) : std::string{});
    body.text("done", v.notice.done.empty() ? std::string{} : page.say(v.notice.done));
    std::vector<view> pledges, laws;
    for (const auto& p : v.pledges)
        pledges.push_back(pledge_view(page, v, p));
    for (const auto& l : v.laws)
        laws.push_back(law_view(page, l));
    body.flag("has_pledges", !pledges.empty()).list("pledges", std::move(pledges));
    body.flag("has_laws", !laws.empty()).list("laws", std::move(laws));
    body.flag("has_calendar", v.has_calendar).text("calendar_link", v.calendar_link);
    return write_page(page, "duties", quiet_frame(page, "board.duties_heading"), std::move(body));
}

} // namespace render
