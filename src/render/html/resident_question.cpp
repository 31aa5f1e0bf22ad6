#include "render/resident_question.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

namespace render {

namespace html {
namespace {

using core::civil_day;

// {{#problem}}, {{#wrong_FIELD}}, and what the screen found in `text` where it asks.
void add_notice(const page_context& c, const form_notice& n, std::string_view text, view& v) {
    if (!n.done.empty()) v.text("done", c.say(n.done));
    if (!n.problem) return;
    v.text("problem", c.say(n.problem->text)).flag("wrong_" + n.problem->field, true);
    if (n.problem->kind != base::problem_kind::ask) return;
    v.flag("asks", true);
    std::vector<view> found;
    for (const auto& f : core::screen(text)) {
        view one;
        constexpr std::array kinds{"resident.found_personal_number", "resident.found_telephone",
                                   "resident.found_car_number", "resident.found_person_name",
                                   "resident.found_mail_address"};
        one.text("words", f.text).text("kind", c.say(kinds[static_cast<std::size_t>(f.kind)]));
        found.push_back(std::move(one));
    }
    v.list("found", std::move(found));
}

void add_subject(const question_subject& s, view& v) {
    v.text("slug", s.slug).text("title", s.title).text("owner", s.owner).text("owner_name", s.owner_name);
    v.text("period", s.period);
    v.text("about_href", s.owner.empty() ? "/" + s.slug : fmt::format("/{}/matt/{}", s.slug, s.owner));
    v.text("about_name", s.owner.empty() ? s.title : s.owner_name);
}

// What became of a question, with the days.
std::string state_words(const page_context& c, const core::resident_question& q, core::moment now) {
    const auto days = core::days_waited(q, now);
    if (q.is_waiting()) return c.say(say("resident.state_waiting", {{"n", days}, {"asked", civil_day(q.asked_at)}}));
    return c.say(say(fmt::format("resident.state_{}", core::name(q.state)),
                     {{"asked", civil_day(q.asked_at)}, {"settled", civil_day(*q.settled_at)}}));
}

std::string refusal_words(const page_context& c, core::refusal r) {
    return c.say(fmt::format("resident.refusal_{}", core::name(r)));
}

std::string text_left(const core::resident_question& q) { return q.text.empty() ? q.shown : q.text; }

void add_question(const page_context& c, const core::resident_question& q, core::moment now, view& v) {
    v.text("matter", c.say(fmt::format("resident.told_{}", core::name(q.matter)))).text("text", text_left(q));
    v.flag("erased", q.erased_at.has_value()).flag("is_cut", q.is_cut).flag("is_waiting", q.is_waiting());
    v.flag("is_dispute", q.matter == core::resident_matter::dispute);
    v.text("state", state_words(c, q, now)).text("answer", q.answer).text("function", q.function);
    v.text("refusal", q.why_refused ? refusal_words(c, *q.why_refused) : std::string{});
    v.flag("is_published", q.state == core::resident_state::published);
    v.text("number", fmt::to_string(q.number));
}

view row_view(const page_context& c, const moderation_row& row, core::moment now) {
    view one;
    add_subject(row.about, one);
    add_question(c, row.question, now, one);
    one.text("href", fmt::format("/granska/{}/{}", row.about.slug, row.question.number));
    return one;
}

std::vector<view> rows_view(const page_context& c, const std::vector<moderation_row>& rows, core::moment now) {
    std::vector<view> all;
    for (const auto& row : rows)
        all.push_back(row_view(c, row, now));
    return all;
}

std::vector<view> choices(const std::vector<std::pair<std::string, std::string>>& all, const std::string& chosen) {
    std::vector<view> out;
    for (const auto& [value, name] : all) {
        view one;
        one.text("value", value).text("name", name).flag("chosen", value == chosen);
        out.push_back(std::move(one));
    }
    return out;
}

} // namespace
} // namespace html

std::string ask_page(const page_context& c, const ask_view& v) {
    using namespace html;
    view body;
    add_subject(v.about, body);
    std::vector<std::pair<std::string, std::string>> periods;
    for (const auto& [from, words] : v.periods)
        periods.emplace_back(base::to_iso(from), words);
    body.flag("has_periods", !periods.empty());
    body.list("periods", choices(periods, v.period ? base::to_iso(*v.period) : std::string{}));
    body.flag("is_dispute", v.matter == core::resident_matter::dispute);
    body.flag("is_question", v.matter == core::resident_matter::question);
    body.text("text", v.text).text("stamp", v.stamp);
    body.text("most", fmt::to_string(core::longest_resident_text));
    add_notice(c, v.notice, v.text, body);
    return write_page(c, "ask", quiet_frame(c, "resident.ask_heading"), std::move(body));
}

std::string receipt_entry_page(const page_context& c, const std::string& code, const form_notice& notice) {
    using namespace html;
    view body;
    body.text("code", code);
    add_notice(c, notice, {}, body);
    return write_page(c, "receipt_entry", quiet_frame(c, "resident.entry_heading"), std::move(body));
}

std::string receipt_page(const page_context& c, const receipt_view& v) {
    using namespace html;
    view body;
    add_subject(v.about, body);
    add_question(c, v.question, v.now, body);
    body.text("code", v.code).flag("is_new", v.is_new);
    body.text("public_href",
              fmt::format("{}#fraga-{}",
                          v.about.owner.empty() ? "/" + v.about.slug
                                                : fmt::format("/{}/matt/{}", v.about.slug, v.about.owner),
                          v.question.number));
    add_notice(c, v.notice, {}, body);
    return write_page(c, "receipt", quiet_frame(c, "resident.receipt_heading"), std::move(body));
}

std::string moderation_list_page(const account_context& c, const moderation_list_view& v) {
    using namespace html;
    view body = signed_in_view(c);
    body.flag("has_waiting", !v.waiting.empty()).list("waiting", rows_view(c.page, v.waiting, v.now));
    body.flag("has_settled", !v.settled.empty()).list("settled", rows_view(c.page, v.settled, v.now));
    add_notice(c.page, v.notice, {}, body);
    return write_page(c.page, "moderation_list", quiet_frame(c.page, "resident.moderation_heading"), std::move(body));
}

std::string moderation_page(const account_context& c, const moderation_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    add_subject(v.row.about, body);
    add_question(p, v.row.question, v.now, body);
    for (const auto* what : {"publish", "alone", "refuse"})
        body.flag(fmt::format("what_{}", what), v.what == what);
    body.text("lost", v.row.question.is_waiting() ? std::string{} : v.answer);
    body.text("shown", v.shown).text("typed_answer", v.answer);
    std::vector<std::pair<std::string, std::string>> reasons;
    for (const auto r : core::all_refusals)
        reasons.emplace_back(core::name(r), refusal_words(p, r));
    body.list("reasons", choices(reasons, v.reason));
    body.flag("has_corrections", !v.corrections.empty()).list("corrections", choices(v.corrections, v.correction));
    body.flag("may_erase", !v.row.question.is_waiting() && !v.row.question.erased_at &&
                               v.row.question.state != core::resident_state::published);
    body.flag("may_correct", v.row.question.state == core::resident_state::published && !v.corrections.empty());
    body.text("most", fmt::to_string(core::longest_resident_text));
    const bool of_answer = v.notice.problem && v.notice.problem->field == "answer";
    add_notice(p, v.notice, of_answer ? v.answer : v.shown, body);
    return write_page(p, "moderation", quiet_frame(p, "resident.moderate_heading"), std::move(body));
}

} // namespace render
