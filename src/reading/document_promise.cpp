#include "reading/document_promise.hpp"

#include "reading/names.hpp"

#include <algorithm>
#include <array>

namespace reading::doc {

namespace {

constexpr std::size_t subordinate_reach = 4; // words between "som" and the verb of its clause
constexpr std::size_t predicate_reach = 16;
constexpr std::size_t stated_within = 14; // words from the beginning of a sentence to its verb

bool ends_with(const manuscript& t, std::size_t i, std::string_view ending) {
    return t.is_word(i) && t.folded(i).ends_with(ending);
}

bool may_be_infinitive(const manuscript& t, std::size_t i) {
    return t.is_word(i) && !t[i].capital && t.folded(i).size() > 2 && !t.has(i, tag::pronoun_a) &&
           (ends_with(t, i, "a") || ends_with(t, i, "as") || t.is(i, "få") || t.is(i, "ge") || t.is(i, "stå") ||
            t.is(i, "se") || t.is(i, "ske") || t.is(i, "bli") || t.is(i, "nå"));
}

bool is_promise_verb(const manuscript& t, std::size_t i) {
    return t.has(i, tag::modal) || t.has(i, tag::pledge_verb) || t.has(i, tag::wish) || t.has(i, tag::should) ||
           t.has(i, tag::will) || t.has(i, tag::intend);
}

bool separates(const manuscript& t, std::size_t i) {
    return t.is(i, ",") || t.is(i, ";") || t.is(i, ":") || t.is(i, "(");
}

// "att ingen ska dödas", "hemmet som ska vara": the verb belongs to the subordinate clause.
bool is_captured(const manuscript& t, std::size_t verb, std::size_t from) {
    for (auto k = verb; k > from && verb - k < subordinate_reach + 1;) {
        --k;
        if (separates(t, k) || (t.has(k, tag::finite) && k + 1 != verb)) return false;
        // "För att fler ska hålla hastigheten kommer polisen …": the clause has its verb.
        if (is_promise_verb(t, k)) return false;
        if (!t.has(k, tag::subordinator)) continue;
        if (t.is(k, "om") && k > from) continue; // "information om droger ska …"
        if (t.is(k, "att") && k + 1 < verb && may_be_infinitive(t, k + 1)) return false;
        return true;
    }
    return false;
}

bool is_passive(const manuscript& t, std::size_t verb, std::size_t end) {
    const auto stop = std::min(end, verb + predicate_reach + 4);
    bool active = false;
    for (auto i = verb + 1; i < stop; ++i) {
        if (ends_with(t, i, "as") || t.is(i, "ske") || t.is(i, "ges") || t.is(i, "ses") || t.is(i, "finnas"))
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

bool is_effort_verb(const manuscript& t, std::size_t i, std::size_t end) {
    return t.has(i, tag::effort_verb) && i + 1 < end &&
           (t.is(i + 1, "för") || t.is(i + 1, "efter") || t.is(i + 1, "mot") || t.is(i + 1, "att") ||
            (t.is(i + 1, "aktivt") && i + 2 < end && t.is(i + 2, "för")));
}

// "har möjlighet att", "har som ambition att".
std::optional<modality> modality_of_having(const manuscript& t, std::size_t verb, std::size_t end) {
    if (!t.is(verb, "har")) return std::nullopt;
    for (auto i = verb + 1; i < std::min(end, verb + 4); ++i) {
        if (t.has(i, tag::possible)) return modality::possibility;
        if (t.has(i, tag::effort_word)) return modality::effort;
    }
    return std::nullopt;
}

// A verb in the present that tells what one does, not what one has, sees or holds to be so.
bool is_doing(const manuscript& t, std::size_t i) {
    if (!t.is_word(i) || t[i].capital || t.has(i, tag::stative)) return false;
    static constexpr std::array<std::string_view, 7> endings{"ar", "er", "är", "ör", "år", "yr", "ir"};
    return t.folded(i).size() > 2 &&
           std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return ends_with(t, i, e); });
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
    if (t.has(i, tag::we)) return every_signatory(parties);
    const auto kind = kind_of_word(t, i);
    if (!kind) return {};
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

// "ska utföras av polisen".
std::vector<std::string> agent_after(const manuscript& t, range after, const found_parties& parties) {
    for (auto i = after.first; i < after.last; ++i) {
        if (!t.is(i, "av") || i == after.first || !ends_with(t, i - 1, "s")) continue;
        auto at = i + 1;
        return actors_from(t, at, after.last, parties);
    }
    return {};
}

// "och kommunen ska": where the second of two main clauses begins.
std::size_t clause_start(const manuscript& t, std::size_t verb, std::size_t from, const found_parties& parties) {
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
    }
    return verb;
}

} // namespace

std::vector<std::string> every_signatory(const found_parties& parties) {
    std::vector<std::string> kinds;
    for (const auto& p : parties.all)
        if (p.value.role == party_role::signatory) add_unique(kinds, {std::string{name(p.value.kind)}});
    return kinds;
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

std::optional<promise> stated_in(const manuscript& t, range s, const found_parties& parties) {
    const auto end = std::min(s.last, s.first + stated_within);
    for (auto i = s.first; i < end; ++i) {
        if (t.has(i, tag::subordinator)) return std::nullopt;
        const auto having = modality_of_having(t, i, s.last);
        if (!having && !is_doing(t, i)) continue;
        promise p;
        p.words = s;
        // The subject stands right before the verb or right behind it: "insatser" and "kontroller" end as verbs do.
        auto at = s.first;
        p.by = actors_from(t, at, i, parties);
        const bool own = !p.by.empty() && at == i && !(i > s.first && ends_with(t, i - 1, "ens"));
        if (!own) {
            at = i + 1;
            p.by = actors_from(t, at, s.last, parties);
        }
        if (p.by.empty()) continue;
        p.modality = having ? *having : is_effort_verb(t, i, s.last) ? modality::effort : modality::shall;
        return p;
    }
    return std::nullopt;
}

std::size_t find_promise_verb(const manuscript& t, range words) {
    for (auto i = words.first; i < words.last; ++i)
        if (is_promise_verb(t, i) && !is_captured(t, i, words.first)) return i;
    return words.last;
}

std::vector<promise> promises_in(const manuscript& t, range sentence, const found_parties& parties) {
    std::vector<promise> all;
    auto from = sentence.first;
    for (auto verb = find_promise_verb(t, sentence); verb < sentence.last;) {
        if (!all.empty()) {
            const auto start = clause_start(t, verb, from, parties);
            if (start == verb) {
                verb = find_promise_verb(t, {verb + 1, sentence.last});
                continue;
            }
            all.back().words.last = start;
            from = start + (t.has(start, tag::conjunction) || t.is(start, ",") ? 1 : 0);
        }
        promise p;
        p.words = {from, sentence.last};
        p.by = subject_before(t, {from, verb}, parties);
        auto after = verb + 1;
        if (p.by.empty()) p.by = actors_from(t, after, sentence.last, parties);
        p.modality = modality_of(t, verb, sentence.last);
        p.passive = p.by.empty() && is_passive(t, verb, sentence.last);
        if (p.passive) p.by = agent_after(t, {verb + 1, sentence.last}, parties);
        all.push_back(std::move(p));
        from = verb + 1;
        verb = find_promise_verb(t, {verb + 1, sentence.last});
    }
    std::erase_if(all, [](const promise& p) { return p.by.empty() && !p.passive; });
    return all;
}

} // namespace reading::doc
