#include "exchange/parse_lifetime.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace exchange {

using namespace reading;

lifetime parse_lifetime(const cursor& part) {
    lifetime life;
    life.from = part.date("from");
    life.to = part.date("to");
    life.replaces = part.maybe_text("replaces");
    if (life.from && life.to && *life.to < *life.from)
        part.find("to")->refuse_with(
            {"exchange.ends_before_it_begins",
             {{"at", place(part.find("to")->pointer())}, {"from", *life.from}, {"to", *life.to}}});
    const auto ended = part.find("ended");
    if (!ended || !ended->is_object()) return life;
    life.ended = ending{ended->word<reason_code>("reason"), ended->text_or("text", ""), ended->date("on")};
    if (!life.to) ended->refuse_with({"exchange.ended_without_day", {{"at", place(ended->pointer())}}});
    return life;
}

namespace {

using known_parts = std::map<std::string_view, const lifetime*>;

void check(const cursor& part, const lifetime& life, const known_parts& known) {
    if (!life.replaces) return;
    const auto at = part.find("replaces");
    const auto found = known.find(*life.replaces);
    if (found == known.end()) {
        at->refuse_with({"exchange.replaces_nothing", {{"at", place(at->pointer())}, {"id", *life.replaces}}});
        return;
    }
    const auto& old = *found->second;
    if (!life.from || !old.to || *life.from <= *old.to)
        at->refuse_with({"exchange.replaces_too_early", {{"at", place(at->pointer())}, {"id", *life.replaces}}});
}

} // namespace

void check_lifetimes(const cursor& root, const document& d) {
    known_parts pledges, rows;
    for (const auto& area : d.focus_areas)
        for (const auto& p : area.pledges)
            pledges.emplace(p.id, &p.life);
    for (const auto& row : d.plan)
        rows.emplace(row.id, &row.life);
    std::size_t area = 0, row = 0;
    root.each("focus_areas", [&](const cursor& a) {
        if (area >= d.focus_areas.size() || !a.is_object()) return;
        const auto& mine = d.focus_areas[area++].pledges;
        std::size_t n = 0;
        a.each("pledges", [&](const cursor& p) {
            if (n < mine.size() && p.is_object()) check(p, mine[n].life, pledges);
            ++n;
        });
    });
    root.each("plan", [&](const cursor& r) {
        if (row < d.plan.size() && r.is_object()) check(r, d.plan[row].life, rows);
        ++row;
    });
}

} // namespace exchange
