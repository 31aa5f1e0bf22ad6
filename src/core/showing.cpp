#include "core/showing.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace core {

void show(log_entry& e, const showing& chosen, std::string_view area) {
    const bool shows_place = chosen.what == shown_part::area || chosen.what == shown_part::all;
    e.amount_visibility = chosen.what == shown_part::nothing ? visibility::internal : visibility::open;
    e.detail_visibility = chosen.what == shown_part::all ? visibility::open : visibility::internal;
    e.public_place = shows_place ? area : std::string_view{};
    e.open_from.reset();
    if (chosen.what != shown_part::nothing && chosen.after_days > 0)
        e.open_from = e.done_on + base::days{chosen.after_days};
}

showing showing_of(const log_entry& e) {
    showing s;
    s.what = e.amount_visibility == visibility::internal ? shown_part::nothing
             : e.detail_visibility == visibility::open   ? shown_part::all
             : e.public_place.empty()                    ? shown_part::amount
                                                         : shown_part::area;
    if (e.open_from) s.after_days = static_cast<int>((*e.open_from - e.done_on).count());
    return s;
}

bool is_shown(const log_entry& e, base::date day) {
    return e.amount_visibility == visibility::open && (!e.open_from || *e.open_from <= day);
}

std::string_view place_shown(const log_entry& e) {
    if (!e.public_place.empty()) return e.public_place;
    return e.detail_visibility == visibility::open ? std::string_view{e.place} : std::string_view{};
}

std::string_view note_shown(const log_entry& e) {
    return e.detail_visibility == visibility::open ? std::string_view{e.note} : std::string_view{};
}

std::vector<shown_entry> shown_of(const std::vector<log_entry>& log, base::date day) {
    std::unordered_set<std::string_view> hidden, replaced;
    for (auto e = log.rbegin(); e != log.rend(); ++e) {
        if (e->names.empty()) continue;
        replaced.insert(e->names);
        if (!is_shown(*e, day) || hidden.contains(e->id)) hidden.insert(e->names);
    }
    std::vector<shown_entry> all;
    std::unordered_map<std::string_view, const log_entry*> seen; // what a later one may name
    for (const auto& e : log) {
        if (!is_shown(e, day) || hidden.contains(e.id)) continue;
        const auto named = e.names.empty() ? seen.end() : seen.find(e.names);
        const bool has_named = named != seen.end();
        if (e.kind == entry_kind::withdrawal && !has_named) continue;
        if (replaced.contains(e.id)) seen.emplace(e.id, &e);
        all.push_back({&e, has_named ? named->second : nullptr, replaced.contains(e.id)});
    }
    return all;
}

} // namespace core
