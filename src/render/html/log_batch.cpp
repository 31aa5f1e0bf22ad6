#include "render/log_batch.hpp"

#include "core/late_logging.hpp"
#include "render/html/account_frame.hpp"
#include "render/html/log_choices.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

constexpr std::size_t new_lines = 12; // of a month; one that is sent full comes back with as many again

// A day's lines are one's own rows; a row that is nobody's in particular can be logged on the page of single things.
std::vector<batch_line> lines_of(const batch_view& v, const std::vector<row_choice>& choices) {
    auto lines = v.lines;
    if (v.is_month) {
        const auto filled = static_cast<std::size_t>(
            std::count_if(lines.begin(), lines.end(), [](const auto& l) { return !l.amount.empty(); }));
        if (lines.size() < filled + 2 && lines.size() + 2 <= most_batch_lines) lines.resize(lines.size() + 2);
        if (lines.size() < new_lines) lines.resize(new_lines);
        return lines;
    }
    if (!lines.empty()) return lines;
    const bool any_own = std::any_of(choices.begin(), choices.end(), [](const auto& c) { return c.own && !c.is_duty; });
    for (const auto& c : choices)
        if ((c.own || !any_own) && !c.is_duty && lines.size() < most_batch_lines)
            lines.push_back({c.value, {}, {}, {}, {}});
    return lines;
}

view line_view(const page_context& c, const batch_view& v, const batch_line& line, std::size_t n,
               const std::vector<row_choice>& choices) {
    view out;
    const auto id = fmt::format("rad-{}", n);
    out.text("id", id).text("n", fmt::to_string(n)).text("what", line.what);
    std::vector<view> options;
    for (const auto& choice : choices) {
        if (choice.value == line.what) out.text("name", choice.name);
        if (!v.is_month) continue;
        view one;
        one.text("value", choice.value).text("name", choice.name).flag("chosen", choice.value == line.what);
        options.push_back(std::move(one));
    }
    out.flag("chooses", v.is_month).list("options", std::move(options));
    out.text("on", line.on).text("amount", line.amount).text("place", line.place);
    out.text("line_label", c.say(say("logging.line_n", {{"n", static_cast<std::int64_t>(n)}})));
    out.text("problem", line.problem ? c.say(line.problem->text) : std::string{});
    return out;
}

} // namespace
} // namespace html

std::string batch_page(const account_context& c, const batch_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    body.text("slug", v.file->slug).text("title", v.file->document.title).text("key", v.key);
    body.texts("places", v.places);
    add_screening(c.page, body);
    body.flag("is_month", v.is_month).flag("is_day", !v.is_month);
    const auto month = base::to_iso(v.month).substr(0, 7);
    body.text("heading", v.is_month ? page.say(say("logging.month_heading", {{"month", page.say.month(v.month)}}))
                                    : page.say("logging.day_heading"));
    body.text("month", month).text("view", v.is_month ? "manad" : "dag");
    body.text("first", base::to_iso(v.month));
    const auto last = core::last_day_to_log(v.file->document, page.today);
    body.text("last", base::to_iso(v.is_month ? std::min(base::last_of_month(v.month), last) : last));
    body.text("on", v.on.empty() ? base::to_iso(last) : v.on).text("today", base::to_iso(last));
    body.text("earlier", base::to_iso(base::add_months(v.month, -1)).substr(0, 7));
    const auto later = base::add_months(v.month, 1);
    body.text("later", later <= last ? base::to_iso(later).substr(0, 7) : std::string{});
    const auto choices =
        row_choices(page, log_rows(page, *v.file, v.state, v.acting,
                                   v.is_month ? v.month : page.today - base::days{v.file->settings.reporting_days},
                                   v.is_month ? base::last_of_month(v.month) : page.today));
    const auto lines = lines_of(v, choices);
    std::vector<view> all;
    bool asks = false, wrong = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        all.push_back(line_view(page, v, lines[i], i + 1, choices));
        wrong = wrong || lines[i].problem;
        asks = asks || (lines[i].problem && lines[i].problem->kind == base::problem_kind::ask);
    }
    body.flag("has_lines", !all.empty()).list("lines", std::move(all)).flag("asks", asks);
    body.text("problem", v.problem ? page.say(v.problem->text)
                         : wrong   ? page.say("logging.lines_wrong")
                                   : std::string{});
    body.text("done", v.saved > 0 ? page.say(say("logging.saved_n", {{"n", static_cast<std::int64_t>(v.saved)}}))
                                  : std::string{});
    body.text("undone", v.undone > 0 ? page.say(say("logging.undone_n", {{"n", static_cast<std::int64_t>(v.undone)}}))
                                     : std::string{});
    body.text("saved_key", v.saved_key);
    body.text("id", "alla");
    add_shown_fields(page, v.shown, v.after_days, v.file->settings.usual, body);
    std::vector<view> pledges;
    for (const auto& [slug, title] : v.pledges) {
        view one;
        one.text("value", slug).text("name", title).flag("chosen", slug == v.file->slug);
        pledges.push_back(std::move(one));
    }
    body.flag("has_several", pledges.size() > 1).list("pledges", std::move(pledges));
    return write_page(page, "log_batch", quiet_frame(page, v.is_month ? "logging.month_title" : "logging.day_heading"),
                      std::move(body));
}

} // namespace render
