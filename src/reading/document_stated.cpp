#include "reading/document_promise_words.hpp"

#include <algorithm>
#include <array>

namespace reading::doc {

namespace {

constexpr std::size_t stated_within = 14; // words from the beginning of a sentence to its verb

bool is_effort_verb(const manuscript& t, std::size_t i, std::size_t end) {
    return t.has(i, tag::effort_verb) && i + 1 < end &&
           (t.is(i + 1, "för") || t.is(i + 1, "efter") || t.is(i + 1, "mot") || t.is(i + 1, "att") ||
            (t.has(i + 1, tag::adverb) && i + 2 < end && t.is(i + 2, "för")));
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

} // namespace

bool is_doing(const manuscript& t, std::size_t i) {
    // "ser över leden", "hör polisen av sig"
    constexpr std::size_t reach = 4;
    const bool sees = t.is(i, "ser"), hears = t.is(i, "hör");
    for (auto k = i + 1; (sees || hears) && k < std::min(t.size(), i + reach) && t.is_word(k); ++k)
        if (t.is(k, sees ? "över" : "av")) return true;
    if (!t.is_word(i) || t[i].capital || t.has(i, tag::stative) || t.has(i, tag::we) || kind_of_word(t, i))
        return false;
    static constexpr std::array<std::string_view, 7> endings{"ar", "er", "är", "ör", "år", "yr", "ir"};
    return t.folded(i).size() > 2 &&
           std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return ends_with(t, i, e); });
}

// "När nollningen pågår, patrullerar polisen …": past the clause that a subordinator begins; end where none ends.
static std::size_t past_clause(const manuscript& t, std::size_t i, std::size_t end, const found_parties& parties) {
    for (++i; i < end && !t.is(i, ","); ++i) {
        // "Om någon misstänks för brott kallar socialtjänsten …"
        auto at = i + 1;
        if (at < end && is_doing(t, i) && !t.has(i - 1, tag::subordinator) &&
            !actors_from(t, at, std::min(end, at + stated_within), parties).empty())
            return i - 1;
    }
    return i;
}

// "är ute", "har öppet", "finns på plats": what one does, told with a verb that tells how things are.
static bool is_present(const manuscript& t, std::size_t i, std::size_t end) {
    if (!t.is(i, "är") && !t.is(i, "har") && !t.is(i, "finns") && !t.is(i, "står")) return false;
    // "är i stadsdelen varje dag"
    const auto next = i + 1;
    if (t.is(i, "är") && next < end && (t.is(next, "i") || t.is(next, "på") || t.is(next, "vid"))) return true;
    for (auto k = i + 1; k < std::min(end, i + 4); ++k)
        if (t.has(k, tag::presence)) return true;
    return false;
}

// "fortsätter också att röja", "fortsätter med": what one does already is gone on with.
static bool goes_on_doing(const manuscript& t, std::size_t i, std::size_t end) {
    constexpr std::size_t reach = 7;
    if (!t.is(i, "fortsätter")) return false;
    for (auto k = i + 1; k + 1 < std::min(end, i + reach); ++k) {
        if (t.is(k, "att") || t.is(k, "med")) return true;
        if (t.has(k, tag::preposition) || t.is(k, ",")) return false;
    }
    return false;
}

// "ser till att", "har ansvar för att", "svarar för att": whoever says so promises it.
static bool is_commitment(const manuscript& t, std::size_t i, std::size_t end) {
    if (goes_on_doing(t, i, end)) return true;
    if (!t.has(i, tag::commits)) return false;
    auto k = i + 1;
    while (k < end && k < i + 4 && (t.has(k, tag::adverb) || t.has(k, tag::duty)))
        ++k;
    const bool duty = t.has(k - 1, tag::duty);
    const bool own = !t.is(i, "har") && !t.is(i, "tar") && !t.is(i, "bär");
    return k + 1 < end && (duty || own) && (t.is(k, "för") || t.is(k, "till") || t.is(k, "i")) && t.is(k + 1, "att");
}

// "erbjuds", "besöks" before whoever does it; "gjordes" tells what was.
static bool is_passive_now(const manuscript& t, std::size_t i) {
    constexpr std::size_t shortest = 5;
    if (!t.is_word(i) || t[i].capital || t.folded(i).size() < shortest || !ends_with(t, i, "s")) return false;
    static constexpr std::array<std::string_view, 7> other{"des", "tes", "ens", "ets", "nas", "ans", "as"};
    return std::none_of(other.begin(), other.end(), [&](std::string_view e) { return ends_with(t, i, e); });
}

bool is_undergone(const manuscript& t, std::size_t i) {
    return t.is_word(i) && !t[i].capital && t.folded(i).size() > 2 && ends_with(t, i, "s") && !ends_with(t, i, "des") &&
           !ends_with(t, i, "tes");
}

// "Lampor byts av kommunen", "… tas bort av kommunen"
static bool is_done_by(const manuscript& t, std::size_t i, std::size_t end) {
    if (!is_undergone(t, i)) return false;
    return i + 2 < end && (t.is(i + 1, "av") || (t.is(i + 2, "av") && !t.has(i + 1, tag::preposition)));
}

std::optional<promise> stated_in(const manuscript& t, range s, const found_parties& parties) {
    auto end = std::min(s.last, s.first + stated_within);
    auto from = s.first;
    for (auto i = s.first; i < end; ++i) {
        if (t.has(i, tag::subordinator)) {
            if (i > s.first && !t.is(i - 1, ",")) return std::nullopt;
            i = past_clause(t, i, s.last, parties);
            if (i == s.last) return std::nullopt;
            from = i + 1;
            end = std::min(s.last, from + stated_within);
            continue;
        }
        const auto having = modality_of_having(t, i, s.last);
        // "Varje camping får besök av polisen"
        const bool passive = is_passive_now(t, i) && i > s.first && !agent_after(t, {i + 1, s.last}, parties).empty();
        const bool gets = passive || (i > s.first && is_done_by(t, i, s.last)) || (t.is(i, "får") && i > s.first);
        const bool meets = t.has(i, tag::meeting_verb) && ends_with(t, i, "s");
        const bool commits = is_commitment(t, i, s.last);
        if (!having && !gets && !meets && !commits && !is_doing(t, i) && !is_present(t, i, s.last)) {
            if (i > s.first && t.has(i, tag::finite)) return std::nullopt; // the clause has its verb
            continue;
        }
        promise p;
        p.words = s;
        // The subject stands right before the verb or right behind it: "insatser" and "kontroller" end as verbs do.
        auto at = from;
        if (gets) {
            p.by = agent_after(t, {i + 1, s.last}, parties);
            if (p.by.empty()) return std::nullopt;
        } else {
            p.by = actors_from(t, at, i, parties);
            const bool own = !p.by.empty() && at == i && !(i > s.first && ends_with(t, i - 1, "ens"));
            if (!own) {
                at = i + 1;
                p.by = actors_from(t, at, s.last, parties);
            }
        }
        if (p.by.empty()) continue;
        p.committed = commits;
        const bool tries = t.is(i, "försöker");
        p.modality = having ? *having : tries || is_effort_verb(t, i, s.last) ? modality::effort : modality::shall;
        return p;
    }
    return std::nullopt;
}

} // namespace reading::doc
