#include "stats/disclosure/ledger.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace stats::disclosure {

namespace {

constexpr double rounding = 1e-9;

// The figures before, then the new ones.
struct joined {
    std::vector<place> where;
    std::vector<double> value;
    std::vector<cell_state> state;
    std::vector<std::size_t> of_table; // number of each cell of the new table
};

result<joined> join(const ledger& before, const new_table& table) {
    joined out;
    std::map<place, std::size_t> number;
    for (const auto& f : before.figures) {
        number.emplace(f.at, out.where.size());
        out.where.push_back(f.at);
        out.value.push_back(f.value);
        out.state.push_back(f.state);
    }
    for (std::size_t c = 0; c < table.where.size(); ++c) {
        const auto row = static_cast<std::int64_t>(c);
        const auto [it, is_new] = number.try_emplace(table.where[c], out.where.size());
        const auto k = it->second;
        out.of_table.push_back(k);
        if (is_new) {
            out.where.push_back(table.where[c]);
            out.value.push_back(table.value[c]);
            out.state.push_back(table.small[c] ? cell_state::guard : cell_state::open);
            continue;
        }
        if (!(std::abs(out.value[k] - table.value[c]) <= rounding * (1 + std::abs(out.value[k]))))
            return refuse(trouble::not_additive, row, table.value[c] - out.value[k]);
        if (!table.small[c]) continue;
        if (out.state[k] == cell_state::show) return refuse(trouble::given_away, row);
        out.state[k] = cell_state::guard;
    }
    return out;
}

// A problem of the joined cells, told of the new table's or, where it is none of them, of the ledger's.
tl::unexpected<problem> told(problem p, const joined& all) {
    if (p.cell < 0) return tl::unexpected(p);
    const auto it = std::find(all.of_table.begin(), all.of_table.end(), static_cast<std::size_t>(p.cell));
    if (it != all.of_table.end())
        p.cell = it - all.of_table.begin();
    else {
        p.part = p.cell;
        p.cell = -1;
    }
    return tl::unexpected(p);
}

} // namespace

result<release> publish(const ledger& before, const new_table& table, const protection& need) {
    if (table.where.size() != table.value.size() || table.where.size() != table.small.size())
        return refuse(trouble::lengths_differ);
    const auto all = join(before, table);
    if (!all) return tl::unexpected(all.error());
    const auto cells = cells_at(before.by, all->where, all->value);
    if (!cells) return told(cells.error(), *all);
    const auto hidden = suppress(*cells, all->state, need);
    if (!hidden) return told(hidden.error(), *all);

    release out{.shown = {.least = hidden->least}, .after = {.by = before.by}};
    for (const auto k : all->of_table) {
        out.shown.hidden.push_back(hidden->hidden[k]);
        out.shown.seen.push_back(hidden->seen[k]);
        out.shown.cells += hidden->hidden[k] ? 1U : 0U;
        out.shown.cost += hidden->hidden[k] ? all->value[k] : 0;
    }
    for (std::size_t k = 0; k < all->where.size(); ++k) {
        const auto state = all->state[k] != cell_state::open ? all->state[k]
                           : hidden->hidden[k]               ? cell_state::hide
                                                             : cell_state::show;
        out.after.figures.push_back({all->where[k], all->value[k], state});
    }
    std::sort(out.after.figures.begin(), out.after.figures.end(),
              [](const auto& a, const auto& b) { return a.at < b.at; });
    return out;
}

} // namespace stats::disclosure
