#include "figures/survey_hiding.hpp"

#include "figures/problem_words.hpp"
#include "stats/disclosure/primary.hpp"
#include "stats/disclosure/suppress.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

namespace figures {
namespace {

namespace sdc = stats::disclosure;

// Those who answered and are in the same level of every column. Columns may lie within each other (a district's parts)
// or not: the combinations that occur are the only ones anybody needs to reckon with, and all that can be told apart.
struct combination {
    std::vector<std::int32_t> level; // of each column; −1: none of them
    double answers = 0, counted = 0;
};

std::vector<combination> combinations_of(const asked_item& it, const std::vector<const grouping*>& columns) {
    // Column by column: a row's number is that of its levels so far.
    std::vector<std::uint32_t> number(it.item.size());
    for (const auto* g : columns) {
        const auto& code = g->rows[it.round].code;
        std::unordered_map<std::uint64_t, std::uint32_t> known;
        for (std::size_t i = 0; i < number.size(); ++i) {
            if (std::isnan(it.item[i])) continue;
            const auto key = number[i] * (g->levels.size() + 1) + static_cast<std::uint64_t>(code[i] + 1);
            number[i] = known.try_emplace(key, static_cast<std::uint32_t>(known.size())).first->second;
        }
    }
    std::vector<combination> out;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (std::isnan(it.item[i])) continue;
        if (number[i] >= out.size()) out.resize(number[i] + 1);
        auto& c = out[number[i]];
        if (c.answers == 0)
            for (const auto* g : columns)
                c.level.push_back(g->rows[it.round].code[i]);
        c.answers += 1;
        c.counted += it.item[i];
    }
    return out;
}

using name = std::pair<std::string, std::optional<std::string>>; // column and level, as in kept_figure

// Figures as sums of combinations: everybody, then each column's levels, then who is in none of them. Where nobody
// answered there is no figure.
struct linked {
    std::vector<kept_figure> figures;
    std::vector<std::vector<std::uint32_t>> parts;
    std::vector<std::vector<std::uint32_t>> sums;
    std::map<name, std::size_t> number;

    void add(const kept_figure& named, std::vector<std::uint32_t> of, const std::vector<combination>& all) {
        auto f = named;
        f.state = sdc::cell_state::open;
        for (const auto c : of) {
            f.answers += all[c].answers;
            f.counted += all[c].counted;
        }
        if (f.answers == 0 || !number.try_emplace({f.column, f.level}, figures.size()).second) return;
        figures.push_back(std::move(f));
        parts.push_back(std::move(of));
    }

    void add_column(const grouping& g, std::size_t v, const std::vector<combination>& all) {
        const auto levels = g.levels.size();
        std::vector<std::vector<std::uint32_t>> of(levels + 1);
        for (std::uint32_t c = 0; c < all.size(); ++c)
            of[all[c].level[v] < 0 ? levels : static_cast<std::size_t>(all[c].level[v])].push_back(c);
        std::vector<std::uint32_t> sum{0};
        for (auto l = 0U; l <= levels; ++l) {
            const auto next = static_cast<std::uint32_t>(figures.size());
            add({.column = g.column(), .level = l < levels ? std::optional(g.levels[l]) : std::nullopt},
                std::move(of[l]), all);
            if (figures.size() > next) sum.push_back(next);
        }
        if (sum.size() > 1) sums.push_back(std::move(sum));
    }

    [[nodiscard]] std::optional<std::size_t> find(const std::string& column,
                                                  const std::optional<std::string>& level) const {
        const auto found = number.find({column, level});
        return found == number.end() ? std::nullopt : std::optional(found->second);
    }
};

linked linked_figures(const asked_item& it, const std::vector<kept_figure>* kept) {
    std::vector<const grouping*> columns;
    for (const auto& g : it.groups)
        columns.push_back(&g);
    for (const auto& g : it.remembered)
        if (kept && std::any_of(kept->begin(), kept->end(), [&](const auto& f) { return f.column == g.column(); }))
            columns.push_back(&g);
    const auto all = combinations_of(it, columns);
    linked out;
    std::vector<std::uint32_t> everybody(all.size());
    for (std::uint32_t c = 0; c < all.size(); ++c)
        everybody[c] = c;
    out.add({}, std::move(everybody), all);
    for (std::size_t v = 0; v < columns.size(); ++v)
        out.add_column(*columns[v], v, all);
    return out;
}

// The figure's number of each domain; nothing where nobody answered.
std::vector<std::optional<std::size_t>> numbers_of(const linked& all, const std::vector<grouping>& groups) {
    std::vector<std::optional<std::size_t>> out{all.find({}, {})};
    for (const auto& g : groups)
        for (const auto& level : g.levels)
            out.push_back(all.find(g.column(), level));
    return out;
}

base::problem conflict(std::string key, std::vector<base::message::argument> arguments) {
    return {base::problem_kind::conflict, {std::move(key), std::move(arguments)}, "--ledger"};
}

base::problem refused(const stats::problem& p, const question& q, const linked& all, bool keeps) {
    if (keeps && p.what == stats::trouble::too_large)
        return conflict("figures.ledger_too_large", {{"question", q.id}, {"amount", std::round(p.amount)}});
    if (keeps && p.what == stats::trouble::given_away && p.cell >= 0) {
        const auto& f = all.figures[static_cast<std::size_t>(p.cell)];
        return conflict(
            "figures.ledger_given_away",
            {{"question", q.id}, {"column", f.column.empty() ? "–" : f.column}, {"level", f.level.value_or("–")}});
    }
    return in_words(p, {.step = "figures.step_hiding", .cell = q.id, .part = {}});
}

// What was kept, taken into the figures; false: the answers are not the same.
bool take_in(const std::vector<kept_figure>& kept, linked& all, std::vector<char>& was_kept) {
    for (const auto& f : kept) {
        const auto number = all.find(f.column, f.level);
        if (!number || all.figures[*number].counted != f.counted || all.figures[*number].answers != f.answers)
            return false;
        all.figures[*number].state = f.state;
        was_kept[*number] = 1;
    }
    return true;
}

// Only what was published, or is to be: a column that a ledger knows of need not be there in full.
linked those_of(const linked& all, const std::vector<char>& wanted) {
    linked out;
    std::vector<std::uint32_t> to(all.figures.size());
    for (std::size_t f = 0; f < all.figures.size(); ++f) {
        if (!wanted[f]) continue;
        to[f] = static_cast<std::uint32_t>(out.figures.size());
        out.number.emplace(name{all.figures[f].column, all.figures[f].level}, out.figures.size());
        out.figures.push_back(all.figures[f]);
        out.parts.push_back(all.parts[f]);
    }
    for (auto sum : all.sums) {
        bool whole = true;
        for (auto& f : sum) {
            whole = whole && wanted[f];
            f = to[f];
        }
        if (whole) out.sums.push_back(std::move(sum));
    }
    return out;
}

} // namespace

base::result<std::vector<char>> hidden_domains(const asked_item& it, const std::vector<tally>& domains,
                                               const std::vector<char>& guarded, std::vector<kept_figure>* kept) {
    auto all = linked_figures(it, kept);
    std::vector<char> wanted(all.figures.size());
    if (kept && !take_in(*kept, all, wanted))
        return tl::unexpected(conflict("figures.ledger_other_answers", {{"question", it.of.id}}));
    wanted[0] = 1;
    for (const auto& g : it.groups)
        for (std::size_t f = 0; f < wanted.size(); ++f)
            if (all.figures[f].column == g.column()) wanted[f] = 1;
    all = those_of(all, wanted);

    const auto numbers = numbers_of(all, it.groups);
    std::vector<char> must(all.figures.size());
    for (std::size_t d = 0; d < domains.size(); ++d)
        if (guarded[d] && numbers[d]) must[*numbers[d]] = 1;
    // Never shown itself, but whoever subtracts knows it.
    for (std::size_t f = 0; f < must.size(); ++f)
        if (const auto& one = all.figures[f]; !one.column.empty() && !one.level)
            must[f] = sdc::tells_of_few(one.answers, one.counted / one.answers) ? 1 : 0;
    for (std::size_t f = 0; f < must.size(); ++f) {
        auto& state = all.figures[f].state;
        if (must[f] && state == sdc::cell_state::show)
            return tl::unexpected(
                refused({stats::trouble::given_away, static_cast<std::int64_t>(f)}, it.of, all, kept != nullptr));
        if (must[f]) state = sdc::cell_state::guard;
    }

    std::vector<double> counted;
    std::vector<sdc::cell_state> states;
    for (const auto& f : all.figures) {
        counted.push_back(f.counted);
        states.push_back(f.state);
    }
    const auto cells = sdc::cells_of(counted, all.parts, all.sums);
    const auto pattern = cells ? sdc::suppress(*cells, states) : tl::unexpected(cells.error());
    if (!pattern) return tl::unexpected(refused(pattern.error(), it.of, all, kept != nullptr));

    if (kept) {
        kept->clear();
        for (std::size_t f = 0; f < all.figures.size(); ++f) {
            kept->push_back(all.figures[f]);
            if (kept->back().state == sdc::cell_state::open)
                kept->back().state = pattern->hidden[f] ? sdc::cell_state::hide : sdc::cell_state::show;
        }
    }
    std::vector<char> out;
    for (const auto& number : numbers)
        out.push_back(number ? pattern->hidden[*number] : 0);
    return out;
}

} // namespace figures
