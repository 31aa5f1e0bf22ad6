#include "reading/document_leads.hpp"

#include "reading/document_dates.hpp"
#include "reading/document_parties.hpp"

namespace reading::doc {

namespace {

constexpr std::size_t most_words = 12;

bool is_actor(const manuscript& t, std::size_t i) {
    return t.has(i, tag::police) || t.has(i, tag::municipal) || t.has(i, tag::police_body) ||
           t.has(i, tag::municipal_body) || t.has(i, tag::region) || t.has(i, tag::company) ||
           t.has(i, tag::association) || t.has(i, tag::agency) || t.has(i, tag::we);
}

bool takes_name(const manuscript& t, std::size_t i) {
    return t.has(i, tag::police_area) || t.has(i, tag::region) || t.has(i, tag::company) || names_police(t, i);
}

struct counted {
    std::size_t actors = 0, leading = 0;
    bool topic = false; // "Skolan", "Föreningslivet": may be what is spoken of
    bool together = false;
    bool other = false;
    bool year = false;
};

// "Norrby Bostads AB": where a name ends that begins at i with capitals; i where none does.
std::size_t company_end(const manuscript& t, std::size_t i, std::size_t end) {
    constexpr std::size_t most = 4;
    for (auto k = i; k < std::min(end, i + most) && t.is_word(k) && t[k].capital; ++k)
        if (t.is(k, "ab")) return k + 1;
    return i;
}

counted count(const manuscript& t, range words) {
    counted c;
    bool name = false; // a capital goes on with the name of a body
    for (auto i = words.first; i < words.last; ++i) {
        if (const auto company = company_end(t, i, words.last); company > i) {
            ++c.actors;
            i = company - 1;
        } else if (t[i].place != no_place) {
            i += t[i].place_words - 1u;
        } else if (t.is(i, "i") && i > words.first && name && i + 1 < words.last && t[i + 1].capital) {
            // "Polisen i Norra Berget"
        } else if (is_actor(t, i)) {
            ++c.actors;
            c.topic = c.topic || !(t.has(i, tag::police) || t.has(i, tag::municipal) || t.has(i, tag::region) ||
                                   t.has(i, tag::we));
            name = name || takes_name(t, i);
        } else if (t.has(i, tag::lead_word)) {
            ++c.leading;
        } else if (t.is(i, "under") || is_lone_year(t, i, words)) {
            c.year = true; // "Under 2026 lovar polisen att"
        } else if (t.is(i, "tillsammans") && words.size() > 1) {
            c.together = true; // "Vad gör ni tillsammans?"
        } else if (t.is(i, "gemensamma") || t.is(i, "gemensamt") || (t.is(i, "tillsammans") && words.size() == 1)) {
            ++c.actors;
        } else if (!(t[i].kind == token_kind::mark && !t.is(i, ".")) && !t.has(i, tag::lead_small) &&
                   !t.has(i, tag::conjunction) &&
                   !(name && (t[i].capital || t.is(i, "län")) && i > words.first && !t.has(i, tag::subordinator))) {
            c.other = true;
        }
    }
    return c;
}

} // namespace

bool leads_to_promises(const manuscript& t, range words) {
    if (words.empty() || words.size() > most_words) return false;
    const auto c = count(t, words);
    return !c.other && (c.actors > 0 || c.together) && c.leading > 0;
}

bool names_only_parties(const manuscript& t, range words) {
    if (words.empty() || words.size() > most_words) return false;
    const auto c = count(t, words);
    return !c.other && !c.year && !c.topic && c.actors > 0 && c.leading == 0;
}

} // namespace reading::doc
