#include "stats/disclosure/span.hpp"

#include "stats/disclosure/audit.hpp"
#include "stats/disclosure/unknowns.hpp"

#include <algorithm>

namespace stats::disclosure {

namespace {

constexpr std::uint64_t prime = 2147483647;

std::uint64_t inverse_of(std::uint64_t a) {
    std::uint64_t out = 1;
    for (std::uint64_t power = prime - 2; power > 0; power >>= 1) {
        if (power & 1) out = out * a % prime;
        a = a * a % prime;
    }
    return out;
}

// r ← r − factor · other
void take(std::vector<std::uint32_t>& r, const std::vector<std::uint32_t>& other, std::uint64_t factor) {
    const std::uint64_t minus = prime - factor;
    for (std::size_t k = 0; k < r.size(); ++k)
        if (other[k] != 0) r[k] = static_cast<std::uint32_t>((r[k] + minus * other[k]) % prime);
}

std::size_t first_of(const std::vector<std::uint32_t>& r) {
    return static_cast<std::size_t>(std::find_if(r.begin(), r.end(), [](auto x) { return x != 0; }) - r.begin());
}

} // namespace

published_span::published_span(const cell_set& cells, const std::vector<char>& known) : cells_(cells), known_(known) {}

published_span::row published_span::reduced(std::uint32_t cell) const {
    row out(cells_.atom_count, 0);
    for (const auto a : cells_.atoms[cell])
        if (!known_[a]) out[a] = 1;
    for (std::size_t b = 0; b < basis_.size(); ++b)
        if (out[pivot_[b]] != 0) take(out, basis_[b], out[pivot_[b]]);
    return out;
}

std::vector<std::uint32_t> published_span::watch(const std::vector<std::uint32_t>& cells) {
    std::vector<std::uint32_t> follow;
    for (const auto c : cells) {
        auto r = reduced(c);
        if (first_of(r) == r.size())
            follow.push_back(c);
        else
            watched_.push_back(std::move(r));
    }
    return follow;
}

void published_span::add(row r, std::size_t pivot) {
    const auto inverse = inverse_of(r[pivot]);
    for (auto& x : r)
        x = static_cast<std::uint32_t>(x * inverse % prime);
    for (auto& w : watched_)
        if (w[pivot] != 0) take(w, r, w[pivot]);
    basis_.push_back(std::move(r));
    pivot_.push_back(pivot);
}

void published_span::publish(std::uint32_t cell) {
    auto r = reduced(cell);
    if (const auto pivot = first_of(r); pivot < r.size()) add(std::move(r), pivot);
}

bool published_span::publish_if_safe(std::uint32_t cell) {
    auto r = reduced(cell);
    const auto pivot = first_of(r);
    if (pivot == r.size()) return true;
    const auto inverse = inverse_of(r[pivot]);
    for (const auto& w : watched_) {
        // What is left of a watched cell is a multiple of what this one adds: then it follows.
        if (w[pivot] == 0) continue;
        const auto factor = w[pivot] * inverse % prime;
        bool same = true;
        for (std::size_t k = 0; k < r.size() && same; ++k)
            same = w[k] == factor * r[k] % prime;
        if (same) return false;
    }
    add(std::move(r), pivot);
    return true;
}

bool published_span::follows(std::uint32_t cell) const {
    const auto r = reduced(cell);
    return first_of(r) == r.size();
}

std::vector<char> atoms_known_zero(const cell_set& cells, const std::vector<char>& hidden) {
    std::vector<char> out(cells.atom_count, 0);
    for (std::size_t c = 0; c < cells.size(); ++c)
        if (!hidden[c] && cells.value[c] == 0)
            for (const auto a : cells.atoms[c])
                out[a] = 1;
    return out;
}

std::vector<char> exact_by_sums(const cell_set& cells, const std::vector<char>& hidden) {
    // Only what is not known at sight: the published rows, then the hidden cells.
    const unknowns left(cells, hidden);
    cell_set rest{.atom_count = left.count};
    std::vector<std::uint32_t> cell_of;
    for (const auto& r : left.rows)
        rest.atoms.push_back(r.where);
    for (std::uint32_t c = 0; c < cells.size(); ++c)
        if (hidden[c]) {
            rest.atoms.push_back(left.variables_of(cells.atoms[c]));
            cell_of.push_back(c);
        }
    const std::vector<char> known(left.count, 0);
    published_span span(rest, known);
    const auto rows = static_cast<std::uint32_t>(left.rows.size());
    for (std::uint32_t r = 0; r < rows; ++r)
        span.publish(r);
    std::vector<char> out(cells.size(), 0);
    for (std::uint32_t k = 0; k < cell_of.size(); ++k)
        out[cell_of[k]] = span.follows(rows + k) ? 1 : 0;
    return out;
}

} // namespace stats::disclosure
