#include "reading/document_promise.hpp"

#include "reading/document_promise_words.hpp"
#include "reading/names.hpp"

#include <algorithm>
#include <array>

namespace reading::doc {

bool ends_with(const manuscript& t, std::size_t i, std::string_view ending) {
    return t.is_word(i) && t.folded(i).ends_with(ending);
}

namespace {

constexpr std::size_t subordinate_reach = 4; // words between "som" and the verb of its clause
constexpr std::size_t predicate_reach = 16;

bool may_be_infinitive(const manuscript& t, std::size_t i) {
    return t.is_word(i) && !t[i].capital && t.folded(i).size() > 2 && !t.has(i, tag::pronoun_a) &&
           (ends_with(t, i, "a") || ends_with(t, i, "as") || t.is(i, "få") || t.is(i, "ge") || t.is(i, "stå") ||
            t.is(i, "se") || t.is(i, "ske") || t.is(i, "bli") || t.is(i, "nå"));
}

bool separates(const manuscript& t, std::size_t i) {
    return t.is(i, ",") || t.is(i, ";") || t.is(i, ":") || t.is(i, "(");
}

// "har polisen lovat", "har åtagit sig": what one has promised holds from now on.
bool has_pledged(const manuscript& t, std::size_t i) {
    constexpr std::size_t reach = 5;
    if (!t.has(i, tag::pledged)) return false;
    for (auto k = i; k > 0 && i - k < reach && !separates(t, k - 1);)
        if (t.is(--k, "har")) return true;
    return false;
}

bool is_promise_verb(const manuscript& t, std::size_t i) {
    if (has_pledged(t, i)) return true;
    return t.has(i, tag::modal) || t.has(i, tag::pledge_verb) || t.has(i, tag::wish) || t.has(i, tag::should) ||
           t.has(i, tag::will) || t.has(i, tag::intend);
}

// "att ingen ska dödas", "hemmet som ska vara": the verb belongs to the subordinate clause.
bool is_captured(const manuscript& t, std::size_t verb, std::size_t from) {
    // "När polisen ser något ska kommunen …": turned round as in a main clause
    const auto next = verb + 1;
    if (next < t.size() && t.has(verb, tag::modal) && kind_of_word(t, next) && !t.folded(next).ends_with("ens"))
        return false;
    std::size_t between = 0; // words, but for whoever is the subject: "vad Norrby kommun och polisen i Söderby lovar"
    for (auto k = verb; k > from && between < subordinate_reach + 1;) {
        --k;
        between +=
            !(t[k].capital || t.has(k, tag::municipal) || t.has(k, tag::police) || t.is(k, "och") || t.is(k, "i"));
        if (separates(t, k) || (t.has(k, tag::finite) && k + 1 != verb)) return false;
        // "För att fler ska hålla hastigheten kommer polisen …": the clause has its verb.
        if (is_promise_verb(t, k)) return false;
        if (!t.has(k, tag::subordinator)) continue;
        if (t.is(k, "om") && k > from) continue;                            // "information om droger ska …"
        if (t.is(k, "som") && k + 2 < verb && is_doing(t, k + 1)) continue; // "den som ringer polisen ska …"
        if (t.is(k, "att") && k + 1 < verb && may_be_infinitive(t, k + 1)) return false;
        return true;
    }
    return false;
}

bool is_passive(const manuscript& t, std::size_t verb, std::size_t end) {
    const auto stop = std::min(end, verb + predicate_reach + 4);
    bool active = false;
    for (auto i = verb + 1; i < stop; ++i) {
        // "studentkårernas", "orternas": whose, not what is done
        const bool whose = ends_with(t, i, "ernas") || ends_with(t, i, "arnas") || ends_with(t, i, "ornas");
        if ((ends_with(t, i, "as") && !whose) || t.is(i, "ske") || t.is(i, "ges") || t.is(i, "ses") ||
            t.is(i, "finnas"))
            return true;
        if (t.is(i, "att") && active) return false;
        active = active || may_be_infinitive(t, i);
    }
    return false;
}

bool is_effort(const manuscript& t, std::size_t verb, std::size_t end) {
    if (t.has(verb, tag::wish)) return true;
    const bool att_is_ours = !t.has(verb, tag::modal);
    std::size_t atts = 0;
    const auto stop = std::min(end, verb + predicate_reach);
    for (auto i = verb + 1; i < stop; ++i) {
        if (t.is(i, "att") && att_is_ours && atts++ == 0) continue;
        if (t.has(i, tag::subordinator)) return false;
        if (t.has(i, tag::effort_word)) return true;
        if (!t.has(i, tag::effort_verb)) continue;
        if (t.has(i - 1, tag::conjunction)) return false;
        for (auto k = i + 1; k < std::min(end, i + 5); ++k)
            if (t.is(k, "för") || t.is(k, "efter") || t.is(k, "mot") || t.is(k, "att")) return true;
        return false;
    }
    return false;
}

modality modality_of(const manuscript& t, std::size_t verb, std::size_t end) {
    if (is_effort(t, verb, end)) return modality::effort;
    if (t.has(verb, tag::should)) return modality::should;
    return modality::shall;
}

// "kommunens trygghetsvärdar", "polisens volontärer": whoever belongs to a party acts for it.
bool owns_who_acts(const manuscript& t, std::size_t i, std::size_t end) {
    const auto next = i + 1;
    if (next >= end || t[i].place != no_place || !t.folded(i).ends_with("ens") || !t.is_word(next)) return false;
    if (t[next].capital || kind_of_word(t, next) || t.has(next, tag::conjunction) || t.has(next, tag::preposition))
        return false;
    return t.has(next, tag::staff);
}

// The one actor whose name stands at i; `length` words long. Empty: none.
std::vector<std::string> actor_at(const manuscript& t, std::size_t i, std::size_t end, const found_parties& parties,
                                  std::size_t& length) {
    length = 1;
    if (t[i].place != no_place) {
        length = t[i].place_words;
        if (i + length >= end || !t.has(i + length, tag::municipal)) return {};
        const bool plural = t.folded(i + length).starts_with("kommuner");
        ++length;
        const auto* party = parties.of_place(t[i].place);
        if (party && !plural && parties.count(party_kind::municipality) > 1) return {party->value.name};
        return {"municipality"};
    }
    // "vi i kommunen"
    if (t.is(i, "vi") && i + 2 < end && t.has(i + 1, tag::preposition))
        if (const auto own = kind_of_word(t, i + 2)) {
            length = 3;
            return {std::string{name(*own)}};
        }
    if (t.has(i, tag::we) || (t.is(i, "oss") && i > 0 && t.is(i - 1, "av"))) return parties.signing();
    // "Alla tre går en rond": as many as sign
    if (t.is(i, "alla") && i + 1 < end && number_word(t.folded(i + 1)) > 2 && t[i].capital) {
        length = 2;
        return parties.signing();
    }
    auto kind = kind_of_word(t, i);
    if (!kind && t[i].capital && i + 1 < end && t.is(i + 1, "ab")) kind = party_kind::company;
    if (!kind && t[i].capital) kind = parties.kind_of(t.folded(i));
    if (!kind) return {};
    // "Regionen" of Region Gotland, which is its municipality
    if (*kind == party_kind::region && parties.count(party_kind::region) == 0 && parties.has_region_municipality())
        kind = party_kind::municipality;
    if (i + 1 < end && t.is(i + 1, "ab")) length = 2; // "Norrbyhem AB"
    if (owns_who_acts(t, i, end)) length = 2;
    if (t.has(i, tag::police_area) || t.has(i, tag::region) || t.has(i, tag::company))
        while (i + length < end && (t[i + length].capital || t.is(i + length, "län")))
            ++length;
    return {std::string{name(*kind)}};
}

// The actors before the verb that no preposition governs.
std::vector<std::string> subject_before(const manuscript& t, range before, const found_parties& parties) {
    std::vector<std::string> found;
    enum { open, governed, beside } state = open;
    for (auto i = before.first; i < before.last;) {
        std::size_t length = 1;
        if (t.is(i, ",")) {
            if (state == beside || !found.empty()) state = open;
        } else if (t.has(i, tag::with_marker)) {
            state = beside;
        } else if (t.has(i, tag::preposition) && state == open) {
            state = governed;
        } else if (t.has(i, tag::conjunction)) {
            if (state == governed && !found.empty()) state = open;
        } else if (const auto actor = actor_at(t, i, before.last, parties, length); !actor.empty() && state == open) {
            add_unique(found, actor);
        }
        i += length;
    }
    return found;
}

// "När det är mörkt ska kommunen …": who stands right behind the verb is the subject, whoever is named before it.
std::vector<std::string> subject_behind(const manuscript& t, std::size_t verb, std::size_t end,
                                        const found_parties& parties) {
    std::size_t length = 1;
    auto at = verb + 1;
    // "kommer det mobila poliskontoret att"
    if (at + 2 < end && t.is(at, "det")) at += ends_with(t, at + 1, "a") ? 2 : 1;
    if (at >= end || t.has(at, tag::adverb) || actor_at(t, at, end, parties, length).empty()) return {};
    // "ska polisens bil": whose, but "ska kommunens socialtjänst"
    const bool acts = at + 1 < end && (t.has(at + 1, tag::municipal_body) || t.has(at + 1, tag::staff));
    if (t.folded(at).ends_with("ens") && t[at].place == no_place && !acts) return {};
    auto from = at;
    return actors_from(t, from, end, parties);
}

// "Vi lovar att polisen går en runda": who does what is promised; empty where that is whoever promises.
std::vector<std::string> who_is_promised_to_act(const manuscript& t, std::size_t verb, std::size_t end,
                                                const found_parties& parties) {
    if (!t.has(verb, tag::pledge_verb)) return {};
    auto at = verb + 1;
    while (at < std::min(end, verb + 4) && !t.is(at, "att"))
        ++at;
    if (at >= end || !t.is(at, "att") || ++at >= end || t.has(at, tag::we)) return {};
    auto who = actors_from(t, at, end, parties);
    const bool acts = at < end && (is_doing(t, at) || t.has(at, tag::meeting_verb) || t.is(at, "är") ||
                                   t.is(at, "har") || t.is(at, "ska"));
    return acts ? who : std::vector<std::string>{};
}

// "…, och den som anmäler ska få svar från polisen": where the clause begins in which residents get something.
std::size_t receiving_start(const manuscript& t, std::size_t verb, range s, const found_parties& parties) {
    const auto next = verb + 1;
    const bool gets = next < s.last && (t.is(next, "få") || t.is(next, "erbjudas") || t.is(next, "bli"));
    const range after{next, std::min(s.last, next + predicate_reach)};
    if (!gets || agent_after(t, after, parties).empty()) return verb;
    constexpr std::size_t reach = 14;
    for (auto k = verb; k > s.first && verb - k < reach;)
        if (t.has(--k, tag::conjunction) && t.has(k + 1, tag::resident))
            return k > s.first && t.is(k - 1, ",") ? k - 1 : k;
    return verb;
}

// "Polisen ska mäta farten och kommunen byter skyltar": where the second clause begins, in the present and with whoever
// does it right before its verb; s.last where none does. Within "som …" or "att …" nothing new begins.
std::size_t stated_start(const manuscript& t, std::size_t verb, range s, const found_parties& parties) {
    bool within = false;
    for (auto k = verb + 1; k + 2 < s.last; ++k) {
        if (t.has(k, tag::subordinator)) within = !(t.is(k, "att") && may_be_infinitive(t, k + 1));
        if (!t.is(k, "och") && !t.is(k, "samt") && !t.is(k, "medan")) continue;
        auto at = k + 1;
        if (within && !t.is(k - 1, ",") && !t.is(k, "medan")) continue;
        if (!actors_from(t, at, std::min(s.last, at + predicate_reach), parties).empty() && at < s.last &&
            is_doing(t, at) && !t.has(at - 1, tag::adverb))
            return k;
    }
    return s.last;
}

// "och kommunen ska": where the second of two main clauses begins.
std::size_t clause_start(const manuscript& t, std::size_t verb, std::size_t from, std::size_t end,
                         const found_parties& parties) {
    for (auto k = verb; k > from && verb - k < 10;) {
        --k;
        if (!(t.has(k, tag::conjunction) || t.is(k, ",") || t.is(k, ";"))) continue;
        auto at = k + 1;
        const auto actors = actors_from(t, at, verb, parties);
        if (!actors.empty() && at == verb) {
            // The whole list "polisen och kommunen ska" is one subject.
            auto start = k;
            while (start > from + 1) {
                std::size_t length = 0;
                if (actor_at(t, start - 1, verb, parties, length).empty() || start < from + 2) break;
                if (!(t.has(start - 2, tag::conjunction) || t.is(start - 2, ","))) break;
                start -= 2;
            }
            return start;
        }
        // "…, och därför kommer polisen att"
        auto inverted = k + 1;
        while (inverted < verb && t.has(inverted, tag::adverb))
            ++inverted;
        if (inverted == verb && verb > k + 1 && !subject_behind(t, verb, end, parties).empty()) return k;
    }
    return verb;
}

} // namespace

std::vector<std::string> agent_after(const manuscript& t, range after, const found_parties& parties) {
    bool gets = after.first > 0 && t.is(after.first - 1, "får");
    for (auto i = after.first; i < after.last; ++i) {
        gets = gets || t.is(i, "få");
        if (t.has(i, tag::subordinator)) return {};
        if (!t.is(i, "av") && !(gets && t.is(i, "från"))) continue;
        auto at = i + 1;
        if (auto agent = actors_from(t, at, after.last, parties); !agent.empty()) return agent;
        if (i > after.first && ends_with(t, i - 1, "s")) return {};
    }
    return {};
}

void add_unique(std::vector<std::string>& all, const std::vector<std::string>& more) {
    for (const auto& one : more)
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

std::vector<std::string> actors_from(const manuscript& t, std::size_t& at, std::size_t end,
                                     const found_parties& parties) {
    std::vector<std::string> found;
    while (at < end) {
        std::size_t length = 1;
        const auto actor = actor_at(t, at, end, parties, length);
        if (!actor.empty()) {
            add_unique(found, actor);
        } else if (t[at].place != no_place) {
            length = t[at].place_words;
        } else if (t.is(at, "i") && at + 1 < end && t[at + 1].place != no_place) {
            // "polisen i Norrby"
        } else if (t.is(at, ".") && at > 0 && t.has(at - 1, tag::abbreviation)) {
            // "Komm. och polisen"
        } else if (t.has(at, tag::conjunction) || t.is(at, ",") || t.is(at, "/")) {
            std::size_t unused = 1;
            const bool name = at + 1 < end && (t[at + 1].place != no_place || t.has(at + 1, tag::adverb));
            if (at + 1 >= end || (!name && actor_at(t, at + 1, end, parties, unused).empty())) break;
        } else if (!t.has(at, tag::adverb)) {
            break;
        }
        at += length;
    }
    return found;
}

std::vector<std::string> actors_in(const manuscript& t, range words, const found_parties& parties) {
    std::vector<std::string> found;
    for (auto i = words.first; i < words.last;) {
        std::size_t length = 1;
        add_unique(found, actor_at(t, i, words.last, parties, length));
        i += length;
    }
    return found;
}

std::size_t find_promise_verb(const manuscript& t, range words) {
    for (auto i = words.first; i < words.last; ++i)
        if (is_promise_verb(t, i) && !is_captured(t, i, words.first)) return i;
    return words.last;
}

// "Campingägarna ska ringa …": a group that no table knows does something.
static bool somebody_does(const manuscript& t, range w) {
    if (w.size() < 4 || !t[w.first].capital || t.has(w.first, tag::resident)) return false;
    // "Byggfirman Norrbygg har åtagit sig att …"
    const auto verb_at = t.find(w, tag::pledge_verb);
    if (verb_at != w.last && verb_at <= w.first + 3 && t.is(verb_at, "åtagit")) return true;
    if (!t.has(w.first + 1, tag::modal)) return false;
    const bool group = ends_with(t, w.first, "arna") || ends_with(t, w.first, "erna") || ends_with(t, w.first, "orna");
    static constexpr std::array<std::string_view, 10> states{"vara", "bli",    "ha",  "få",    "känna",
                                                             "våga", "minska", "öka", "kunna", "sjunka"};
    const auto verb = w.first + 2;
    return group && may_be_infinitive(t, verb) &&
           std::none_of(states.begin(), states.end(), [&](std::string_view s) { return t.is(verb, s); });
}

std::vector<promise> promises_in(const manuscript& t, range sentence, const found_parties& parties) {
    std::vector<promise> all;
    auto from = sentence.first;
    for (auto verb = find_promise_verb(t, sentence); verb < sentence.last;) {
        if (!all.empty()) {
            auto start = clause_start(t, verb, from, sentence.last, parties);
            if (start == verb) start = receiving_start(t, verb, {from, sentence.last}, parties);
            if (start == verb) {
                verb = find_promise_verb(t, {verb + 1, sentence.last});
                continue;
            }
            all.back().words.last = start;
            from = start;
            while (from < verb && (t.has(from, tag::conjunction) || t.is(from, ",")))
                ++from;
        }
        promise p;
        p.words = {from, sentence.last};
        p.by = who_is_promised_to_act(t, verb, sentence.last, parties);
        if (p.by.empty()) p.by = subject_behind(t, verb, sentence.last, parties);
        if (p.by.empty()) p.by = subject_before(t, {from, verb}, parties);
        auto after = verb + 1;
        if (p.by.empty()) p.by = actors_from(t, after, sentence.last, parties);
        p.modality = modality_of(t, verb, sentence.last);
        if (t.is(verb, "lovat") && p.by == std::vector<std::string>{"agency"} && parties.count(party_kind::agency) == 0)
            p.by.clear(); // "Trafikverket har lovat en kamera" is told of somebody else
        const bool nobody = p.by.empty();
        if (nobody) p.by = agent_after(t, {verb + 1, sentence.last}, parties);
        p.passive = nobody && is_passive(t, verb, sentence.last);
        all.push_back(std::move(p));
        from = verb + 1;
        verb = find_promise_verb(t, {verb + 1, sentence.last});
    }
    if (!all.empty())
        if (const auto start = stated_start(t, from - 1, {from, sentence.last}, parties); start < sentence.last) {
            auto at = start + 1;
            promise p{.words = {at, sentence.last}, .by = actors_from(t, at, sentence.last, parties)};
            all.back().words.last = start;
            all.push_back(std::move(p));
        }
    std::erase_if(all, [&](const promise& p) { return p.by.empty() && !p.passive && !somebody_does(t, p.words); });
    return all;
}

} // namespace reading::doc
