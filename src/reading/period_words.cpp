#include "reading/period_words.hpp"

namespace reading {

bool is_notice(const std::vector<atom>& atoms, std::size_t i) {
    constexpr std::size_t before = 4, after = 3; // atoms
    for (auto at = i > before ? i - before : 0; at < i + 1 + after && at < atoms.size(); ++at)
        if (atoms[at].text.starts_with("uppsägning") || atoms[at].text.starts_with("uppsagd") ||
            atoms[at].text == "varsel")
            return true;
    return false;
}

bool is_length_of_validity(const std::vector<atom>& atoms, std::size_t i) {
    constexpr std::size_t reach = 3; // atoms
    for (std::size_t back = 1; back <= reach && back <= i; ++back) {
        const auto& a = atoms[i - back];
        if (a.is(word_class::validity) || a.is(word_class::span)) return true;
        if (a.is_mark('.')) return false;
    }
    return false;
}

} // namespace reading
