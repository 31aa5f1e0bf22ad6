#include "reading/document_police_names.hpp"

#include "base/text.hpp"
#include "reading/document_parties.hpp"

namespace reading::doc {

constexpr std::size_t most_name_words = 5;

// "Lokalpolisområde Södra Berget": the noun and the capitalised words after it.
range police_area_at(const manuscript& t, std::size_t i, std::size_t end) {
    auto last = i + 1;
    while (last < end && !stands_behind_bar(t, last) &&
           (t[last].capital || (last > i + 1 && t.has(last, tag::compass)) ||
            ((t.is(last, "-") || t.is(last, "/")) && last + 1 < end && t[last + 1].capital)))
        ++last;
    return {i, last};
}
// "LOKALPOLISOMRÅDE NORRA BERGET" as names are written.
std::string in_small_letters(const manuscript& t, range words) {
    std::string name;
    for (auto i = words.first; i < words.last; ++i)
        name.append(!name.empty() && t[i].spaced ? 1 : 0, ' ').append(base::capitalized(t.folded(i)));
    return name;
}

// "Polisen Norra Berget", "Polisen Norrby/Söderby", "polisen i östra Berget": the words of the name; empty: none.
range local_police(const manuscript& t, std::size_t i, std::size_t end) {
    if (!names_police(t, i)) return {};
    auto at = i + 1;
    if (at < end && t.is(at, "i")) ++at;
    const auto begin = at;
    if (begin > i + 1 && at < end && t.has(at, tag::compass)) ++at;
    const auto is_name = [&](std::size_t k) {
        return k < end && t.is_word(k) && t[k].capital && !kind_of_word(t, k) && !t.has(k, tag::pledge_noun) &&
               !t.has(k, tag::not_name) && !t.has(k, tag::document_noun) && !t.has(k, tag::registration) &&
               !t.has(k, tag::title_word) && !t.has(k, tag::modal) && !t.has(k, tag::subordinator) &&
               !t.has(k, tag::finite);
    };
    const auto first = at;
    while (is_name(at) || (at > first && at + 1 < end && (t.is(at, "/") || t.is(at, "-")) && is_name(at + 1)))
        ++at;
    if (at > first && at < end && t.has(at, tag::compass)) ++at; // "Polisen i Berget västra"
    // "Polisen Norrby kommun" are two.
    if (at == first || at - begin > most_name_words || (at < end && t.has(at, tag::municipal))) return {};
    return {i, at};
}

} // namespace reading::doc
