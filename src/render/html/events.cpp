#include "render/admin.hpp"

#include "core/personal_link.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/moments.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

// What has a text; another act is told by its own name.
constexpr std::string_view told_acts[]{
    "account",
    "account_closed",
    "account_erased",
    "account_reopened",
    "amendment",
    "approval_withdrawn",
    "approve",
    "calendar",
    "calendar_ended",
    "document",
    "draft",
    "draft_dropped",
    "draft_shared",
    "duty_charge",
    "duty_charge_ended",
    "duty_done",
    "duty_rule",
    "erase",
    "export_account",
    "export_events",
    "identity",
    "identity_ended",
    "in_force",
    "invitation",
    "invitation_revoked",
    "job_retried",
    "law_rule",
    "lede",
    "log",
    "mail_accepted",
    "mail_refused",
    "mail_wish",
    "membership",
    "membership_ended",
    "organisation",
    "party_link",
    "party_unlinked",
    "password",
    "password_reset",
    "personal_link",
    "personal_link_revoked",
    "place",
    "publish",
    "publish_approved",
    "question",
    "question_corrected",
    "question_erased",
    "question_settled",
    "question_withdrawn",
    "read_board",
    "read_drafts",
    "read_duties",
    "read_events",
    "read_log",
    "read_members",
    "read_questions",
    "reason",
    "recovery_code",
    "retention",
    "review",
    "review_ended",
    "second_factor",
    "second_factor_dropped",
    "setting",
    "settings",
    "shown_from",
    "token",
    "token_revoked",
};

std::string act_words(const page_context& c, const std::string& act) {
    const bool is_told = std::find(std::begin(told_acts), std::end(told_acts), act) != std::end(told_acts);
    return is_told ? c.say("audit.act_" + act) : act;
}

// All that there is to search for, in the order of the alphabet.
std::vector<std::pair<std::string, std::string>> acts_by_name(const page_context& c) {
    std::vector<std::pair<std::string, std::string>> all; // the name, the act
    for (const auto act : told_acts)
        all.emplace_back(c.say(fmt::format("audit.act_{}", act)), act);
    std::sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return c.say.less(a.first, b.first); });
    return all;
}

std::string by_words(const page_context& c, const std::string& by) {
    if (by.empty()) return c.say("audit.by_machine");
    if (by == "command line") return c.say("audit.by_command_line");
    if (by == "first link") return c.say("audit.by_first_link");
    if (by == "forgotten") return c.say("audit.by_forgotten");
    if (const auto id = core::account_of(by)) return c.say(say("audit.by_account", {{"n", id->value}}));
    if (core::is_link(by)) return c.say(say("audit.by_link", {{"number", by.substr(by.rfind(' ') + 1)}}));
    return by == "visitor" ? c.say("audit.by_visitor") : by;
}

std::string query_of(const events_view& v, std::int64_t page) {
    std::string q;
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) q += fmt::format("{}{}={}", q.empty() ? "?" : "&", name, percent_encoded(value));
    };
    add("fran", v.from);
    add("till", v.to);
    add("vem", v.by);
    add("vad", v.act);
    add("om", v.subject);
    if (page > 1) add("sida", fmt::format("{}", page));
    return q;
}

} // namespace
} // namespace html

std::string events_page(const account_context& c, const events_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    body.text("from", v.from).text("to", v.to).text("by", v.by).text("subject", v.subject);
    const bool is_search = !v.from.empty() || !v.to.empty() || !v.by.empty() || !v.act.empty() || !v.subject.empty();
    body.flag("is_search", is_search);
    body.text("lede", p.say(v.whole_house ? "audit.lede_house" : "audit.lede_own"));
    std::vector<view> acts, events;
    for (const auto& [name, act] : acts_by_name(p)) {
        view one;
        one.text("value", act).text("name", name).flag("chosen", act == v.act);
        acts.push_back(std::move(one));
    }
    for (const auto& e : v.events) {
        view one;
        one.text("at", moment_words(p, e.at)).text("by", by_words(p, e.by)).text("who", e.who);
        one.text("act", act_words(p, e.act)).text("subject", e.subject).text("slug", e.slug);
        events.push_back(std::move(one));
    }
    body.list("acts", std::move(acts)).flag("has_events", !events.empty()).list("events", std::move(events));
    body.text("csv_href", "/admin/handelser.csv" + query_of(v, 1));
    body.text("newer_href", v.page > 1 ? "/admin/handelser" + query_of(v, v.page - 1) : std::string{});
    body.text("older_href", v.has_more ? "/admin/handelser" + query_of(v, v.page + 1) : std::string{});
    if (v.notice.problem) {
        body.text("problem", p.say(v.notice.problem->text));
        body.flag("wrong_" + v.notice.problem->field, true);
    }
    return write_page(p, "events", quiet_frame(p, "audit.heading"), std::move(body));
}

namespace {

// A cell that begins like a formula is one to a spreadsheet program, quotes or not.
std::string cell(std::string_view text) {
    std::string out = "\"";
    if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) out += '\'';
    for (const char ch : text) {
        if (ch == '"') out += '"';
        out += ch;
    }
    return out + "\"";
}

} // namespace

std::string events_csv(const std::vector<event_view>& events) {
    std::string out = "\xEF\xBB\xBFtid;vem;vad;om;lofte;kedja;nummer\r\n";
    for (const auto& e : events)
        out += fmt::format("{};{};{};{};{};{};{}\r\n", cell(utc_minute(e.at)), cell(e.by), cell(e.act), cell(e.subject),
                           cell(e.slug), e.document, e.number);
    return out;
}

} // namespace render
