#include "stats/disclosure/unknowns.hpp"

#include <algorithm>
#include <map>

namespace stats::disclosure {

void in_order(std::vector<std::uint32_t>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

unknowns::unknowns(const cell_set& cells, const std::vector<char>& hidden)
    : variable(cells.atom_count, 0), known(cells.atom_count, 0.0), from_(cells.atom_count) {
    for (std::size_t c = 0; c < cells.size(); ++c)
        if (!hidden[c] && cells.value[c] == 0)
            for (const auto a : cells.atoms[c])
                variable[a] = none;
    put_in(cells, hidden);
    for (auto& v : variable)
        if (v != none) v = count++;

    std::map<std::vector<std::uint32_t>, std::size_t> seen;
    for (std::uint32_t c = 0; c < cells.size(); ++c) {
        if (hidden[c]) continue;
        row r{.where = variables_of(cells.atoms[c]), .because = because_of(cells.atoms[c])};
        if (r.where.empty()) continue;
        r.sum = cells.value[c] - known_part(cells.atoms[c]);
        r.because.push_back(c);
        in_order(r.because);
        const auto [it, is_new] = seen.try_emplace(r.where, rows.size());
        if (is_new)
            rows.push_back(std::move(r));
        else if (r.because.size() < rows[it->second].because.size())
            rows[it->second] = std::move(r);
    }
}

void unknowns::put_in(const cell_set& cells, const std::vector<char>& hidden) {
    std::vector<std::vector<std::uint32_t>> cells_of(cells.atom_count);
    std::vector<std::size_t> left(cells.size(), 0);
    std::vector<std::uint32_t> waiting;
    for (std::uint32_t c = 0; c < cells.size(); ++c) {
        if (hidden[c]) continue;
        for (const auto a : cells.atoms[c])
            if (variable[a] != none) {
                cells_of[a].push_back(c);
                ++left[c];
            }
        if (left[c] == 1) waiting.push_back(c);
    }
    for (std::size_t next = 0; next < waiting.size(); ++next) {
        const auto c = waiting[next];
        if (left[c] != 1) continue;
        const auto& atoms = cells.atoms[c];
        const auto a = *std::find_if(atoms.begin(), atoms.end(), [&](auto x) { return variable[x] != none; });
        auto from = because_of(atoms);
        from.push_back(c);
        in_order(from);
        known[a] = cells.value[c] - known_part(atoms);
        from_[a] = std::move(from);
        variable[a] = none;
        for (const auto other : cells_of[a])
            if (--left[other] == 1) waiting.push_back(other);
    }
}

std::vector<std::uint32_t> unknowns::variables_of(const std::vector<std::uint32_t>& atoms) const {
    std::vector<std::uint32_t> out;
    for (const auto a : atoms)
        if (variable[a] != none) out.push_back(variable[a]);
    return out;
}

double unknowns::known_part(const std::vector<std::uint32_t>& atoms) const {
    double out = 0;
    for (const auto a : atoms)
        out += known[a];
    return out;
}

std::vector<std::uint32_t> unknowns::because_of(const std::vector<std::uint32_t>& atoms) const {
    std::vector<std::uint32_t> out;
    for (const auto a : atoms)
        out.insert(out.end(), from_[a].begin(), from_[a].end());
    in_order(out);
    return out;
}

} // namespace stats::disclosure
