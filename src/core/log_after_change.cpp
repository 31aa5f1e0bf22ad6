#include "core/log_after_change.hpp"

#include "base/text.hpp"
#include "core/carried.hpp"
#include "core/lifetime.hpp"
#include "core/plan.hpp"
#include "core/span.hpp"

#include <algorithm>
#include <optional>

namespace core {
namespace {

using readings = std::vector<::reading::reading>;

// The part that an entry counts for; nullopt: none.
std::optional<std::size_t> part_of(const readings& all, const log_entry& e) {
    if (!e.reading) return all.size() == 1 ? std::optional<std::size_t>{0} : std::nullopt;
    const auto n = static_cast<std::size_t>(*e.reading);
    return n < all.size() ? std::optional{n} : std::nullopt;
}

bool is_for_member(const ::reading::reading& r, const log_entry& e) {
    using sharing = ::reading::subjects::sharing;
    if (!r.per || r.per->kind != sharing::each || is_lone_noun(*r.per)) return true;
    const auto& members = r.per->members;
    if (!e.subject) return members.size() == 1;
    return std::any_of(members.begin(), members.end(),
                       [&](const auto& m) { return base::lower(m) == base::lower(*e.subject); });
}

bool is_same_part(const readings& before, const readings& after, std::size_t n) {
    if (n >= after.size()) return false;
    if (is_read_alike(before[n], after[n])) return true;
    if (before.size() != after.size()) return false;
    return std::none_of(after.begin(), after.end(), [&](const auto& r) { return is_read_alike(before[n], r); });
}

bool holds(const owner_ref& o, base::date day) { return !o.life || holds_on(*o.life, day); }

const owner_ref* find_owner(const std::vector<owner_ref>& all, const std::string& id) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const auto& o) { return o.id == id; });
    return at == all.end() ? nullptr : &*at;
}

} // namespace

std::vector<uncounted_entries> uncounted_after(const ::reading::document& before, const ::reading::document& after,
                                               const std::vector<log_entry>& log) {
    const auto owners = owners_of(before), then = owners_of(after);
    std::vector<uncounted_entries> found(owners.size());
    for (const auto* e : standing_of(log)) {
        const auto* owner = find_owner(owners, e->owner);
        if (!owner || !holds(*owner, e->done_on)) continue;
        const auto part = part_of(*owner->readings, *e);
        if (!part || !is_for_member((*owner->readings)[*part], *e)) continue;
        const auto* next = find_owner(then, e->owner);
        auto& counted = found[static_cast<std::size_t>(owner - owners.data())];
        if (next && !holds(*next, e->done_on))
            ++counted.outside;
        else if (!next || part_of(*next->readings, *e) != part ||
                 !is_same_part(*owner->readings, *next->readings, *part) ||
                 !is_for_member((*next->readings)[*part], *e))
            ++counted.elsewhere;
        else
            continue;
        counted.last = std::max(counted.owner.empty() ? e->done_on : counted.last, e->done_on);
        counted.owner = owner->id;
    }
    std::erase_if(found, [](const auto& one) { return one.owner.empty(); });
    return found;
}

} // namespace core
