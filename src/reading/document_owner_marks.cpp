#include "reading/document_leads.hpp"
#include "reading/document_pledges.hpp"

#include <algorithm>

namespace reading::doc {
namespace {

constexpr std::size_t tag_words = 8;
constexpr std::size_t most_actor_words = 6; // before a colon

// "(P)", "(P+K)", "(PK)": as the text explains the letters; else P for the police, K for the municipality, and nothing
// else.
std::vector<std::string> initials_in(const manuscript& t, range words, const found_parties& parties) {
    std::vector<std::string> found;
    for (auto i = words.first; i < words.last; ++i) {
        if (const auto known = parties.initials.find(t.folded(i)); t[i].capital && known != parties.initials.end())
            add_unique(found, known->second);
        else if (t[i].capital && (t.is(i, "p") || t.is(i, "pk") || t.is(i, "kp")))
            add_unique(found, t.is(i, "p") ? std::vector<std::string>{"police"}
                                           : std::vector<std::string>{"police", "municipality"});
        else if (t.is(i, "k") && t[i].capital)
            add_unique(found, {"municipality"});
        else if (t[i].kind != token_kind::mark && !t.has(i, tag::conjunction))
            return {};
    }
    return found;
}

// "Alla tillsammans", "Gemensamt"
bool names_everybody(const manuscript& t, range words) {
    if (words.empty()) return false;
    for (auto i = words.first; i < words.last; ++i)
        if (!t.is(i, "alla") && !t.is(i, "tillsammans") && !t.is(i, "gemensamt") && !t.is(i, "parter")) return false;
    return true;
}

} // namespace

// "(Polisen) Minst två kontroller": whoever promises stands before it.
static std::vector<std::string> take_tag_before(const manuscript& t, range& words, const found_parties& parties) {
    const bool square = t.is(words.first, "[");
    if (words.size() < 4 || !(square || t.is(words.first, "("))) return {};
    auto end = words.first + 1;
    while (end < words.last && end - words.first <= tag_words && !t.is(end, square ? "]" : ")"))
        ++end;
    if (end + 1 >= words.last || end - words.first > tag_words) return {};
    const range inner{words.first + 1, end};
    auto actors = actors_in(t, inner, parties);
    if (actors.empty() && names_everybody(t, inner)) actors = parties.signing();
    if (actors.empty()) actors = initials_in(t, inner, parties);
    if (actors.empty() || t.any(inner, tag::finite)) return {};
    words.first = end + (t.is(end + 1, ":") ? 2 : 1);
    return actors;
}

static std::vector<std::string> take_last_tag(const manuscript& t, range& words, const found_parties& parties) {
    auto end = words.last;
    while (end > words.first && (t.is(end - 1, ".") || t.is(end - 1, ";")))
        --end;
    if (end == words.first || !(t.is(end - 1, ")") || t.is(end - 1, "]"))) return {};
    for (auto i = end - 1; i > words.first && end - i < tag_words; --i) {
        if (!t.is(i - 1, "(") && !t.is(i - 1, "[")) continue;
        const range inner{i, end - 1};
        auto actors = actors_in(t, inner, parties);
        if (actors.empty() && names_everybody(t, inner)) actors = parties.signing();
        if (actors.empty()) actors = initials_in(t, inner, parties);
        if (t.any(inner, tag::finite)) return {};
        if (!actors.empty()) words.last = i - 1;
        return actors;
    }
    return {};
}

// "(Polis), (Kommun) eller (Båda)" explains the marks.
static bool lists_marks(const manuscript& t, range words) {
    const range begins{words.first, std::min(words.last, words.first + tag_words)};
    for (auto i = begins.first; t.is(words.first, "(") && i + 2 < begins.last; ++i)
        if (t.is(i, ")")) return (t.is(i + 1, ",") || t.has(i + 1, tag::conjunction)) && t.is(i + 2, "(");
    return false;
}

std::vector<std::string> take_tag(const manuscript& t, range& words, const found_parties& parties) {
    if (words.empty() || lists_marks(t, words)) return {};
    if (auto before = take_tag_before(t, words, parties); !before.empty()) return before;
    std::vector<std::string> all;
    for (auto one = take_last_tag(t, words, parties); !one.empty(); one = take_last_tag(t, words, parties)) {
        add_unique(one, all); // "(Polis) (Kommun)"
        all = std::move(one);
    }
    return all;
}

std::vector<std::string> take_actor(const manuscript& t, range& words, const found_parties& parties) {
    for (auto i = words.first + 1; i + 2 < words.last && i - words.first < most_actor_words; ++i) {
        const bool dash = t.is(i, "-") && t[i].spaced && t[i + 1].spaced;
        if (!t.is(i, ":") && !dash) continue;
        const range before{words.first, i};
        if (names_everybody(t, before)) {
            words.first = i + 1;
            return parties.signing();
        }
        // "P: …", "P + K: …"
        if (auto initials = t[words.first].capital ? initials_in(t, before, parties) : std::vector<std::string>{};
            !initials.empty()) {
            words.first = i + 1;
            return initials;
        }
        auto actors = actors_in(t, before, parties);
        // "Norrbyhem: …", by the own name of a party
        const bool own_name = actors.size() == 1 && before.size() <= 2 && t[before.first].capital &&
                              parties.kind_of(t.folded(before.last - 1)).has_value();
        if (!own_name && !names_only_parties(t, before)) return {};
        words.first = i + 1;
        return actors;
    }
    return {};
}

} // namespace reading::doc
