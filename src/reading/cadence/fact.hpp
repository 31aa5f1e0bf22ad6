#pragma once

#include "reading/atoms.hpp"
#include "reading/reading.hpp"
#include "reading/rule.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Between atoms and readings stand facts: what one sentence says piece by piece, in its order.
namespace reading::cadence {

enum class fact_kind : std::uint8_t {
    recur,    // "per månad", "varje fredag", "var tredje vecka", "årligen"
    frame,    // "under året", "under perioden": one sum over a span
    count,    // "minst två (2) gånger", "20 fartkontroller", "alla klasser"
    window,   // "kvällar", "på sommaren"
    weekday,  // "fredag", "lördagskväll"
    clock,    // "kl. 10–12"
    weeks,    // "v. 35–40"
    date,     // "31 mars", "februari 2025"
    years,    // "2024–2025"
    within,   // "inom 24 timmar"
    subjects, // "per skola", "på varje station", "i vardera A och B"
    bound,    // "minst" with no number after it: "minst varannan månad"
    word,     // a word or phrase of the lexicon that colours what stands beside it: `flag`
    divide,   // where two rules may part: "samt", "och vid", "annars", ";"
};

struct fact {
    fact_kind kind = fact_kind::word;
    word_class flag = word_class::none_such;
    rule by = rule::none;             // that found it
    std::uint32_t begin = 0, end = 0; // atoms
    std::optional<recurrence> every;
    ::reading::aggregate aggregate = aggregate::each;
    ::reading::bound bound = bound::at_least;
    ::reading::measure measure = measure::occasions;
    bool stated = false;
    bool weak = false;      // "en", "ett": a count only where a recurrence wants one
    bool occasions = false; // the counted noun is "gång", "tillfälle"
    bool of_actors = false; // the counted noun names who does it
    bool plural = false;    // of a weekday: "fredagar"
    bool working_days = false;
    bool calendar = true; // of a recurrence: schedulable
    double low = 0, high = 0;
    double parts = 0; // what the listed parts of a count add up to: "54 (32 + 22)"; 0 where none are listed
    std::uint32_t unit_begin = 0, unit_end = 0; // atoms of the counted noun
    std::uint32_t windows = 0;                  // a bit for each window_kind
    int weekday = 0;                            // 1–7
    int nth = 0;                                // "första måndagen": 1, the last: -1
    subjects::sharing sharing = subjects::sharing::each;
    std::vector<std::string> members;

    bool is(word_class k) const { return kind == fact_kind::word && flag == k; }
};

inline std::optional<fact> found_by(rule r, std::optional<fact> f) {
    if (f) f->by = r;
    return f;
}

constexpr std::uint32_t bit(window_kind k) { return 1u << static_cast<unsigned>(k); }
constexpr std::uint32_t seasons =
    bit(window_kind::summer) | bit(window_kind::winter) | bit(window_kind::spring) | bit(window_kind::autumn);
// Windows that a list of the municipality holds: coverage can be shown once the list is entered.
constexpr std::uint32_t listed = bit(window_kind::risk_weekend) | bit(window_kind::risk_evening) |
                                 bit(window_kind::holiday) | bit(window_kind::event) | bit(window_kind::campaign);

// Half-open range of atoms: one sentence.
struct stretch {
    const std::vector<atom>& atoms;
    std::uint32_t begin = 0, end = 0;

    const atom* at(std::size_t i) const { return i >= begin && i < end ? &atoms[i] : nullptr; }
    bool is(std::size_t i, word_class k) const { return i >= begin && i < end && atoms[i].is(k); }
    const lexicon_entry* as(std::size_t i, word_class k) const {
        return i >= begin && i < end ? atoms[i].as(k) : nullptr;
    }
    bool spaced_noun(std::size_t i) const { return i >= begin && i < end && atoms[i].kind == atom_kind::known; }
    bool mark(std::size_t i, char c) const { return i >= begin && i < end && atoms[i].is_mark(c); }
    bool text(std::size_t i, std::string_view t) const { return i >= begin && i < end && atoms[i].text == t; }
};

// A word that may be counted or counted by: one the lexicon lacks, or holds as a noun.
inline bool may_be_noun(const atom& a) {
    return a.kind == atom_kind::word || a.is(word_class::harm) || a.is(word_class::actor) ||
           a.is(word_class::not_promise) || a.is(word_class::plain);
}

// What the whole sentence holds, for findings that depend on it.
struct sentence_signs {
    bool label = false, statistic = false, trend = false, event = false, grade = false, change = false, lower = false,
         shall = false, indicator_first = false, past = false, decided = false;
};

// Each looks for one kind of finding that begins at atom i; `end` of the answer is the atom after it.
std::optional<fact> find_recurrence(const stretch& s, std::size_t i);
std::optional<fact> find_count(const stretch& s, std::size_t i, const sentence_signs& signs);
std::optional<fact> find_time(const stretch& s, std::size_t i);
std::optional<fact> find_within(const stretch& s, std::size_t i);
std::optional<fact> find_subjects(const stretch& s, std::size_t i, const std::vector<std::string>& parties);

// The fact of a counted or repeated noun ("helg", "fredagskväll", "vecka"), n of them apart.
std::optional<fact> repeated_noun(const stretch& s, std::size_t i, int n, bool interval);

// "min" after a number: minutes, no bound.
bool says_minutes(const stretch& s, std::size_t i);

// "eller fler", "eller mer" at atom i.
bool says_or_more(const stretch& s, std::size_t i);

std::string singular(std::string_view noun);
sentence_signs signs_of(const stretch& s);
std::vector<fact> facts_of(const stretch& s, const std::vector<std::string>& parties);

} // namespace reading::cadence
