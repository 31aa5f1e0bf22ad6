#include "base/text.hpp"
#include "core/showing.hpp"
#include "render/html/log_rows.hpp"
#include "render/html/measure_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render {

namespace html {
namespace {

void add_moves(const page_context& c, const core::pledge_file& file, const std::vector<owner>& then,
               const std::vector<owner>& now, view& v) {
    std::vector<view> moved;
    for (const auto& o : now) {
        const auto was = std::find_if(then.begin(), then.end(), [&](const owner& old) { return old.id == o.id; });
        if (was == then.end() || was->standing() == o.standing()) continue;
        const auto word = [&](core::standing s) { return c.say(std::string{"web.standing_"} + std::string{code(s)}); };
        view one;
        one.text("name", owner_name(o)).text("href", fmt::format("/{}/matt/{}{}", file.slug, o.id, day_query(c)));
        one.text("was", base::capitalized(word(was->standing())))
            .text("was_code", std::string{code(was->standing())})
            .html("was_shape_html", charts::shape(code(was->standing())));
        one.text("is", base::capitalized(word(o.standing())))
            .text("is_code", std::string{code(o.standing())})
            .html("is_shape_html", charts::shape(code(o.standing())));
        moved.push_back(std::move(one));
    }
    v.flag("has_moved", !moved.empty()).list("moved", std::move(moved));
}

void add_done(const page_context& c, const core::pledge_file& file, const std::vector<owner>& now, base::date since,
              base::date day, view& v) {
    auto entries = core::standing_of(file.log);
    std::erase_if(entries, [&](const auto* e) {
        // What was done before and could not be seen then is news as well.
        const bool was_seen = e->done_on <= since && core::is_shown(*e, since);
        return was_seen || e->done_on > day || !core::is_shown(*e, day);
    });
    std::stable_sort(entries.begin(), entries.end(),
                     [](const auto* a, const auto* b) { return a->done_on > b->done_on; });
    std::vector<view> rows;
    for (const auto* entry : entries) {
        const auto& e = *entry;
        const auto o = std::find_if(now.begin(), now.end(), [&](const owner& x) { return x.id == e.owner; });
        view one;
        one.text("on", c.say.date(e.done_on)).text("said", amount_words(c, e.amount));
        const bool own = o != now.end();
        one.text("name", log_row_name(c, file.document, e.owner));
        one.text("href", own ? fmt::format("/{}/matt/{}{}", file.slug, e.owner, day_query(c))
                             : fmt::format("/{}{}", file.slug, day_query(c)));
        rows.push_back(std::move(one));
    }
    v.text("done_words", c.say(say("web.done_n", {{"n", static_cast<std::int64_t>(rows.size())}})));
    v.flag("has_done", !rows.empty()).list("done_entries", std::move(rows));
}

void add_new_reasons(const page_context& c, const std::vector<owner>& now, base::date since, base::date day, view& v) {
    std::vector<view> reasons;
    for (const auto& o : now) {
        if (!o.state) continue;
        for (const auto& r : o.state->reasons) {
            if (r.given_on <= since || r.given_on > day) continue;
            auto one = reason_view(c, o, r, 0);
            one.text("name", owner_name(o));
            reasons.push_back(std::move(one));
        }
    }
    v.flag("has_new_reasons", !reasons.empty()).list("new_reasons", std::move(reasons));
}

} // namespace
} // namespace html

std::string changes_page(const page_context& c, const core::pledge_file& file, const core::document_state& then,
                         const core::document_state& now) {
    using namespace html;
    const auto& d = file.document;
    const auto was = owners(file, then), is = owners(file, now);
    view v;
    const auto place = place_words(c, d.parties);
    v.text("slug", file.slug).text("place", place.empty() ? d.title : place).text("doc_lang", other_language(c, d));
    const auto heading = c.say(say("web.changes_heading", {{"day", then.as_of}}));
    v.text("heading", heading).text("lede", c.say(say("web.changes_lede", {{"to", now.as_of}})));
    v.text("since_value", base::to_iso(then.as_of)).text("per_value", c.per ? base::to_iso(*c.per) : std::string{});
    add_moves(c, file, was, is, v);
    add_done(c, file, is, then.as_of, now.as_of, v);
    add_new_reasons(c, is, then.as_of, now.as_of, v);
    frame f;
    f.title = heading;
    f.query = "sedan=" + base::to_iso(then.as_of);
    f.invented = file.invented;
    f.pledge_slug = file.slug;
    return write_page(c, "changes", f, std::move(v));
}

} // namespace render
