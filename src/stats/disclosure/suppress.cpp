#include "stats/disclosure/suppress.hpp"

#include "stats/disclosure/audit.hpp"
#include "stats/disclosure/task.hpp"

namespace stats::disclosure {

result<pattern> suppress(const cell_set& cells, std::span<const cell_state> state, const protection& need) {
    if (state.size() != cells.size()) return refuse(trouble::lengths_differ);
    const task t(cells, state, need);
    const auto first = t.publish_in_turn(std::vector<char>(cells.size(), 0));
    if (!first) return tl::unexpected(first.error());
    if (const auto n = task::count_of(*first); n > most_hidden)
        return refuse(trouble::too_large, -1, static_cast<double>(n));
    const auto safe = t.made_safe(*first);
    if (!safe) return tl::unexpected(safe.error());
    found chosen{.hidden = *safe, .settled = false};
    if (need.branches > 0) {
        auto cheaper = cheapest(t, *safe);
        if (!cheaper) return tl::unexpected(cheaper.error());
        chosen = std::move(*cheaper);
    }
    const auto seen = attack(cells, chosen.hidden);
    if (!seen) return tl::unexpected(seen.error());
    pattern out{.hidden = std::move(chosen.hidden), .seen = *seen, .least = chosen.settled};
    for (std::uint32_t c = 0; c < cells.size(); ++c) {
        if (!out.hidden[c] || t.is_safe(c, out.seen[c])) continue;
        if (t.must_hide(c)) return refuse(trouble::given_away, c);
        // Hidden in vain: it follows from the published ones, which is why showing it tells nothing more.
        out.hidden[c] = 0;
        out.seen[c] = {};
    }
    out.cost = t.cost_of(out.hidden);
    out.cells = task::count_of(out.hidden);
    return out;
}

} // namespace stats::disclosure
