#include "reading/document_pledge_count.hpp"

#include "reading/document_roles.hpp"

#include <string_view>
#include <vector>

namespace reading::doc {
namespace {

constexpr std::size_t most_numbered = 25;
constexpr std::size_t reach = 4; // words from the number to "löften"

bool ends_with(const manuscript& t, std::size_t i, std::string_view ending) {
    return t.has(i, tag::pledge_noun) && t.folded(i).ends_with(ending);
}

// "Löfte 3", "Löfte 3: …"; 0 where the line is none, or its number is one of parts: "Löfte 3.1".
std::size_t number_of(const manuscript& t, range line) {
    auto i = line.first;
    while (i < line.last && t[i].kind == token_kind::mark)
        ++i;
    if (i + 1 >= line.last || !ends_with(t, i, "löfte") || !t[i].capital || !t.is_number(i + 1)) return 0;
    const double n = t[i + 1].value;
    const bool part = i + 3 < line.last && t.is(i + 2, ".") && t.is_number(i + 3) && !t[i + 3].spaced;
    const bool whole = n >= 1 && n <= most_numbered && n == static_cast<int>(n);
    return whole && !part ? static_cast<std::size_t>(n) : 0;
}

// How many are numbered from 1 on, each once.
int numbered_in(const manuscript& t, std::size_t& first) {
    std::vector<std::size_t> times(most_numbered + 1);
    std::size_t most = 0;
    for (const auto& line : t.lines()) {
        const auto n = number_of(t, line.words);
        if (n == 0) continue;
        if (most == 0) first = line.words.first;
        ++times[n];
        most = std::max(most, n);
    }
    for (std::size_t n = 1; n <= most; ++n)
        if (times[n] != 1) return 0;
    return static_cast<int>(most);
}

int announced_in(const manuscript& t, range s) {
    for (auto i = s.first; i + 1 < s.last; ++i) {
        const double n = t.is_number(i) ? t[i].value : number_word(t.folded(i));
        if (n < 2 || n > most_numbered || n != static_cast<int>(n)) continue;
        // "två av fem löften", "minst två löften", "fem löften om året"
        if (i > s.first && (t.has(i - 1, tag::bound_word) || t.is(i - 1, "av"))) continue;
        for (auto k = i + 1; k < std::min(s.last, i + reach); ++k) {
            const bool rate = k + 1 < s.last && (t.is(k + 1, "per") || t.is(k + 1, "varje") || t.is(k + 1, "om"));
            if ((ends_with(t, k, "löften") || ends_with(t, k, "löftena")) && !rate) return static_cast<int>(n);
            if (t.has(k, tag::preposition) || t.has(k, tag::finite) || !t.is_word(k)) break;
        }
    }
    return 0;
}

} // namespace

pledge_count count_pledges(const manuscript& t, const outline& doc) {
    pledge_count found;
    std::size_t first = 0;
    found.numbered = numbered_in(t, first);
    if (found.numbered < 2) return found;
    const auto begin = t[first].begin;
    const auto look = [&](range w) {
        if (w.empty() || found.announced != 0 || t[w.first].begin > begin) return;
        found.announced = announced_in(t, w);
        found.announcement = w;
    };
    for (const auto& s : doc.sections)
        look(s.heading);
    for (const auto& s : doc.sentences)
        look(s.words);
    return found;
}

} // namespace reading::doc
