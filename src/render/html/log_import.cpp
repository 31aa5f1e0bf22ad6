#include "render/log_import.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/log_choices.hpp"
#include "render/html/page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

constexpr std::size_t most_shown = 200; // good rows; what is wrong is shown whole

// "1, 4,5 timmar"
std::string amount_words(const page_context& c, const import_row& r) {
    if (!r.hours) return r.amount;
    const auto hours = c.say(say("web.hours", {{"n", *r.hours}, {"amount", c.say.number(*r.hours)}}));
    return r.amount.empty() ? hours : fmt::format("{}, {}", r.amount, hours);
}

view row_view(const page_context& c, const import_row& r) {
    view out;
    out.text("line", fmt::to_string(r.line))
        .text("date", r.on ? c.say.date(*r.on) : r.date)
        .text("what", r.what)
        .text("amount", amount_words(c, r));
    out.text("uncounted", r.is_uncounted ? c.say(say("import.uncounted", {{"text", r.amount}})) : std::string{});
    out.text("place", r.place).text("note", r.note);
    out.text("owner", r.owner).text("problem", r.problem ? c.say(r.problem->text) : std::string{});
    return out;
}

void add_preview(const page_context& c, const import_preview& p, view& v) {
    std::vector<view> wrong, good;
    bool asks = false;
    for (const auto& r : p.rows) {
        if (r.problem) wrong.push_back(row_view(c, r));
        if (!r.problem && good.size() < most_shown) good.push_back(row_view(c, r));
        asks = asks || (r.problem && r.problem->kind == base::problem_kind::ask);
    }
    const auto n = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    const auto bad = p.rows.size() - p.good;
    v.flag("has_preview", true).flag("has_wrong", !wrong.empty()).flag("has_good", !good.empty()).flag("asks", asks);
    v.text("wrong_words", c.say(say("import.wrong_n", {{"n", n(bad)}})));
    v.text("good_words", c.say(say("import.good_n", {{"n", n(p.good)}})));
    v.text("more_words",
           p.good > good.size() ? c.say(say("import.more_n", {{"n", n(p.good - good.size())}})) : std::string{});
    v.text("save_all", bad == 0 && p.good > 0 ? c.say(say("import.save_n", {{"n", n(p.good)}})) : std::string{});
    v.text("save_good", bad > 0 && p.good > 0 ? c.say(say("import.save_good_n", {{"n", n(p.good)}})) : std::string{});
    v.list("wrong", std::move(wrong)).list("good", std::move(good));
    v.text("unknown",
           p.unknown.empty() ? std::string{} : c.say(say("import.unknown", {{"headings", c.say.list(p.unknown)}})));
}

} // namespace
} // namespace html

std::string import_page(const account_context& c, const import_view& v) {
    using namespace html;
    const auto& page = c.page;
    view body = signed_in_view(c);
    body.text("slug", v.file->slug).text("title", v.file->document.title).text("table", v.text);
    body.text("problem", v.problem ? page.say(v.problem->text) : std::string{});
    std::string done;
    if (v.saved) done = page.say(say("import.saved_n", {{"n", *v.saved}}));
    if (v.saved && v.known > 0) done += " " + page.say(say("import.known_n", {{"n", v.known}}));
    body.text("done", done).text("id", "fil");
    add_shown_fields(page, v.shown, v.after_days, v.file->settings.usual, body);
    body.flag("has_preview", false);
    if (v.preview) add_preview(page, *v.preview, body);
    std::vector<view> pledges;
    for (const auto& [slug, title] : v.pledges) {
        view one;
        one.text("value", slug).text("name", title).flag("chosen", slug == v.file->slug);
        pledges.push_back(std::move(one));
    }
    body.list("pledges", std::move(pledges));
    add_most_uploaded(page, body);
    return write_page(page, "log_import", quiet_frame(page, "import.heading"), std::move(body));
}

} // namespace render
