#include "reading/document_roles.hpp"

#include "reading/document_basis.hpp"
#include "reading/document_pledges.hpp"
#include "reading/document_reviews.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t announced_reach = 7; // words between the number and "områden"
constexpr double most_areas = 25;

bool says_validity(const manuscript& t, range s) {
    const auto verb = t.find(s, tag::valid_verb);
    if (verb == s.last) return false;
    const range near{verb > s.first + 8 ? verb - 8 : s.first, std::min(verb + 8, s.last)};
    const bool they = verb > s.first && (t.is(verb - 1, "de") || t.is(verb - 1, "dessa") || t.is(verb - 1, "den") ||
                                         t.is(s.first, "den"));
    // "Kan förlängas med ett år", "Möjlighet till förlängning med ett år"
    const bool longer = t.folded(verb).starts_with("förläng") && verb < s.first + 3 &&
                        (t.is(s.first, "kan") || t.has(s.first, tag::possible));
    // "Giltigt fr.o.m. …" begins with what it says.
    if (!they && !longer && !(verb == s.first && !t.is(verb, "gällande")) && !t.any(near, tag::valid_thing))
        return false;
    for (auto i = s.first; i < s.last; ++i)
        if (t.is_number(i) || t.is(i, "år") || t.is(i, "tillsvidare") || t.is(i, "vidare") || t.is(i, "nytt") ||
            t.is(i, "förlängas") || t.is(i, "förlängs"))
            return true;
    return false;
}

// "hur uppföljningen ska ske" tells what a plan holds, not how one follows up.
bool is_asked(const manuscript& t, std::size_t i, std::size_t from) {
    for (auto k = i; k > from && i - k < 3;)
        if (--k, t.is(k, "hur") || t.is(k, "vilka") || t.is(k, "vad")) return true;
    return false;
}

// "kommunicera ut uppföljning": what is told, not what is done.
bool is_told(const manuscript& t, std::size_t i, std::size_t from) {
    for (auto k = i; k > from && i - k < 4;)
        if (--k, t.has(k, tag::tell)) return true;
    return false;
}

// "Vi uppdaterar den här sidan": tells residents
bool is_of_page(const manuscript& t, std::size_t i, std::size_t end) {
    for (auto k = i + 1; k < std::min(end, i + 4); ++k)
        if (t.is(k, "sidan") || t.has(k, tag::channel_web)) return true;
    return false;
}

bool follows_by_forum(const manuscript& t, range s) {
    for (auto i = s.first + 1; i + 1 < std::min(s.last, s.first + 5); ++i)
        if (t.is(i, "av"))
            for (auto k = i + 1; k < std::min(s.last, i + 4); ++k)
                if (t.has(k, tag::forum) && !t.has(k, tag::no_forum)) return true;
    return false;
}

bool says_follow_up(const manuscript& t, range s, bool own_section, bool within_area) {
    for (auto i = s.first; i < s.last; ++i) {
        if (t.has(i, tag::follow_verb))
            for (auto k = i + 1; k < std::min(s.last, i + 9); ++k)
                if (t.is(k, "upp") || (!t.folded(i).starts_with("följ") && t.is(k, "av"))) {
                    const range around{s.first, std::min(s.last, k + 4)};
                    if (!within_area || t.any(around, tag::obliging)) return true;
                }
        // "Rådet följer löftena"
        if (!within_area && t.is(i, "följer") && i + 1 < s.last && t.has(i + 1, tag::obliging)) return true;
        const bool evaluates = t.has(i, tag::evaluate) && !t.has(i, tag::tell);
        // "Arbetet följs av styrgruppen."
        if (t.has(i, tag::follow_verb) && t.folded(i).starts_with("följ") && follows_by_forum(t, {i, s.last}))
            return true;
        if (!evaluates && (!t.has(i, tag::revise) || t.any(s, tag::channel_web))) continue;
        if (is_asked(t, i, s.first) || is_told(t, i, s.first) || is_of_page(t, i, s.last)) continue;
        // "Socialtjänsten och polisen ska ha avstämning varje vecka"
        const bool acts = within_area && (t.has(s.first, tag::municipal_body) || t.has(s.first, tag::police));
        if (acts && t.any(s, tag::modal) && !t.any(s, tag::pledge_noun)) continue;
        if (own_section || t.any(s, tag::obliging)) return true;
    }
    return false;
}

// "kommunen.se".
bool names_site(const manuscript& t, range s) {
    for (auto i = s.first; i + 2 < s.last; ++i)
        if (is_site(t, i)) return true;
    return false;
}

// "hur det går", "vad vi har gjort", "läs mer": what is told without a name of its own.
bool is_told_of(const manuscript& t, range s) {
    for (auto i = s.first + 1; i < s.last; ++i) // "hur det gick", "hur löftet hölls"
        if (t.has(i, tag::kept) && (t.is(i - 1, "det") || t.has(i - 1, tag::tell_result))) return true;
    return t.any(s, tag::how_it_went);
}

bool names_channel(const manuscript& t, range s) {
    static const auto named = together({tag::channel_web, tag::channel_social, tag::social, tag::media_word,
                                        tag::channel_household, tag::channel_police_site});
    // "nytt" ends names of papers, and is a word of its own.
    bool press = false;
    for (auto i = s.first; i < s.last; ++i)
        press = press || (t.has(i, tag::channel_press) && !t.is(i, "nytt"));
    for (auto i = s.first + 2; i < s.last; ++i) // "här på sidan"
        if (t.is(i, "sidan") && (t.is(i - 1, "här") || (t.is(i - 1, "på") && t.is(i - 2, "här")))) return true;
    return press || t.any(s, named);
}

bool says_feedback(const manuscript& t, range s, bool own_section, bool within_area) {
    const auto tells = t.find(s, tag::tell);
    // "Polisen gör tre kontroller i månaden och redovisar resultatet på Facebook": first of all what is done
    if (within_area && tells != s.last && tells > s.first + 3 && t.is(tells - 1, "och") &&
        !t.any(s, tag::strong_tell) && tells_how_much(t, {s.first, tells - 1}))
        return false;
    const bool strong = t.any(s, tag::strong_tell);
    const bool channel = names_channel(t, s);
    for (auto i = s.first + 1; channel && !within_area && i + 1 < s.last; ++i) // "Vad det blev visar vi här på sidan"
        if (t.is(i, "visar") && (t.is(i + 1, "vi") || t.is(i - 1, "vi")) && !t.any(s, tag::modal)) return true;
    // "Resultatet läggs ut på kommunens webbplats", "Läs mer på kommunen.se".
    const bool posted = t.any(s, tag::channel_other) && is_told_of(t, s); // "sätter vi upp en lapp i trapphusen om …"
    if (!within_area && t.any(s, tag::weak_tell) && (channel || posted || names_site(t, s)) && !t.any(s, tag::modal) &&
        (t.any(s, tag::tell_result) || own_section || is_told_of(t, s)))
        return true;
    const bool bids = (t.is(s.first, "läs") || t.is(s.first, "följ")) && (channel || names_site(t, s));
    if (bids && !within_area) return true;
    if (own_section)
        return strong || tells != s.last || channel || names_site(t, s) || t.any(s, tag::channel_meeting) ||
               t.any(s, tag::channel_other);
    if (!within_area && tells != s.last && is_told_of(t, s)) return true;
    // "En redovisning ska vara klar i maj och läggs då ut på webbplatsen"
    if (!within_area && tells != s.last && channel && t.any({tells, s.last}, tag::weak_tell)) return true;
    // "Invånarna informeras genom webbplatsen"
    const bool somewhere = channel || t.any(s, tag::channel_other);
    if (!within_area && tells != s.last && somewhere && t.any(s, tag::resident) && !t.any(s, tag::modal)) return true;
    if (strong) return !within_area || channel || t.any(s, tag::tell_result);
    if (tells == s.last) return false;
    for (auto i = s.first; i < s.last; ++i)
        if (t.has(i, tag::tell_result) && (i > tells ? i - tells : tells - i) <= 8)
            return !within_area || i > tells || channel;
    return false;
}

// "ska starta minst två nya områden per år" announces nothing.
bool is_rate(const manuscript& t, range s) {
    // "Vi lovar att starta tio nya områden"
    for (auto i = s.first; i + 1 < s.last; ++i) {
        const bool makes = t.is(i, "starta") || t.is(i, "bilda") || t.is(i, "skapa") || t.is(i, "rusta") ||
                           t.is(i, "bygga") || t.is(i, "besöka") || t.is(i, "startas") || t.is(i, "bildas");
        if (makes && (t.any({s.first, i}, tag::modal) || t.any({s.first, i}, tag::pledge_verb))) return true;
    }
    if (!t.any(s, tag::modal)) return false;
    for (auto i = s.first; i < s.last; ++i)
        if (t.is(i, "per") || t.is(i, "varje") || t.has(i, tag::bound_word)) return true;
    return false;
}

// "Kommunchefen och kommunpolisen träffas en gång i månaden."
bool tells_meeting(const manuscript& t, range s) { return t.any(s, tag::meeting_verb); }

bool says_basis(const manuscript& t, range s) {
    static const auto kinds =
        together({tag::basis_survey, tag::basis_web, tag::basis_dialogue, tag::basis_staff, tag::basis_statistics,
                  tag::basis_picture, tag::basis_council, tag::basis_walk, tag::council_of});
    return t.any(s, kinds);
}

// A forum in the section of its own: "Kommunstyrelsen får en rapport varje år".
bool names_forum(const manuscript& t, range s) {
    for (auto i = s.first; i < s.last; ++i)
        if (t.has(i, tag::forum) && !t.has(i, tag::no_forum)) return true;
    return false;
}

// "Ring", "nås på", "akut:": what a telephone number stands behind.
bool tells_to_call(const manuscript& t, range s) {
    constexpr std::string_view beginnings[] = {"ring", "nås", "akut", "telefon", "larm", "nödnumm", "tipsa"};
    for (auto i = s.first; i < s.last; ++i)
        for (const auto b : beginnings)
            if (t.folded(i).starts_with(b)) return true;
    return false;
}

// "112 kontroller"
bool counts_something(const manuscript& t, std::size_t number, std::size_t end) {
    const auto i = number + 1;
    return i < end && t.is_word(i) && !t.has(i, tag::preposition) && !t.has(i, tag::conjunction) &&
           !t.has(i, tag::subordinator) && !t.has(i, tag::finite) && !t.has(i, tag::adverb);
}

// "Hur det redovisas är ännu inte bestämt": says that nothing is said.
bool is_undecided(const manuscript& t, range s) {
    bool no = false;
    for (auto i = s.first; i < s.last; ++i) {
        no = no || t.is(i, "inte") || t.is(i, "ej") || t.is(i, "ännu") || t.is(i, "inga") || t.is(i, "ingen") ||
             t.is(i, "inget");
        if (no && t.has(i, tag::settled)) return true;
    }
    return false;
}

// "Akut: 112", "Polisen nås på 114 14", and no word of what is done.
bool gives_numbers(const manuscript& t, range s) {
    if (t.any(s, tag::modal) || t.any(s, tag::pledge_verb)) return false;
    for (auto i = s.first; i < s.last; ++i) {
        if (!t.is_number(i)) continue;
        const bool police = t[i].value == 114 && i + 1 < s.last && t.is_number(i + 1) && t[i + 1].value == 14;
        const bool police_joined = t[i].value == 11414;
        if (police || police_joined) return true;
        // "telefon 0171-525 00"
        const bool area_code = t.folded(i).starts_with("0") && t[i].digits >= 3 && i + 1 < s.last;
        if (area_code && t.is(i + 1, "-") && !tells_how_much(t, s)) return true;
        const bool emergency = t[i].value == 112 && t[i].digits == 3 &&
                               (tells_to_call(t, {s.first, i}) || !counts_something(t, i, s.last));
        if (emergency && !tells_how_much(t, s)) return true;
    }
    return false;
}

// "Uppföljning 2 gånger per år i rådet", "Info till invånarna via hemsidan": the label is the sentence's first word.
bool begins_with_follow_up(const manuscript& t, range s) {
    return t.has(s.first, tag::evaluate) && !t.has(s.first, tag::tell) && !t.any(s, tag::modal) && names_forum(t, s);
}

bool begins_with_feedback(const manuscript& t, range s) {
    return t.has(s.first, tag::sec_feedback) && !t.any(s, tag::modal) &&
           (t.any(s, tag::resident) || t.any(s, tag::tell_result)) && names_channel(t, s);
}

// "Summering till invånarna sker i kommunbladet": who is told, and where.
bool tells_residents(const manuscript& t, range s) {
    if (t.any(s, tag::modal) || t.any(s, tag::pledge_verb) || !names_channel(t, s)) return false;
    for (auto i = s.first; i + 1 < s.last; ++i)
        if ((t.is(i, "till") || t.is(i, "för")) && t.has(i + 1, tag::resident) && t.folded(i + 1).ends_with("na"))
            return true;
    return false;
}

// "En utvärdering görs i maj. Den hittar du på webbplatsen.", "… Det gör vi på norrby.se."
bool goes_on_to_tell(const manuscript& t, range s, const sentence_role& before) {
    if (!(before.follow_up || before.feedback) || t.any(s, tag::modal) || !(names_channel(t, s) || names_site(t, s)))
        return false;
    return t.any(s, tag::weak_tell) || (t.has(s.first, tag::anaphor) && before.feedback);
}

// "Vad blev det av löftet?", and in the next sentence how one gets to know.
bool asks_how_it_went(const manuscript& t, range s) {
    return t.is(s.last - 1, "?") && (t.any(s, tag::kept) || t.any(s, tag::how_it_went)) &&
           (t.any(s, tag::tell_result) || t.any(s, tag::pledge_noun) || t.is(s.first, "hur") || t.is(s.first, "vad"));
}

void tell(const manuscript& t, range s, const sentence_role& r) {
    const auto say = [&](bool holds, std::string_view value, std::initializer_list<tag> decided) {
        if (holds) t.tell(rule::role, value, s, {decided.begin(), decided.size()});
    };
    say(r.announces, "announces", {tag::area_noun});
    say(r.validity, "validity", {tag::valid_verb, tag::valid_thing});
    say(r.follow_up, "follow_up", {tag::follow_verb, tag::evaluate, tag::revise, tag::upp});
    say(r.feedback, "feedback",
        {tag::tell, tag::strong_tell, tag::tell_result, tag::channel_web, tag::channel_social, tag::social,
         tag::channel_press, tag::media_word, tag::channel_household, tag::channel_police_site});
}

} // namespace

bool is_site(const manuscript& t, std::size_t i) {
    return i + 2 < t.size() && t.is_word(i) && t.is(i + 1, ".") && !t[i + 1].spaced && !t[i + 2].spaced &&
           (t.is(i + 2, "se") || t.is(i + 2, "nu") || t.is(i + 2, "stockholm"));
}

// "Löftet är delat i fyra områden"; "grannsamverkan finns i 17 områden" tells of places.
static bool is_of_document(const manuscript& t, range s) {
    constexpr std::string_view parting[] = {"indel", "dela", "uppdel", "fördel", "samla", "fokus", "sats", "insats"};
    if (t.any(s, tag::pledge_noun) || t.any(s, tag::document_noun) || t.any(s, tag::lead_word)) return true;
    for (auto i = s.first; i < s.last; ++i)
        for (const auto beginning : parting)
            if (t.folded(i).starts_with(beginning)) return true;
    return false;
}

int announced_areas(const manuscript& t, range words) {
    if (!t.any(words, tag::area_noun)) return 0;
    for (auto i = words.first; i < words.last; ++i) {
        const double n = t.is_number(i) ? t[i].value : number_word(t.folded(i));
        if (i > words.first && t.has(i - 1, tag::bound_word)) continue; // "i minst tre områden"
        if (i > words.first && t.is(i - 1, "i") && !is_of_document(t, words)) continue;
        if (n < 2 || n > most_areas || (t.is_number(i) && t[i].digits > 2)) continue;
        for (auto k = i + 1; k < std::min(words.last, i + announced_reach); ++k) {
            const bool rate =
                k + 1 < words.last && (t.is(k + 1, "per") || t.is(k + 1, "varje")); // "två områden per år"
            if (t.has(k, tag::area_noun) && !rate) return static_cast<int>(n);
            if (t.has(k, tag::preposition) || t.has(k, tag::finite) || t.is(k, ",") || t.is(k, ".")) break;
        }
    }
    return 0;
}

std::vector<sentence_role> roles_of(const manuscript& t, const std::vector<section>& sections,
                                    const std::vector<sentence>& sentences) {
    std::vector<sentence_role> roles(sentences.size());
    // Below a list stands what is said of it as a whole.
    std::vector<bool> listing(sections.size());
    const auto is_listed = [&](const sentence& s) {
        if (s.item) listing[s.section] = true;
        return s.item || !listing[s.section];
    };
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto s = sentences[i].words;
        const auto& kinds = sections[sentences[i].section].kinds;
        auto& r = roles[i];
        r.announced = is_rate(t, s) ? 0 : announced_areas(t, s);
        r.announces = r.announced > 0;
        r.basis = says_basis(t, s);
        r.aim = !sentences[i].item && !has(kinds, section_kind::area) && !sections[sentences[i].section].leads &&
                wishes_effect(t, s);
        if (has(kinds, section_kind::contact)) continue;
        r.validity = says_validity(t, s);
        const bool below_aims = has(kinds, section_kind::aims) && !is_listed(sentences[i]) && !sentences[i].item;
        if ((has(kinds, section_kind::basis) || has(kinds, section_kind::aims)) && !below_aims) {
            r.follow_up = says_follow_up(t, s, false, true);
            // "Löftet följs upp i rådet och redovisas på kommunen.se"
            r.feedback = r.follow_up && t.any(s, tag::tell) && (names_channel(t, s) || names_site(t, s));
            if (t.is_told()) tell(t, s, r);
            continue;
        }
        const bool asks = t.has(s.first, tag::sec_contact) && s.size() <= 3 && t.is(s.last - 1, "?"); // "Frågor?"
        r.contact = gives_numbers(t, s) || asks;
        const bool area = has(kinds, section_kind::area) ||
                          (sections[sentences[i].section].leads && is_listed(sentences[i])) ||
                          (has(kinds, section_kind::pledges) && t.any(s, tag::modal));
        const bool beside = i > 0 && sentences[i - 1].block == sentences[i].block;
        const bool asked = beside && asks_how_it_went(t, sentences[i - 1].words);
        r.feedback = says_feedback(t, s, has(kinds, section_kind::feedback) || asked, area && !asked) ||
                     (!sentences[i].item && begins_with_feedback(t, s)) || (!area && tells_residents(t, s)) ||
                     (beside && !area && goes_on_to_tell(t, s, roles[i - 1]));
        // "- kommunens app" under "Återkoppling"
        r.feedback = r.feedback || (sentences[i].item && has(kinds, section_kind::feedback) &&
                                    !has(kinds, section_kind::follow_up) && t.any(s, tag::channel_other));
        // "Rådet går igenom löftet i mars. Sedan skriver vi i Norrbybladet."
        r.feedback = r.feedback ||
                     (beside && roles[i - 1].follow_up && !t.any(s, tag::modal) &&
                      (t.any(s, tag::tell) || t.any(s, tag::weak_tell)) && (names_channel(t, s) || names_site(t, s)));
        const bool own = has(kinds, section_kind::follow_up);
        // "Resultatet redovisas i kommunfullmäktige": to those who decide, not to residents.
        // "Löftet följs upp vid två möten": those who follow up meet, not residents.
        const bool followed = says_follow_up(t, s, own, area);
        const bool held = !t.any(s, tag::tell) && followed;
        const bool to_council = r.feedback && (own || (followed && !area)) && names_forum(t, s) &&
                                !names_channel(t, s) && !names_site(t, s) && !t.any(s, tag::resident) &&
                                !t.any(s, tag::strong_tell) && (held || !t.any(s, tag::channel_meeting));
        r.undecided = (r.feedback || r.follow_up) && !area && is_undecided(t, s);
        if (to_council || r.undecided) r.feedback = false;
        r.follow_up = to_council || followed || looks_into(t, s) ||
                      (own && !r.feedback && (names_forum(t, s) || tells_meeting(t, s))) ||
                      (!sentences[i].item && begins_with_follow_up(t, s)) ||
                      // "Uppföljningen görs av rådet. En rapport lämnas till nämnden i februari."
                      (beside && roles[i - 1].follow_up && !r.feedback && !t.any(s, tag::modal) && names_forum(t, s));
        if (r.undecided) r.follow_up = false;
        if (t.is_told()) tell(t, s, r);
    }
    return roles;
}

} // namespace reading::doc
