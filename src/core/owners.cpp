#include "core/plan.hpp"

#include "base/text.hpp"

#include <limits>
#include <string_view>
#include <unordered_map>

namespace core {

std::vector<owner_ref> owners_of(const ::reading::document& document) {
    std::vector<owner_ref> owners;
    for (const auto& area : document.focus_areas)
        for (const auto& pledge : area.pledges)
            owners.push_back({pledge.id, &pledge.readings, &pledge.life});
    for (const auto& row : document.plan)
        owners.push_back({row.id, &row.readings, &row.life});
    owners.push_back({"follow_up", &document.follow_up.readings, nullptr});
    owners.push_back({"feedback", &document.feedback.readings, nullptr});
    return owners;
}

namespace {

std::int16_t member_named(const ::reading::reading& r, const std::string& name) {
    if (!r.per) return -1;
    const auto& members = r.per->members;
    for (std::size_t i = 0; i < members.size(); ++i)
        if (members[i] == name) return static_cast<std::int16_t>(i);
    const auto folded = base::lower(name);
    for (std::size_t i = 0; i < members.size(); ++i)
        if (base::lower(members[i]) == folded) return static_cast<std::int16_t>(i);
    return -1;
}

// The subject of an entry that names no reading is looked for in all of them.
std::int16_t member_of(const std::vector<::reading::reading>& readings, const log_entry& e) {
    if (!e.subject) return -1;
    if (e.reading && *e.reading >= 0 && static_cast<std::size_t>(*e.reading) < readings.size())
        return member_named(readings[static_cast<std::size_t>(*e.reading)], *e.subject);
    for (const auto& r : readings)
        if (const auto found = member_named(r, *e.subject); found >= 0) return found;
    return -1;
}

} // namespace

std::vector<done_entry> done_entries(const ::reading::document& document, const std::vector<log_entry>& standing) {
    std::vector<const log_entry*> all;
    all.reserve(standing.size());
    for (const auto& e : standing)
        all.push_back(&e);
    return done_entries(document, all);
}

std::vector<done_entry> done_entries(const ::reading::document& document,
                                     const std::vector<const log_entry*>& standing) {
    const auto owners = owners_of(document);
    std::unordered_map<std::string_view, std::int32_t> index;
    for (std::size_t i = 0; i < owners.size(); ++i)
        index.emplace(owners[i].id, static_cast<std::int32_t>(i));
    std::vector<done_entry> done;
    done.reserve(standing.size());
    for (const auto* one : standing) {
        const auto& e = *one;
        const auto owner = index.find(e.owner);
        if (owner == index.end()) continue;
        done_entry d;
        d.row = e.row;
        d.on = e.done_on;
        d.owner = owner->second;
        d.reading = e.reading ? static_cast<std::int16_t>(*e.reading) : std::int16_t{-1};
        d.subject = member_of(*owners[static_cast<std::size_t>(owner->second)].readings, e);
        d.hours = e.hours ? *e.hours : -1.0;
        d.about = e.amount.about;
        d.share = e.amount.unit && (*e.amount.unit == "procent" || *e.amount.unit == "%");
        d.low = e.amount.low.value_or(0);
        d.high = e.amount.high.value_or(std::numeric_limits<double>::infinity());
        done.push_back(d);
    }
    return done;
}

const owner_state* document_state::find(std::string_view owner) const {
    for (const auto& o : owners)
        if (o.owner == owner) return &o;
    return nullptr;
}

} // namespace core
