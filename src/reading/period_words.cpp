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

bool until_a_new_one(const std::vector<atom>& atoms, std::size_t i) {
    constexpr std::size_t reach = 12; // atoms
    const bool dess = atoms[i].text == "dess" && i > 0 && atoms[i - 1].text.ends_with("till");
    if (!dess && atoms[i].text != "tills") return false;
    for (auto at = i + 1; at < atoms.size() && at < i + reach && !atoms[at].is_mark('.'); ++at)
        if (atoms[at].text == "nytt" || atoms[at].text == "ny" || atoms[at].text == "nya") return true;
    return false;
}

} // namespace reading
