#include "render/html/pledge_view.hpp"

#include "core/showing.hpp"
#include "render/html/results.hpp"
#include "render/html/told_questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace render {

namespace html {
namespace {

namespace rd = ::reading;

constexpr std::array standings{core::standing::done, core::standing::keeping, core::standing::behind,
                               core::standing::missed, core::standing::cannot_be_judged};

// "12 åtgärder", "4 löften": what the counts are of.
std::string owners_words(const page_context& c, const std::vector<owner>& all) {
    const auto rows = std::count_if(all.begin(), all.end(), [](const owner& o) { return o.row; });
    const auto n = static_cast<std::int64_t>(all.size());
    return c.say(say(rows == n ? "web.rows_n" : rows == 0 ? "web.pledges_n" : "web.promised_n", {{"n", n}}));
}

// Counts side by side, each with the names of what it counts; never summed.
void add_counts(const page_context& c, const pledge_facts& f, view& v) {
    std::vector<view> counts;
    std::vector<std::string> said;
    const auto& valid = f.file.document.valid;
    const bool ended = core::has_ended(valid, f.day);
    bool none_judged = false;
    for (const auto s : standings) {
        std::vector<view> names;
        for (const auto& o : f.all) {
            if (o.standing() != s) continue;
            const auto result = short_result_of(c, o, f.day);
            names.push_back(std::move(view{}
                                          .text("id", o.id)
                                          .text("name", elided(owner_name(o), 160))
                                          .text("missed", result.missed)
                                          .text("why", elided(result.why, 120))
                                          .text("result", result.now)
                                          .flag("kept", result.kept)));
        }
        if (names.empty()) continue;
        view one;
        one.text("standing", std::string{code(s)})
            .text("n", fmt::format("{}", names.size()))
            .html("shape_html", charts::shape(code(s)));
        const bool was_done = ended && s == core::standing::done;
        const auto key = was_done ? std::string{"web.was_done"} : std::string{"web.count_"} + std::string{code(s)};
        const auto word = c.say(say(key, {{"n", static_cast<std::int64_t>(names.size())}}));
        said.push_back(fmt::format("{} {}", names.size(), word));
        one.text("word", word);
        // These are listed by what is missing in a box of their own, right below.
        const bool listed_below = s == core::standing::cannot_be_judged;
        one.text("see", listed_below ? c.say("web.count_see") : std::string{});
        none_judged = listed_below && counts.empty() && names.size() > 1;
        one.list("names", listed_below ? std::vector<view>{} : std::move(names));
        counts.push_back(std::move(one));
    }
    std::optional<int> year;
    const auto has_windows = [](const owner& o) {
        return o.state && std::any_of(o.state->readings.begin(), o.state->readings.end(),
                                      [](const auto& r) { return !r.windows.empty(); });
    };
    for (const auto& o : f.all)
        if (has_windows(o)) year = std::max(year.value_or(0), shown_year(o, f.day));
    const int told = year.value_or(base::year_of(ended ? *valid.to : f.day));
    v.text("overview", c.say(say(ended ? "web.overview_ended" : "web.overview", {{"year", fmt::format("{}", told)}})));
    // What was taken away or changed during the year was promised until then, and its misses are the year's.
    const auto left = std::count_if(f.left.begin(), f.left.end(),
                                    [&](const owner& o) { return !missed_in_year(c, o, told).empty(); });
    v.text("left_missed", left > 0 ? c.say(say("web.left_missed_n", {{"n", std::int64_t{left}}})) : std::string{});
    v.text("essentials", said.empty()  ? std::string{}
                         : none_judged ? c.say(say("web.essentials_none_judged", {{"what", owners_words(c, f.all)}}))
                                       : c.say(say("web.essentials",
                                                   {{"what", owners_words(c, f.all)}, {"counts", c.say.list(said)}})));
    v.list("counts", std::move(counts));
}

void add_facts(const page_context& c, const pledge_facts& f, view& v) {
    const auto& d = f.file.document;
    std::vector<std::string> signs;
    for (const auto& p : d.parties)
        if (p.role == rd::party_role::signatory) signs.push_back(p.name);
    v.text("fact_by", signs.empty() ? c.say("web.nobody_named") : c.say.list(signs));
    const auto valid = valid_words(c, d);
    v.text("fact_valid", valid.main).text("fact_valid_note", valid.note).flag("dispute", valid.dispute);
    const auto next = next_told(f);
    v.text("fact_next", next ? c.say(say("web.no_later_than", {{"day", *next}})) : c.say("web.no_day_promised"));
    std::vector<std::string> channels;
    for (const auto ch : d.feedback.channels)
        channels.push_back(channel_words(c, ch));
    v.text("fact_next_note",
           channels.empty() ? std::string{} : c.say(say("web.by_channels", {{"channels", c.say.list(channels)}})));
    std::optional<base::date> latest;
    std::int64_t fresh = 0;
    for (const auto* one : f.standing) {
        const auto& e = *one;
        if (e.done_on > f.day || !core::is_shown(e, f.day)) continue;
        if (!latest || e.done_on > *latest) latest = e.done_on;
        if (f.day - e.done_on < base::days{7}) ++fresh;
    }
    v.text("fact_updated", latest ? c.say.date(*latest) : c.say("web.nothing_logged"));
    v.text("fact_updated_note", fresh > 0 ? c.say(say("web.fresh_n", {{"n", fresh}})) : std::string{});
    v.flag("ended", core::has_ended(d.valid, f.day))
        .text("ended_words",
              d.valid.to ? with_numbers_kept(c.say(say("web.ended", {{"day", *d.valid.to}}))) : std::string{});
}

void add_legend(const page_context& c, view& v) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> samples{{{"met", "11"},
                                                                                    {"missed", "6"},
                                                                                    {"open", "4"},
                                                                                    {"late", "2"},
                                                                                    {"reporting", "9"},
                                                                                    {"not_due", "–"},
                                                                                    {"uncertain", "9?"},
                                                                                    {"no_requirement", "3"}}};
    std::vector<view> all;
    for (const auto& [state, count] : samples) {
        view one;
        one.text("state", std::string{state})
            .text("count", std::string{count})
            .text("word", c.say(std::string{"web.window_"} + std::string{state}));
        all.push_back(std::move(one));
    }
    v.list("legend", std::move(all));
}

view area_view(const page_context& c, const pledge_facts& f, std::string id, std::string name, std::string background,
               const std::vector<const owner*>& cards, const card_extra& more) {
    view v;
    v.text("area_name", std::move(name)).text("area_id", std::move(id));
    const auto parts = first_sentence(background, 400);
    v.text("background", background.size() > 400 ? parts.first + "." : background)
        .text("background_rest", background.size() > 400 ? parts.rest : std::string{});
    std::vector<view> all;
    for (const auto* o : cards) {
        all.push_back(card_view(c, f.file, *o, f.day));
        if (more) more(*o, all.back());
    }
    return std::move(v.list("cards", std::move(all)));
}

// Focus areas in the document's order with what belongs to them; then plan rows that name none, by their own area.
void add_areas(const page_context& c, const pledge_facts& f, const card_extra& more, view& v) {
    const auto& d = f.file.document;
    std::vector<view> areas;
    for (std::size_t i = 0; i < d.focus_areas.size(); ++i) {
        const auto& a = d.focus_areas[i];
        std::vector<const owner*> cards;
        for (const auto& o : f.all)
            if (o.area == &a) cards.push_back(&o);
        auto one = area_view(c, f, a.id, a.name.value_or(c.say("web.area_unnamed")), a.background, cards, more);
        one.text("area_kicker", c.say(say("web.area_of", {{"i", static_cast<std::int64_t>(i + 1)},
                                                          {"of", static_cast<std::int64_t>(d.focus_areas.size())}})));
        std::vector<std::string> texts;
        for (const auto& p : a.pledges)
            if (p.life == rd::lifetime{} &&
                std::none_of(cards.begin(), cards.end(), [&](const owner* o) { return o->pledge == &p; }))
                texts.push_back(p.text);
        one.flag("has_promises", !texts.empty()).texts("promises", texts);
        one.flag("not_in_plan",
                 !d.plan.empty() && std::none_of(cards.begin(), cards.end(), [](const owner* o) { return o->row; }));
        areas.push_back(std::move(one));
    }
    std::vector<std::string> loose;
    for (const auto& o : f.all)
        if (o.row && !o.area && std::find(loose.begin(), loose.end(), o.row->area) == loose.end())
            loose.push_back(o.row->area);
    for (const auto& name : loose) {
        std::vector<const owner*> cards;
        for (const auto& o : f.all)
            if (o.row && !o.area && o.row->area == name) cards.push_back(&o);
        auto one = area_view(c, f, fmt::format("utan-{}", areas.size()), name.empty() ? c.say("web.area_other") : name,
                             {}, cards, more);
        one.text("area_kicker", c.say("web.area_loose"));
        areas.push_back(std::move(one));
    }
    if (!f.left.empty()) {
        std::vector<const owner*> cards;
        for (const auto& o : f.left)
            cards.push_back(&o);
        auto one = area_view(c, f, "upphort", c.say("web.area_left"), {}, cards, more);
        one.text("area_kicker", c.say("web.area_left_kicker")).flag("own_words", true);
        areas.push_back(std::move(one));
    }
    v.list("areas", std::move(areas));
}

} // namespace

view pledge_view(const page_context& c, const pledge_facts& f, const card_extra& more) {
    const auto& d = f.file.document;
    view v;
    v.text("heading", heading_words(c, d.parties, d.title))
        .text("slug", f.file.slug)
        .text("doc_lang", other_language(c, d));
    v.text("about", f.file.lede);
    v.text("as_of", c.say.date(f.day));
    add_facts(c, f, v);
    add_counts(c, f, v);
    add_legend(c, v);
    add_areas(c, f, more, v);
    add_telling_box(c, f, v);
    add_origin_box(c, f, v);
    add_unknown_box(c, f, v);
    add_follow_box(c, f, v);
    add_parties(c, d.parties, v);
    v.flag("has_aims", !d.aims.empty()).texts("aims", d.aims);
    return v;
}

} // namespace html

std::string pledge_page(const page_context& c, const core::pledge_file& file, const core::document_state& state) {
    return pledge_page(c, file, state, {});
}

std::string pledge_page(const page_context& c, const core::pledge_file& file, const core::document_state& state,
                        const resident_questions& asked) {
    const auto f = html::facts_of(file, state, html::shown_day(c));
    auto v = html::pledge_view(c, f);
    html::add_resident_questions(c, file, state, {}, asked, v);
    html::frame frame;
    frame.title = html::heading_words(c, file.document.parties, file.document.title);
    frame.description =
        c.say(html::say("web.pledge_description",
                        {{"title", file.document.title}, {"period", html::valid_words(c, file.document).main}}));
    frame.invented = file.invented;
    frame.pledge_slug = file.slug;
    return html::write_page(c, "pledge", frame, std::move(v));
}

} // namespace render
