#include "render/logging.hpp"

#include "base/text.hpp"
#include "core/late_logging.hpp"
#include "core/next_windows.hpp"
#include "reading/names.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/field.hpp"
#include "render/html/log_choices.hpp"
#include "render/html/page.hpp"
#include "render/html/results.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

bool is_counted_by_one(const ::reading::reading& r) {
    using ::reading::measure;
    return r.measure == measure::occasions || r.measure == measure::days || r.measure == measure::subjects;
}

// "One, today" says enough where nothing has to be chosen and one is an amount of what is counted.
bool is_one_press(const std::vector<::reading::reading>& readings) {
    if (readings.empty()) return true;
    return readings.size() == 1 && is_counted_by_one(readings.front()) &&
           !(readings.front().per && readings.front().per->kind == ::reading::subjects::sharing::each);
}

std::vector<view> subject_choices(const page_context& c, const std::vector<::reading::reading>& readings,
                                  const std::string& chosen) {
    std::vector<view> all;
    for (const auto& r : readings)
        if (r.per && r.per->kind == ::reading::subjects::sharing::each && r.per->members.size() > 1)
            for (const auto& member : r.per->members) {
                view one;
                one.text("value", member).text("name", member_words(c, member)).flag("chosen", member == chosen);
                all.push_back(std::move(one));
            }
    return all;
}

std::vector<view> reading_choices(const page_context& c, const std::vector<::reading::reading>& readings,
                                  const std::string& chosen) {
    std::vector<view> all;
    if (readings.size() < 2) return all;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        view one;
        const auto when = core::told_apart(readings, i);
        const auto name = when ? fmt::format("{} ({})", readings[i].text, c.say(*when)) : readings[i].text;
        one.text("value", fmt::to_string(i)).text("name", name).flag("chosen", fmt::to_string(i) == chosen);
        all.push_back(std::move(one));
    }
    return all;
}

// By which the residents were told, and where what they were told stands.
void add_telling(const page_context& c, const typed_entry* typed, view& row) {
    std::vector<view> channels;
    for (const auto word : ::reading::words_of<::reading::channel>()) {
        view one;
        one.text("value", std::string{word}).text("name", c.say(fmt::format("web.channel_{}", word)));
        one.flag("chosen", typed && typed->channel == word);
        channels.push_back(std::move(one));
    }
    row.flag("tells", true).list("channels", std::move(channels));
    row.text("link", typed ? typed->link : std::string{});
}

view row_view(const account_context& c, const logging_view& v, const logged_pledge& p, const log_row& o) {
    const auto& page = c.page;
    const auto& slug = p.file->slug;
    const auto name = fmt::format("{}-{}", slug, o.id);
    view row;
    row.text("id", name).text("slug", slug).text("owner", o.id).text("name", o.name);
    row.text("href", o.card ? fmt::format("/{}/matt/{}", slug, o.id) : fmt::format("/{}", slug));
    std::vector<view> tags;
    if (o.card)
        for (const auto& tag : result_tags(page, *o.card, page.today)) {
            view one;
            one.text("text", tag.text);
            tags.push_back(std::move(one));
        }
    row.list("tags", std::move(tags));
    const auto last = core::last_day_to_log(p.file->document, page.today, o.id);
    row.flag("one_press", last == page.today && is_one_press(*o.readings));
    row.text("one_label", page.say(say("logging.one_label", {{"what", o.name}})));
    const auto* typed = v.typed && v.typed->pledge == slug && v.typed->owner == o.id ? &*v.typed : nullptr;
    row.text("key", typed ? typed->key : fmt::format("{}-{}", v.new_key, name));
    row.flag("open", typed != nullptr);
    row.text("amount", typed ? typed->amount : std::string{});
    row.text("on", typed ? typed->on : base::to_iso(last)).text("today", base::to_iso(last));
    row.text("hours", typed ? typed->hours : std::string{});
    row.text("place", typed ? typed->place : std::string{}).text("note", typed ? typed->note : std::string{});
    auto subjects = subject_choices(page, *o.readings, typed ? typed->subject : std::string{});
    row.flag("has_subjects", !subjects.empty()).list("subjects", std::move(subjects));
    auto readings = reading_choices(page, *o.readings, typed ? typed->reading : std::string{});
    row.flag("has_readings", !readings.empty()).list("readings", std::move(readings));
    row.flag("tells", false);
    if (o.id == "feedback") add_telling(page, typed, row);
    add_shown_fields(page, typed ? typed->shown : std::string{}, typed ? typed->after_days : std::string{},
                     p.file->settings.usual, row);
    const bool asks = typed && typed->problem && typed->problem->kind == base::problem_kind::ask;
    row.text("problem", typed && typed->problem ? page.say(typed->problem->text) : std::string{}).flag("asks", asks);
    return row;
}

// Rows that ended so lately that late logging of them is waited for, and the one that something was typed of: the form
// says there what is wrong with it.
std::vector<log_row> rows_of(const account_context& c, const logging_view& v, const logged_pledge& p) {
    const auto today = c.page.today;
    const bool is_typed = v.typed && v.typed->pledge == p.file->slug;
    const auto lately = today - base::days{p.file->settings.reporting_days};
    auto all = log_rows(c.page, *p.file, *p.state, p.acting, is_typed ? base::date{} : lately, today);
    if (p.rows)
        std::erase_if(
            all, [&](const auto& row) { return std::find(p.rows->begin(), p.rows->end(), row.id) == p.rows->end(); });
    return all;
}

view pledge_view_of(const account_context& c, const logging_view& v, const logged_pledge& p) {
    view out;
    std::vector<view> own, others;
    bool typed_in_others = false, has_own_card = false;
    for (const auto& row : rows_of(c, v, p)) {
        const bool is_own = p.rows || row.own;
        has_own_card = has_own_card || (is_own && row.card);
        (is_own ? own : others).push_back(row_view(c, v, p, row));
        typed_in_others =
            typed_in_others || (!is_own && v.typed && v.typed->pledge == p.file->slug && v.typed->owner == row.id);
    }
    const bool has_own = !own.empty();
    out.text("title", p.file->document.title).text("slug", p.file->slug).texts("places", p.places);
    out.flag("has_own", has_own).list("own", std::move(own));
    out.flag("has_others", !others.empty()).list("others", std::move(others));
    out.flag("others_open", !has_own_card || typed_in_others);
    return out;
}

} // namespace
} // namespace html

std::string logging_page(const account_context& c, const logging_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    add_field(body, v.path, v.holder);
    body.text("log_path", v.path).flag("makes_links", v.makes_links).flag("keeps_places", v.keeps_places);
    add_screening(c.page, body);
    if (v.link)
        body.text("link_words",
                  page.say(say("links.for_whom", {{"function", v.link->function}, {"day", v.link->ends_on}})));
    body.flag("may_begin", c.may(core::act::import_document));
    body.text("nothing", v.over ? page.say(say("logging.over", {{"day", *v.over}}))
                                : page.say(v.link ? "links.nothing" : "logging.nothing"));
    std::vector<view> pledges;
    for (const auto& p : v.pledges)
        pledges.push_back(pledge_view_of(c, v, p));
    body.flag("has_pledges", !pledges.empty()).list("pledges", std::move(pledges));
    if (v.saved) {
        const auto& e = v.saved->entry;
        std::string what = v.saved->owner;
        for (const auto& p : v.pledges)
            if (p.file->slug == v.saved->pledge) what = log_row_name(page, p.file->document, v.saved->owner);
        const auto* words = v.saved->undone ? "logging.undone" : "logging.saved";
        body.text("saved", page.say(say(words, {{"amount", e.said}, {"what", what}, {"day", e.done_on}})));
        body.flag("may_undo", !v.saved->undone).text("saved_pledge", v.saved->pledge).text("saved_id", e.id);
    }
    return write_page(page, "logging", quiet_frame(page, "logging.heading"), std::move(body));
}

} // namespace render
