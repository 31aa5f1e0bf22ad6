#include "reading/document_basis_years.hpp"

#include "reading/document_dates.hpp"
#include "reading/document_parties.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t sentence_reach = 60; // words back to the year that a sentence begins with
constexpr std::size_t year_reach = 12;     // words from a survey's name to its year

// "på den enkät som gjordes våren 2024 och på polisens bild": each has what stands behind it.
bool is_parted(const manuscript& t, std::size_t year, std::size_t name, range s) {
    bool parted = false, source = false;
    for (auto k = year; k + 1 < name; ++k)
        parted = parted || (t.has(k, tag::conjunction) && t.has(k + 1, tag::preposition));
    for (auto k = year - std::min(sentence_reach, year - s.first); k < year; ++k)
        source = source || names_source(t, k) || t.has(k, tag::basis_talk);
    return parted && source;
}

} // namespace

bool names_source(const manuscript& t, std::size_t i) {
    constexpr tag kinds[] = {tag::basis_web,      tag::basis_survey,     tag::basis_staff,
                             tag::basis_dialogue, tag::basis_statistics, tag::basis_walk};
    return std::any_of(std::begin(kinds), std::end(kinds), [&](tag k) { return t.has(i, k); });
}

std::optional<int> year_of_source(const manuscript& t, range w, range s, std::optional<int> told) {
    const auto year = [&](std::size_t i) { return is_lone_year(t, i, s); };
    auto reach = std::min(s.last, w.last + year_reach);
    for (auto i = w.last; i < reach; ++i) {
        if (year(i)) return static_cast<int>(t[i].value);
        // "dialogerna i Norrby och Söderby hösten 2023", "dialogen, Norrby, oktober 2023"
        const bool comma = t.is(i, ",");
        if (!comma && !t.is(i, "och") && !t.is(i, "samt")) continue;
        const auto next = std::min(i + 1, s.last - 1);
        const bool named = t[next].capital && !kind_of_word(t, next) && !names_source(t, next);
        // "dialogerna på torg och bibliotek sommaren 2023"
        const bool dated = !comma && next + 2 < s.last && t.has(next + 1, tag::season) && year(next + 2);
        const bool of_places = dated && t.has(w.last, tag::preposition) && !names_source(t, next);
        // "Nationella trygghetsundersökningen, NTU, 2024"
        const bool initials = comma && t.is_upper(next) && next + 1 < s.last && t.is(next + 1, ",");
        if (initials) i += 2;
        const bool goes_on =
            of_places || initials ||
            (comma ? named || t.has(next, tag::month) || t.has(next, tag::season) : named && t[i - 1].capital);
        if (!goes_on) break;
        reach = std::min(s.last, i + year_reach); // "torgmöten i A, B och C under 2025"
    }
    for (auto i = w.first; i > s.first && w.first - i < sentence_reach;)
        if (--i, year(i)) {
            // "trygghetsmätning 2022, medborgardialoger": that year was the survey's.
            bool behind_name = i > s.first && t.has(i - 1, tag::basis_picture); // "lägesbild 2022, …"
            // "2022 års trygghetsmätning och …"
            if (t.is(i + 1, "års"))
                for (auto k = i + 2; k < w.first; ++k)
                    behind_name = behind_name || names_source(t, k);
            for (auto k = i; k > s.first && i - k < year_reach && !t.is(k - 1, ",");) {
                --k;
                const bool met = t.has(k, tag::basis_talk) || t.is(k, "öppna"); // "öppna möten våren 2025 och …"
                behind_name = behind_name || names_source(t, k) || met;
            }
            return behind_name || is_parted(t, i, w.first, s) ? std::nullopt
                                                              : std::optional{static_cast<int>(t[i].value)};
        }
    // "I maj samma år"
    for (auto i = s.first; i + 1 < s.last; ++i)
        if (t.is(i, "samma") && (t.is(i + 1, "år") || t.has(i + 1, tag::season))) return told;
    return std::nullopt;
}

} // namespace reading::doc
