#include "store/place.hpp"

#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace store {

namespace {

std::string canonical_text(const core::place& p) {
    return fmt::format("{}\n{}\n{}", p.name, p.area, p.is_retired ? "retired" : "");
}

bool is_taken(const std::vector<core::place>& all, const core::place& by) {
    const auto* other = core::place_named(all, by.name);
    return other && other->number != by.number;
}

} // namespace

std::vector<core::place> places_of(db::reader& r, std::int64_t pledge) {
    std::vector<core::place> all;
    for (auto [number, name, area, retired] : db::select<std::int64_t, std::string, std::string, bool>(r, R"(
            select number, name, area, retired
            from place
            where document = $1
            order by number)",
                                                                                                       pledge))
        all.push_back({number, std::move(name), std::move(area), retired});
    return all;
}

bool add_place(db::transaction& t, std::int64_t pledge, const core::place& place, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at); // locks the list
    const auto all = places_of(t, pledge);
    auto added = place;
    added.number = static_cast<std::int64_t>(all.size()) + 1;
    added.is_retired = false;
    if (is_taken(all, added)) return false;
    db::run(t, "insert into place (document, number, name, area, retired) values ($1, $2, $3, $4, $5)", pledge,
            added.number, added.name, added.area, added.is_retired);
    append_audit(t, pledge, by, "place", fmt::to_string(added.number), canonical_text(added), at);
    return true;
}

bool change_place(db::transaction& t, std::int64_t pledge, const core::place& place, std::string_view by) {
    const auto at = now();
    touch(t, pledge, at);
    const auto all = places_of(t, pledge);
    const auto is_it = [&](const auto& p) { return p.number == place.number; };
    const auto found = std::find_if(all.begin(), all.end(), is_it);
    if (found == all.end() || is_taken(all, place)) return false;
    if (*found == place) return true;
    db::run(t, "update place set name = $3, area = $4, retired = $5 where document = $1 and number = $2", pledge,
            place.number, place.name, place.area, place.is_retired);
    append_audit(t, pledge, by, "place", fmt::to_string(place.number), canonical_text(place), at);
    return true;
}

std::string area_of(db::reader& r, std::int64_t pledge, std::string_view place) {
    if (place.empty()) return {};
    const auto all = places_of(r, pledge);
    const auto* found = core::place_named(all, place);
    return found ? found->area : std::string{};
}

} // namespace store
