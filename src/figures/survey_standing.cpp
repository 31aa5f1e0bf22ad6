#include "figures/survey_standing.hpp"

#include "figures/problem_words.hpp"
#include "stats/disclosure/ledger.hpp"
#include "stats/disclosure/primary.hpp"

#include <algorithm>
#include <cmath>

namespace figures {
namespace {

namespace sdc = stats::disclosure;

// A group as a variable of linked tables: its levels, those that only a ledger knows, and whoever is in none of them.
struct variable {
    std::string column;
    std::vector<std::string> levels;

    [[nodiscard]] std::int32_t node_of(const std::optional<std::string>& level) {
        if (!level) return outside;
        const auto found = std::find(levels.begin(), levels.end(), *level);
        if (found == levels.end()) {
            levels.push_back(*level);
            return static_cast<std::int32_t>(levels.size());
        }
        return static_cast<std::int32_t>(found - levels.begin()) + 1;
    }
    // Until all levels are known.
    static constexpr std::int32_t outside = -1;
};

struct variables {
    std::vector<variable> all; // the call's groups first

    variables(const std::vector<grouping>& groups, const std::vector<kept_figure>* kept) {
        for (const auto& g : groups)
            all.push_back({g.of->column, g.levels});
        for (std::size_t i = 0; kept && i < kept->size(); ++i)
            if (const auto& f = (*kept)[i]; !f.column.empty()) (void)at(f.column).node_of(f.level);
    }
    variable& at(const std::string& column) {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& v) { return v.column == column; });
        return found != all.end() ? *found : all.emplace_back(variable{column, {}});
    }
    [[nodiscard]] std::int32_t outside(std::size_t v) const {
        return static_cast<std::int32_t>(all[v].levels.size()) + 1;
    }
    [[nodiscard]] sdc::place everybody() const { return sdc::place(all.size(), 0); }
    [[nodiscard]] sdc::place place(std::size_t v, std::int32_t node) const {
        auto out = everybody();
        out[v] = node;
        return out;
    }
    [[nodiscard]] std::vector<sdc::hierarchy> hierarchies() const {
        std::vector<sdc::hierarchy> out;
        for (std::size_t v = 0; v < all.size(); ++v)
            out.push_back(sdc::hierarchy::flat(outside(v)));
        return out;
    }
};

// How many were counted in every domain, as sums over persons who belong to the same level of every group. Who belongs
// to no level of a group is in one more level.
struct linked {
    std::vector<sdc::place> where;
    std::vector<double> counted;
    std::vector<char> guarded, known; // known: whoever subtracts sees that nobody is there
    std::vector<std::size_t> of_domain;
};

linked linked_cells(const std::vector<tally>& domains, const variables& by, const std::vector<grouping>& groups,
                    const std::vector<char>& guarded) {
    linked out;
    const auto add = [&](sdc::place at, double counted, bool guard, bool known) {
        out.where.push_back(std::move(at));
        out.counted.push_back(counted);
        out.guarded.push_back(guard ? 1 : 0);
        out.known.push_back(known ? 1 : 0);
    };
    const auto add_domain = [&](sdc::place at, std::size_t domain) {
        out.of_domain.push_back(out.where.size());
        add(std::move(at), domains[domain].counted, guarded[domain] != 0, false);
    };
    add_domain(by.everybody(), 0);
    std::size_t domain = 1;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        tally outside = domains[0];
        const auto levels = static_cast<std::int32_t>(groups[g].levels.size());
        for (std::int32_t l = 0; l < levels; ++l, ++domain) {
            outside.counted -= domains[domain].counted;
            outside.answers -= domains[domain].answers;
            add_domain(by.place(g, l + 1), domain);
        }
        // Levels that an earlier call knew and that nobody is in now.
        for (std::int32_t l = levels + 1; l < by.outside(g); ++l)
            add(by.place(g, l), 0, false, true);
        // Never shown itself, but whoever subtracts knows it: nobody there is known, a few must not be.
        const bool few = outside.answers > 0 && sdc::tells_of_few(outside.answers, outside.counted / outside.answers);
        add(by.place(g, by.outside(g)), outside.counted, few, outside.answers == 0);
    }
    return out;
}

// What is hidden of the cells, by themselves.
stats::result<sdc::pattern> hidden_alone(const linked& cells, const variables& by) {
    const auto hierarchies = by.hierarchies();
    const auto set = sdc::cells_at(hierarchies, cells.where, cells.counted);
    if (!set) return tl::unexpected(set.error());
    std::vector<sdc::cell_state> state;
    for (std::size_t c = 0; c < cells.where.size(); ++c)
        state.push_back(cells.guarded[c] ? sdc::cell_state::guard
                        : cells.known[c] ? sdc::cell_state::show
                                         : sdc::cell_state::open);
    return sdc::suppress(*set, state);
}

// The same beside what was published before, which then has these too.
stats::result<sdc::pattern> hidden_with(const linked& cells, variables& by, std::vector<kept_figure>& kept) {
    sdc::ledger before{.by = by.hierarchies(), .figures = {}};
    for (const auto& f : kept) {
        auto at = by.everybody();
        if (!f.column.empty()) {
            auto& v = by.at(f.column);
            const auto number = static_cast<std::size_t>(&v - by.all.data());
            const auto node = v.node_of(f.level);
            at[number] = node == variable::outside ? by.outside(number) : node;
        }
        before.figures.push_back({std::move(at), f.counted, f.state});
    }
    std::sort(before.figures.begin(), before.figures.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    auto released = sdc::publish(before, {cells.where, cells.counted, cells.guarded});
    if (!released) return tl::unexpected(released.error());
    kept.clear();
    for (const auto& f : released->after.figures) {
        kept_figure out{.column = {}, .level = {}, .counted = f.value, .state = f.state};
        for (std::size_t v = 0; v < f.at.size(); ++v)
            if (f.at[v] != 0) {
                out.column = by.all[v].column;
                if (f.at[v] < by.outside(v)) out.level = by.all[v].levels[static_cast<std::size_t>(f.at[v]) - 1];
            }
        kept.push_back(std::move(out));
    }
    return std::move(released->shown);
}

base::result<std::vector<char>> hidden_beside(const question& q, const std::vector<tally>& domains,
                                              const std::vector<grouping>& groups, const std::vector<char>& guarded,
                                              std::vector<kept_figure>* kept) {
    variables by(groups, kept);
    const auto cells = linked_cells(domains, by, groups, guarded);
    const auto pattern = kept ? hidden_with(cells, by, *kept) : hidden_alone(cells, by);
    if (!pattern) {
        const auto& p = pattern.error();
        if (kept && p.what == stats::trouble::not_additive)
            return base::fail(base::problem_kind::conflict, {"figures.ledger_other_answers", {{"question", q.id}}},
                              "--ledger");
        return tl::unexpected(in_words(p, {.step = "figures.step_hiding", .cell = q.id, .part = {}}));
    }
    std::vector<char> out;
    for (const auto cell : cells.of_domain)
        out.push_back(pattern->hidden[cell]);
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
                                              const std::vector<grouping>& groups, std::vector<kept_figure>* kept) {
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
    const bool keeps = kept && q.sensitive && q.is_share() && domains[0].answers > 0;
    if (!keeps && (!any || groups.empty())) return out;
    const auto hidden = hidden_beside(q, domains, groups, guarded, keeps ? kept : nullptr);
    if (!hidden) return tl::unexpected(hidden.error());
    for (std::size_t d = 0; d < out.size(); ++d)
        if ((*hidden)[d] && is_shown(out[d])) out[d] = standing::protects;
    return out;
}

} // namespace figures
