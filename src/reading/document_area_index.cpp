#include "reading/document_areas.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>

namespace reading::doc {

namespace {

constexpr std::size_t stem_length = 6; // code points: "trafikmiljö" and "trafikkontroller" share "trafik"
constexpr std::size_t shortest_stem = 4;

std::vector<std::string> stems_of(const manuscript& t, range words) {
    std::vector<std::string> stems;
    for (auto i = words.first; i < words.last; ++i) {
        if (!t.is_word(i) || t.has(i, tag::generic) || t.has(i, tag::preposition) || t.has(i, tag::conjunction))
            continue;
        for (const auto part : base::split(t.folded(i), '-')) {
            const auto chars = base::to_utf32(part);
            if (chars.size() < shortest_stem) continue;
            auto stem = base::to_utf8(chars.substr(0, stem_length));
            if (std::find(stems.begin(), stems.end(), stem) == stems.end()) stems.push_back(std::move(stem));
        }
    }
    return stems;
}

} // namespace

area_index::area_index(const manuscript& text, const std::vector<range>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto stems = stems_of(text, names[i]);
        lengths_.push_back(stems.size());
        for (const auto& stem : stems)
            by_stem_[stem].push_back(i);
    }
}

std::vector<std::size_t> area_index::candidates(const manuscript& text, range words) const {
    std::map<std::size_t, std::size_t> shared;
    for (const auto& stem : stems_of(text, words))
        if (const auto at = by_stem_.find(stem); at != by_stem_.end())
            for (const auto area : at->second)
                ++shared[area];
    std::size_t most = 0;
    for (const auto& [area, n] : shared)
        most = std::max(most, n);
    std::vector<std::size_t> best;
    for (const auto& [area, n] : shared)
        if (n == most) best.push_back(area);
    return best;
}

std::optional<std::size_t> area_index::best(const manuscript& text, range words) const {
    auto all = candidates(text, words);
    if (all.empty()) return std::nullopt;
    // Of "Trygga hem" and "Trygga torg och hållplatser" the one that says least besides what is shared.
    const auto shorter = [&](std::size_t a, std::size_t b) { return lengths_[a] < lengths_[b]; };
    std::sort(all.begin(), all.end(), shorter);
    if (all.size() > 1 && !shorter(all[0], all[1])) return std::nullopt;
    return all.front();
}

} // namespace reading::doc
