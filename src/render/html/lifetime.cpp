#include "render/html/lifetime.hpp"

#include "base/text.hpp"
#include "core/lifetime.hpp"
#include "core/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render::html {
namespace {

namespace rd = ::reading;

bool begins_inside(const rd::lifetime& life, const rd::document& d) {
    return life.from && d.valid.from && *life.from > *d.valid.from;
}

bool ends_inside(const rd::lifetime& life, const rd::document& d) {
    return life.to && (!d.valid.to || *life.to < *d.valid.to);
}

// Rows where it is a row, pledges where it is one: with the id, or replacing it.
std::vector<owner> kin_of(const core::pledge_file& file, const owner& o, bool earlier) {
    std::vector<owner> all;
    const auto& replaces = life_of(o).replaces;
    const auto add = [&](owner one) {
        if (earlier ? replaces == one.id : life_of(one).replaces == o.id) all.push_back(std::move(one));
    };
    const auto& d = file.document;
    if (o.row)
        for (const auto& row : d.plan)
            add({row.id, &row});
    else
        for (const auto& area : d.focus_areas)
            for (const auto& p : area.pledges)
                add({p.id, nullptr, &p, &area});
    return all;
}

view link_to(const page_context& c, const core::pledge_file& file, std::string head, const owner& to) {
    auto name = owner_name(to);
    if (to.row && !to.row->when.empty()) name += ", " + to.row->when;
    view v;
    v.text("head", std::move(head)).text("href", fmt::format("/{}/matt/{}{}", file.slug, to.id, day_query(c)));
    return std::move(v.text("name", elided(name, 160)));
}

} // namespace

const rd::lifetime& life_of(const owner& o) { return o.row ? o.row->life : o.pledge->life; }

bool has_left(const owner& o, const rd::document& d, base::date day) {
    return ends_inside(life_of(o), d) && core::is_over(life_of(o), day);
}

void add_lifetime(const page_context& c, const core::pledge_file& file, const owner& o, base::date day, view& v) {
    const auto& life = life_of(o);
    const auto& d = file.document;
    std::vector<std::string> words;
    std::vector<view> links;
    const auto before = life.replaces ? kin_of(file, o, true) : std::vector<owner>{};
    if (begins_inside(life, d)) {
        const bool to_come = core::is_to_come(life, day);
        const auto* key = before.empty() ? (to_come ? "web.life_added_later" : "web.life_added")
                                         : (to_come ? "web.life_changed_later" : "web.life_changed");
        words.push_back(c.say(say(key, {{"day", *life.from}})));
    }
    for (const auto& b : before)
        links.push_back(link_to(c, file, c.say("web.life_before"), b));
    const bool ends = ends_inside(life, d);
    const bool over = core::is_over(life, day);
    if (ends) {
        words.push_back(c.say(say(over ? "web.life_ended" : "web.life_ends", {{"day", *life.to}})));
        const auto after = kin_of(file, o, false);
        for (const auto& a : after)
            links.push_back(link_to(c, file, c.say("web.life_instead"), a));
        if (after.empty() && over) words.push_back(c.say("web.life_nothing_instead"));
    }
    std::string line;
    for (const auto& w : words)
        line += (line.empty() ? "" : " ") + w;
    v.flag("has_life", !line.empty()).text("life_words", with_numbers_kept(line)).list("life_links", std::move(links));
    const bool told = ends && life.ended && (!life.ended->on || *life.ended->on <= day || over);
    if (!told) return;
    const auto cause = c.say(fmt::format("web.life_cause_{}", core::name(life.ended->reason)));
    v.text("life_cause", cause + (life.ended->text.empty() ? "." : "")).text("life_reason", life.ended->text);
}

} // namespace render::html
