#include "render/log_list.hpp"

#include "core/personal_link.hpp"
#include "core/words.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/log_choices.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

namespace render {

namespace html {
namespace {

// "12, åk 7, 2,5 timmar"
std::string amount_of(const page_context& c, const core::log_entry& e) {
    auto text = e.said;
    if (e.subject) text += fmt::format(", {}", member_words(c, *e.subject));
    if (e.hours)
        text += fmt::format(", {}", c.say(say("web.hours", {{"n", *e.hours}, {"amount", c.say.number(*e.hours)}})));
    return text;
}

view state_of(const page_context& c, const core::log_entry& e, bool shows_words) {
    view v;
    v.text("on", c.say.date(e.done_on)).text("said", amount_of(c, e)).text("seen", shown_words(c, e));
    v.text("place", shows_words ? e.place : std::string{}).text("note", shows_words ? e.note : std::string{});
    return v;
}

// Never by a number of ours, which says nothing to whoever reads it.
std::string by_words(const page_context& c, const log_list_view& v, const std::string& by) {
    const auto known = v.who.find(by);
    if (known != v.who.end()) return c.say(say("logging.by_somebody", {{"who", known->second}}));
    if (core::account_of(by)) return c.say("logging.by_other");
    if (core::is_link(by)) return c.say("logging.by_link");
    if (by == "command line") return c.say("logging.by_command_line");
    return c.say(say("logging.by_program", {{"name", by}})); // a token, which has a name
}

} // namespace
} // namespace html

std::string log_list_page(const account_context& c, const log_list_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    body.flag("may_log", v.may_log);
    body.text("done", v.done.empty() ? std::string{} : page.say(v.done));
    std::vector<view> pledges, entries;
    for (const auto& [slug, title] : v.pledges) {
        view one;
        one.text("value", slug).text("name", title).flag("chosen", v.file && slug == v.file->slug);
        pledges.push_back(std::move(one));
    }
    body.flag("has_several", pledges.size() > 1).list("pledges", std::move(pledges));
    body.text("title", v.file ? v.file->document.title : std::string{});
    for (const auto& l : v.entries) {
        auto one = state_of(page, *l.entry, l.shows_words);
        const auto name = log_row_name(page, v.file->document, l.entry->owner);
        one.text("name", name).text("row", fmt::format("h{}", l.entry->row));
        one.text("by", l.is_own ? page.say("logging.by_you") : by_words(page, v, l.entry->by));
        one.text("href", l.may_correct ? fmt::format("/logga/ratta/{}/{}", v.file->slug, l.entry->id) : std::string{});
        one.text("correct_label", page.say(say("logging.correct_label", {{"what", name}, {"day", l.entry->done_on}})));
        entries.push_back(std::move(one));
    }
    body.flag("has_entries", !entries.empty()).list("entries", std::move(entries));
    const auto at = [&](int n) {
        return n < 1 || n > v.pages ? std::string{} : fmt::format("/logga/loggat?lofte={}&sida={}", v.file->slug, n);
    };
    body.text("newer", at(v.page - 1)).text("older", at(v.page + 1));
    return write_page(page, "log_list", quiet_frame(page, "logging.list_heading"), std::move(body));
}

std::string correction_page(const account_context& c, const correction_view& v) {
    using namespace html;
    const auto& page = c.page;
    const auto& e = *v.standing;
    view body = signed_in_view(c);
    body.text("slug", v.file->slug).text("entry", e.id).text("name", log_row_name(page, v.file->document, e.owner));
    body.texts("places", v.places);
    add_screening(c.page, body);
    body.part("now", state_of(page, e, true));
    std::vector<view> earlier;
    for (const auto* old : v.earlier)
        earlier.push_back(state_of(page, *old, true));
    body.flag("has_earlier", !earlier.empty()).list("earlier", std::move(earlier));
    const auto& t = v.typed;
    body.text("id", "ratta").text("key", t.key).text("amount", t.amount).text("on", t.on);
    body.text("today", base::to_iso(page.today)).text("hours", t.hours).text("place", t.place).text("note", t.note);
    add_shown_fields(page, t.shown, t.after_days, v.file->settings.usual, body);
    body.text("problem", t.problem ? page.say(t.problem->text) : std::string{});
    body.flag("asks", t.problem && t.problem->kind == base::problem_kind::ask);
    body.text("withdraw_note", v.withdraw_note);
    body.text("withdraw_problem", v.withdraw_problem ? page.say(v.withdraw_problem->text) : std::string{});
    body.flag("withdraw_asks", v.withdraw_problem && v.withdraw_problem->kind == base::problem_kind::ask);
    return write_page(page, "correction", quiet_frame(page, "logging.correct_heading"), std::move(body));
}

} // namespace render
