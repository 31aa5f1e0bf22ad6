#include "figures/survey_standing.hpp"

#include "figures/problem_words.hpp"
#include "stats/disclosure/primary.hpp"
#include "stats/disclosure/suppress.hpp"

#include <cmath>
#include <map>

namespace figures {
namespace {

namespace sdc = stats::disclosure;

// How many were counted in every domain, as sums over persons who belong to the same level of every group. Who belongs
// to no level of a group is in one more level.
struct linked {
    std::vector<sdc::hierarchy> by;
    std::vector<sdc::place> where;
    std::vector<double> counted;
    std::vector<sdc::cell_state> state;
};

linked linked_cells(const std::vector<tally>& domains, const std::vector<grouping>& groups,
                    const std::vector<char>& guarded) {
    linked out;
    const auto nobody = sdc::place(groups.size(), 0);
    const auto add = [&](sdc::place at, const tally& t, sdc::cell_state state) {
        out.where.push_back(std::move(at));
        out.counted.push_back(t.counted);
        out.state.push_back(state);
    };
    const auto state_of = [&](std::size_t domain) {
        return guarded[domain] ? sdc::cell_state::guard : sdc::cell_state::open;
    };
    add(nobody, domains[0], state_of(0));
    std::size_t domain = 1;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        tally outside = domains[0];
        const auto levels = static_cast<std::int32_t>(groups[g].levels.size());
        out.by.push_back(sdc::hierarchy::flat(levels + 1));
        for (std::int32_t l = 0; l < levels; ++l, ++domain) {
            auto at = nobody;
            at[g] = l + 1;
            outside.counted -= domains[domain].counted;
            outside.answers -= domains[domain].answers;
            add(std::move(at), domains[domain], state_of(domain));
        }
        auto at = nobody;
        at[g] = levels + 1;
        // Never shown itself, but whoever subtracts knows it: nobody there is known, a few must not be.
        auto state = outside.answers == 0 ? sdc::cell_state::show : sdc::cell_state::open;
        if (outside.answers > 0 && sdc::tells_of_few(outside.answers, outside.counted / outside.answers))
            state = sdc::cell_state::guard;
        add(std::move(at), outside, state);
    }
    return out;
}

base::result<std::vector<char>> hidden_beside(const question& q, const std::vector<tally>& domains,
                                              const std::vector<grouping>& groups, const std::vector<char>& guarded) {
    const auto cells = linked_cells(domains, groups, guarded);
    const auto problem = [&](const stats::problem& p) {
        return tl::unexpected(in_words(p, {.step = "figures.step_hiding", .cell = q.id, .part = {}}));
    };
    const auto set = sdc::cells_at(cells.by, cells.where, cells.counted);
    if (!set) return problem(set.error());
    const auto pattern = sdc::suppress(*set, cells.state);
    if (!pattern) return problem(pattern.error());
    std::vector<char> out{pattern->hidden[0]};
    std::size_t cell = 1;
    for (const auto& g : groups) {
        for (std::size_t l = 0; l < g.levels.size(); ++l)
            out.push_back(pattern->hidden[cell++]);
        ++cell;
    }
    return out;
}

} // namespace

std::vector<tally> tallied(const std::vector<double>& item, const std::vector<double>& weight,
                           const std::vector<grouping>& groups, std::size_t round) {
    std::size_t domains = 1;
    for (const auto& g : groups)
        domains += g.levels.size();
    std::vector<tally> out(domains);
    for (std::size_t i = 0; i < item.size(); ++i) {
        if (std::isnan(item[i])) continue;
        const double w = weight.empty() ? 1 : weight[i];
        const auto add = [&](tally& t) {
            t.answers += 1;
            t.counted += item[i];
            t.weight += w;
            t.squares += w * w;
        };
        add(out[0]);
        std::size_t first = 1;
        for (const auto& g : groups) {
            const auto code = g.rows[round].code[i];
            if (code >= 0) add(out[first + static_cast<std::size_t>(code)]);
            first += g.levels.size();
        }
    }
    return out;
}

base::result<std::vector<standing>> standings(const question& q, const std::vector<tally>& domains,
                                              const std::vector<grouping>& groups) {
    std::vector<standing> out;
    std::vector<char> guarded(domains.size());
    bool any = false;
    for (std::size_t d = 0; d < domains.size(); ++d) {
        const auto& t = domains[d];
        const auto shown = sdc::from_answers(t.answers, least_answers, enough_answers);
        if (t.answers == 0)
            out.push_back(standing::no_answers);
        else if (shown == sdc::shown_as::withheld)
            out.push_back(standing::few);
        else
            out.push_back(shown == sdc::shown_as::weak ? standing::weak : standing::plain);
        if (!q.sensitive || !q.is_share() || t.answers == 0) continue;
        guarded[d] = sdc::tells_of_few(t.answers, t.counted / t.answers) ? 1 : 0;
        any = any || guarded[d];
        if (guarded[d] && is_shown(out[d])) out[d] = standing::tells_of_few;
    }
    if (!any || groups.empty()) return out;
    const auto hidden = hidden_beside(q, domains, groups, guarded);
    if (!hidden) return tl::unexpected(hidden.error());
    for (std::size_t d = 0; d < out.size(); ++d)
        if ((*hidden)[d] && is_shown(out[d])) out[d] = standing::protects;
    return out;
}

} // namespace figures
