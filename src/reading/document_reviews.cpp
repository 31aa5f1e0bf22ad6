#include "reading/document_reviews.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

// "Folkhälsorådet tar upp löftet på sina möten", "Rådet får rapporten", wherever it stands, but not "invånarna får den
// på ett möte".
bool reviews(const manuscript& t, range s) {
    bool forum = false;
    for (auto i = s.first; i < s.last; ++i)
        forum = forum || (t.has(i, tag::forum) && !t.has(i, tag::no_forum));
    for (auto i = s.first; forum && i + 1 < s.last; ++i)
        if (t.is(i, "får") && !t.any({s.first, i}, tag::resident) &&
            t.any({i, std::min(s.last, i + 5)}, tag::tell_result))
            return true;
    if (!forum || !(t.any(s, tag::obliging) || t.any(s, tag::how_it_went))) return false;
    for (auto i = s.first; i + 1 < s.last; ++i)
        if ((t.is(i, "tar") && (t.is(i + 1, "upp") || (i + 2 < s.last && t.is(i + 2, "upp")))) ||
            ((t.is(i, "går") || t.is(i, "gås")) && t.any({i, std::min(s.last, i + 6)}, tag::through)) ||
            t.is(i, "behandlar") || t.is(i, "behandlas") || t.is(i, "diskuterar") || t.is(i, "granskar"))
            return true;
    return false;
}

// "hur det gick", "vad som har blivit gjort"
bool asks_about(const manuscript& t, range w) {
    for (auto i = w.first; i + 1 < w.last; ++i)
        if ((t.is(i, "hur") || t.is(i, "vad")) && (t.any(w, tag::kept) || t.any(w, tag::how_it_went))) return true;
    return false;
}

// "Varje kvartal träffas cheferna och går igenom hur det har gått."
bool meets_about_it(const manuscript& t, range s) {
    if (!t.any(s, tag::meeting_verb)) return false;
    // "… för att se om vi håller det vi lovat"
    const bool sees = t.any(s, tag::kept) && (t.any(s, tag::pledge_noun) || t.any(s, tag::pledged));
    return sees || (t.any(s, tag::through) && (t.any(s, tag::how_it_went) || t.any(s, tag::obliging)));
}

// "I september går vi igenom hur det gick": wherever it stands
bool looks_through(const manuscript& t, range s) {
    constexpr std::size_t reach = 9; // "går kommunchefen, kommunpolisen och skolchefen igenom"
    for (auto i = s.first; i + 2 < s.last; ++i) {
        if (!t.is(i, "går") && !t.is(i, "gås")) continue;
        const auto end = std::min(s.last, i + reach);
        const auto at = t.find({i, end}, tag::through);
        const range what{std::min(at + 1, s.last), s.last};
        if (at < end && (asks_about(t, what) || t.any(what, tag::pledge_noun))) return true;
    }
    return false;
}

} // namespace

bool looks_into(const manuscript& t, range s) {
    return !t.any(s, tag::modal) && (reviews(t, s) || meets_about_it(t, s) || looks_through(t, s));
}

} // namespace reading::doc
