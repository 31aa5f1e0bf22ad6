#include "stats/disclosure/cells.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace stats::disclosure {

namespace {

constexpr double rounding = 1e-9; // of a sum, to what it adds up to

std::optional<problem> fault_of(std::span<const hierarchy> by) {
    for (std::size_t v = 0; v < by.size(); ++v)
        for (std::size_t n = 0; n < by[v].nodes(); ++n) {
            const auto p = by[v].parent[n];
            if (n == 0 ? p != -1 : p < 0 || p >= static_cast<std::int32_t>(n))
                return problem{trouble::bad_code, static_cast<std::int64_t>(n), static_cast<std::int64_t>(v), 0};
        }
    return std::nullopt;
}

// Of one variable: innermost groups that no used node tells apart are one class; the classes that lie in each node.
struct classes {
    std::size_t count = 0;
    std::vector<std::vector<std::uint32_t>> of_node;
};

classes classes_of(const hierarchy& h, const std::vector<char>& used) {
    std::set<std::vector<std::int32_t>> distinct; // the used nodes that an innermost group lies in
    for (const auto leaf : h.innermost()) {
        std::vector<std::int32_t> seen;
        for (auto n = leaf; n >= 0; n = h.parent[static_cast<std::size_t>(n)])
            if (used[static_cast<std::size_t>(n)]) seen.push_back(n);
        distinct.insert(std::move(seen));
    }
    classes out{.count = 0, .of_node = std::vector<std::vector<std::uint32_t>>(h.nodes())};
    for (const auto& seen : distinct) {
        for (const auto n : seen)
            out.of_node[static_cast<std::size_t>(n)].push_back(static_cast<std::uint32_t>(out.count));
        ++out.count;
    }
    return out;
}

// Σ over the classes of each variable, as numbers of their product.
std::vector<std::uint32_t> product_at(const std::vector<classes>& by, const place& at) {
    std::vector<std::uint32_t> out{0};
    std::uint32_t step = 1;
    for (std::size_t v = 0; v < by.size(); ++v) {
        std::vector<std::uint32_t> next;
        for (const auto c : by[v].of_node[static_cast<std::size_t>(at[v])])
            for (const auto before : out)
                next.push_back(before + c * step);
        out = std::move(next);
        step *= static_cast<std::uint32_t>(by[v].count);
    }
    std::sort(out.begin(), out.end());
    return out;
}

// Atoms that lie in the same cells are one.
void merge_atoms(cell_set& s) {
    std::vector<std::vector<std::uint32_t>> cells_of(s.atom_count);
    for (std::size_t c = 0; c < s.size(); ++c)
        for (const auto a : s.atoms[c])
            cells_of[a].push_back(static_cast<std::uint32_t>(c));
    std::map<std::vector<std::uint32_t>, std::uint32_t> known;
    std::vector<std::uint32_t> to(s.atom_count);
    std::uint32_t count = 0;
    for (std::uint32_t a = 0; a < s.atom_count; ++a) {
        const auto [it, is_new] = known.try_emplace(std::move(cells_of[a]), count);
        count += is_new ? 1 : 0;
        to[a] = it->second;
    }
    for (auto& atoms : s.atoms) {
        for (auto& a : atoms)
            a = to[a];
        std::sort(atoms.begin(), atoms.end());
        atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
    }
    s.atom_count = count;
}

using children_of = std::vector<std::vector<std::int32_t>>;

void find_sums(cell_set& s, std::span<const hierarchy> by, std::span<const place> where) {
    std::map<place, std::uint32_t> number;
    for (std::size_t c = 0; c < where.size(); ++c)
        number.emplace(where[c], static_cast<std::uint32_t>(c));
    for (std::size_t v = 0; v < by.size(); ++v) {
        children_of children(by[v].nodes());
        for (std::size_t n = 1; n < by[v].nodes(); ++n)
            children[static_cast<std::size_t>(by[v].parent[n])].push_back(static_cast<std::int32_t>(n));
        for (std::size_t c = 0; c < where.size(); ++c) {
            std::vector<std::uint32_t> sum{static_cast<std::uint32_t>(c)};
            place part = where[c];
            const auto& inside = children[static_cast<std::size_t>(where[c][v])];
            for (const auto n : inside) {
                part[v] = n;
                if (const auto it = number.find(part); it != number.end()) sum.push_back(it->second);
            }
            if (!inside.empty() && sum.size() == inside.size() + 1) s.sums.push_back(std::move(sum));
        }
    }
}

std::optional<problem> not_adding_up(const cell_set& s) {
    for (const auto& sum : s.sums) {
        double parts = 0;
        for (std::size_t k = 1; k < sum.size(); ++k)
            parts += s.value[sum[k]];
        const double off = parts - s.value[sum[0]];
        if (std::abs(off) > rounding * (1 + std::abs(parts)))
            return problem{trouble::not_additive, static_cast<std::int64_t>(sum[0]), -1, off};
    }
    return std::nullopt;
}

} // namespace

hierarchy hierarchy::flat(std::int32_t groups) {
    hierarchy out;
    out.parent.resize(static_cast<std::size_t>(groups) + 1, 0);
    return out;
}

std::vector<std::int32_t> hierarchy::innermost() const {
    std::vector<char> has(nodes(), 0);
    for (std::size_t n = 1; n < nodes(); ++n)
        has[static_cast<std::size_t>(parent[n])] = 1;
    std::vector<std::int32_t> out;
    for (std::size_t n = 0; n < nodes(); ++n)
        if (!has[n]) out.push_back(static_cast<std::int32_t>(n));
    return out;
}

result<cell_set> cells_at(std::span<const hierarchy> by, std::span<const place> where, column value) {
    if (where.size() != value.size()) return refuse(trouble::lengths_differ);
    if (where.empty()) return refuse(trouble::no_data);
    if (where.size() > most_cells) return refuse(trouble::too_large, -1, static_cast<double>(where.size()));
    if (const auto fault = fault_of(by)) return tl::unexpected(*fault);
    std::vector<std::vector<char>> used;
    for (const auto& h : by)
        used.emplace_back(h.nodes(), 0);
    for (std::size_t c = 0; c < where.size(); ++c) {
        const auto row = static_cast<std::int64_t>(c);
        if (!(value[c] >= 0) || std::isinf(value[c])) return refuse(trouble::bad_number, row, value[c]);
        if (where[c].size() != by.size()) return refuse(trouble::bad_code, row);
        for (std::size_t v = 0; v < by.size(); ++v) {
            const auto n = where[c][v];
            if (n < 0 || n >= static_cast<std::int32_t>(by[v].nodes())) return refuse(trouble::bad_code, row);
            used[v][static_cast<std::size_t>(n)] = 1;
        }
    }
    std::vector<place> sorted(where.begin(), where.end());
    std::sort(sorted.begin(), sorted.end());
    if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end())
        return refuse(trouble::bad_code, std::find(where.begin(), where.end(), *twice) - where.begin());

    std::vector<classes> parts;
    double atoms = 1;
    for (std::size_t v = 0; v < by.size(); ++v) {
        parts.push_back(classes_of(by[v], used[v]));
        atoms *= static_cast<double>(parts.back().count);
    }
    // Before those that no cell tells apart are merged; what is left is held to most_atoms.
    if (atoms > 100.0 * most_atoms) return refuse(trouble::too_large, -1, atoms);
    cell_set out{.value = {value.begin(), value.end()}, .atom_count = static_cast<std::uint32_t>(atoms)};
    for (const auto& at : where)
        out.atoms.push_back(product_at(parts, at));
    merge_atoms(out);
    if (out.atom_count > most_atoms) return refuse(trouble::too_large, -1, out.atom_count);
    find_sums(out, by, where);
    if (const auto fault = not_adding_up(out)) return tl::unexpected(*fault);
    return out;
}

result<cell_set> cells_of(column value, std::vector<std::vector<std::uint32_t>> atoms,
                          std::vector<std::vector<std::uint32_t>> sums) {
    if (value.size() != atoms.size()) return refuse(trouble::lengths_differ);
    if (value.empty()) return refuse(trouble::no_data);
    if (value.size() > most_cells) return refuse(trouble::too_large, -1, static_cast<double>(value.size()));
    cell_set out{.value = {value.begin(), value.end()}, .atoms = std::move(atoms), .sums = std::move(sums)};
    for (std::size_t c = 0; c < out.size(); ++c) {
        if (!(value[c] >= 0) || std::isinf(value[c]))
            return refuse(trouble::bad_number, static_cast<std::int64_t>(c), value[c]);
        for (const auto a : out.atoms[c])
            out.atom_count = std::max(out.atom_count, a + 1);
    }
    for (const auto& sum : out.sums)
        for (const auto c : sum)
            if (c >= out.size()) return refuse(trouble::bad_code, static_cast<std::int64_t>(c));
    merge_atoms(out);
    if (out.atom_count > std::max(most_atoms, most_of_few_cells / out.size()))
        return refuse(trouble::too_large, -1, out.atom_count);
    if (const auto fault = not_adding_up(out)) return tl::unexpected(*fault);
    return out;
}

result<full_table> full_table_of(std::span<const hierarchy> by, column counts) {
    if (const auto fault = fault_of(by)) return tl::unexpected(*fault);
    std::vector<std::vector<std::int32_t>> leaves;
    std::size_t inner = 1, all = 1;
    for (const auto& h : by) {
        leaves.push_back(h.innermost());
        inner *= leaves.back().size();
        all *= h.nodes();
        if (all > most_cells) return refuse(trouble::too_large, -1, static_cast<double>(all));
    }
    if (counts.size() != inner) return refuse(trouble::lengths_differ);
    full_table out{.where = {}, .value = std::vector<double>(all, 0.0)};
    for (std::size_t c = 0; c < all; ++c) {
        auto& at = out.where.emplace_back();
        std::size_t rest = c;
        for (const auto& h : by) {
            at.push_back(static_cast<std::int32_t>(rest % h.nodes()));
            rest /= h.nodes();
        }
    }
    for (std::size_t i = 0; i < inner; ++i) {
        // Into every cell whose nodes all hold the innermost ones.
        std::vector<std::size_t> cells{0};
        std::size_t rest = i, step = 1;
        for (std::size_t v = 0; v < by.size(); ++v) {
            std::vector<std::size_t> next;
            for (auto n = leaves[v][rest % leaves[v].size()]; n >= 0; n = by[v].parent[static_cast<std::size_t>(n)])
                for (const auto before : cells)
                    next.push_back(before + static_cast<std::size_t>(n) * step);
            rest /= leaves[v].size();
            step *= by[v].nodes();
            cells = std::move(next);
        }
        for (const auto c : cells)
            out.value[c] += counts[i];
    }
    return out;
}

} // namespace stats::disclosure
