#include "reading/document_basis_years.hpp"

#include "reading/document_dates.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t sentence_reach = 60; // words back to the year that a sentence begins with
constexpr std::size_t year_reach = 12;     // words from a survey's name to its year

} // namespace

bool names_source(const manuscript& text, std::size_t i) {
    return std::any_of(plain_sources.begin(), plain_sources.end(), [&](const auto& k) { return text.has(i, k.first); });
}

std::optional<int> basis_years::year_of(range w, range s) const {
    const auto year = [&](std::size_t i) { return is_lone_year(t_, i, s); };
    auto reach = std::min(s.last, w.last + year_reach);
    for (auto i = w.last; i < reach; ++i) {
        if (year(i)) return static_cast<int>(t_[i].value);
        // "dialogerna i Norrby och Söderby hösten 2023", "dialogen, Norrby, oktober 2023"
        const bool comma = t_.is(i, ",");
        if (!comma && !t_.is(i, "och") && !t_.is(i, "samt")) continue;
        const auto next = std::min(i + 1, s.last - 1);
        const bool named = t_[next].capital && !kind_of_word(t_, next) && !names_source(t_, next);
        // "dialogerna på torg och bibliotek sommaren 2023"
        const bool dated = !comma && next + 2 < s.last && t_.has(next + 1, tag::season) && year(next + 2);
        const bool of_places = dated && t_.has(w.last, tag::preposition) && !names_source(t_, next);
        // "Nationella trygghetsundersökningen, NTU, 2024"
        const bool initials = comma && t_.is_upper(next) && next + 1 < s.last && t_.is(next + 1, ",");
        if (initials) i += 2;
        const bool goes_on =
            of_places || initials || (comma ? named || t_.has(next, tag::month) : named && t_[i - 1].capital);
        if (!goes_on) break;
        reach = std::min(s.last, i + year_reach); // "torgmöten i A, B och C under 2025"
    }
    for (auto i = w.first; i > s.first && w.first - i < sentence_reach;)
        if (--i, year(i)) {
            // "trygghetsmätning 2022, medborgardialoger": that year was the survey's.
            bool behind_name = i > s.first && t_.has(i - 1, tag::basis_picture); // "lägesbild 2022, …"
            // "2022 års trygghetsmätning och …"
            if (t_.is(i + 1, "års"))
                for (auto k = i + 2; k < w.first; ++k)
                    behind_name = behind_name || names_source(t_, k);
            for (auto k = i; k > s.first && i - k < year_reach && !t_.is(k - 1, ",");) {
                --k;
                const bool met = t_.has(k, tag::basis_talk) || t_.is(k, "öppna"); // "öppna möten våren 2025 och …"
                behind_name = behind_name || names_source(t_, k) || met;
            }
            return behind_name || is_parted(i, w.first, s) ? std::nullopt
                                                           : std::optional{static_cast<int>(t_[i].value)};
        }
    // "I maj samma år"
    for (auto i = s.first; i + 1 < s.last; ++i)
        if (t_.is(i, "samma") && (t_.is(i + 1, "år") || t_.has(i + 1, tag::season))) return told_;
    return std::nullopt;
}

void basis_years::keep(range s) {
    for (auto i = s.first; i < s.last; ++i)
        if (is_lone_year(t_, i, s)) told_ = static_cast<int>(t_[i].value);
}

// "på den enkät som gjordes våren 2024 och på polisens bild": each has what stands behind it.
bool basis_years::is_parted(std::size_t year, std::size_t name, range s) const {
    bool parted = false, source = false;
    for (auto k = year; k + 1 < name; ++k)
        parted = parted || (t_.has(k, tag::conjunction) && t_.has(k + 1, tag::preposition));
    for (auto k = year - std::min(sentence_reach, year - s.first); k < year; ++k)
        source = source || names_source(t_, k) || t_.has(k, tag::basis_talk);
    return parted && source;
}

} // namespace reading::doc
