#include "reading/lint_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace reading {
namespace {

using std::string_view;

// Each form a word or several; a star stands for any ending.
constexpr auto weak = std::to_array<string_view>(
    {"bidra till",     "bidrar till", "medverka till", "medverkar till", "stödja",
     "stödjer",        "se över",     "ser över",      "uppmärksamma",   "uppmärksammar",
     "prioritera",     "prioriterar", "fokusera på",   "fokuserar på",   "satsa på",
     "satsar på",      "lyfta fram",  "lyfter fram",   "lyfta frågan",   "ta ett helhetsgrepp",
     "ta krafttag",    "värna",       "värnar",        "möjliggöra",     "möjliggör",
     "underlätta",     "underlättar", "uppmuntra",     "uppmuntrar",     "inspirera",
     "inspirerar",     "beakta",      "beaktar",       "ha fokus på",    "har fokus på",
     "vara en del av", "stimulera",   "stimulerar",    "ta hänsyn till"});

constexpr auto vague_who = std::to_array<string_view>({"man ska",
                                                       "man bör",
                                                       "man kan",
                                                       "ska man",
                                                       "berörd",
                                                       "berörda",
                                                       "aktuella aktörer",
                                                       "relevanta aktörer",
                                                       "olika aktörer",
                                                       "övriga aktörer",
                                                       "m.fl.",
                                                       "m.fl",
                                                       "m fl",
                                                       "mfl",
                                                       "med flera",
                                                       "etc",
                                                       "etc.",
                                                       "andra aktörer",
                                                       "samverkansparter",
                                                       "lämplig aktör",
                                                       "lämpliga aktörer",
                                                       "någon"});

constexpr auto purpose = std::to_array<string_view>({"för att", "så att", "i syfte att", "med syfte att", "syftet är",
                                                     "målet är", "vilket ska leda till", "ska leda till"});

// Who can do something.
constexpr auto actors = std::to_array<string_view>({"polis",
                                                    "polisen",
                                                    "poliser",
                                                    "kommunpolis*",
                                                    "områdespolis*",
                                                    "lokalpolis*",
                                                    "polismyndighet*",
                                                    "kommunen",
                                                    "kommun",
                                                    "kommunerna",
                                                    "staden",
                                                    "socialtjänst*",
                                                    "skolan",
                                                    "skolorna",
                                                    "räddningstjänst*",
                                                    "fritidsgård*",
                                                    "fritidsförvaltning*",
                                                    "socialförvaltning*",
                                                    "utbildningsförvaltning*",
                                                    "*förvaltningen",
                                                    "*förvaltning",
                                                    "*samordnare",
                                                    "*samordnaren",
                                                    "*chefen",
                                                    "*chef",
                                                    "*bolaget",
                                                    "*bolagen",
                                                    "*nämnden",
                                                    "fältassistent*",
                                                    "fältare*",
                                                    "regionen",
                                                    "*föreningen",
                                                    "ordningsvakt*",
                                                    "trygghetsvärd*",
                                                    "*enheten",
                                                    "*gruppen",
                                                    "*rådet",
                                                    "vi",
                                                    "parterna",
                                                    "länsstyrelsen",
                                                    "trafikverket",
                                                    "*myndigheten",
                                                    "bibliotek*",
                                                    "fritidsledare*",
                                                    "elevhälsa*",
                                                    "rektor*"});

// What comes about, and cannot be done by itself.
constexpr auto outcomes = std::to_array<string_view>(
    {"brotten",   "brottsligheten", "brottslighet", "tryggheten", "otryggheten", "skadegörelsen", "skadegörelse",
     "invånarna", "invånare",       "medborgarna",  "medborgare", "boende",      "människor",     "unga",
     "ungdomar",  "kvinnor",        "alla",         "ingen",      "fler",        "färre",         "andelen",
     "antalet",   "oron",           "våldet",       "stölderna",  "inbrotten",   "hastigheterna", "nedskräpningen",
     "drogerna",  "narkotikan",     "personer",     "barn"});

constexpr auto wishes = std::to_array<string_view>({"känna", "minska", "minskas", "öka", "ökas", "uppleva", "upplevas",
                                                    "bli", "vara", "sjunka", "slippa", "våga", "må", "ha", "upphöra",
                                                    "halveras", "stärkas", "förbättras"});

constexpr auto promises = std::to_array<string_view>({"ska", "skall", "lovar"});

bool fits(string_view form, string_view word) {
    if (form.ends_with('*')) return word.starts_with(form.substr(0, form.size() - 1));
    if (form.starts_with('*')) return word.ends_with(form.substr(1)) && word.size() > form.size() - 1;
    return form == word;
}

// How many tokens a form of several words takes from `at` on; marks inside a form ("m.fl.") are tokens of their own.
std::size_t taken(const token_list& t, std::size_t at, string_view form) {
    std::size_t i = at;
    for (const auto part : base::split(form, ' ')) {
        auto rest = part;
        bool first = true;
        while (!rest.empty()) {
            if (i >= t.size() || (first ? false : t[i].spaced)) return 0;
            const auto word = t[i].text;
            if (fits(rest, word)) {
                ++i;
                break;
            }
            if (word.empty() || !rest.starts_with(word)) return 0;
            rest.remove_prefix(word.size());
            ++i;
            first = false;
        }
    }
    return i - at;
}

template <std::size_t N>
std::size_t longest(const token_list& t, std::size_t at, const std::array<string_view, N>& forms) {
    std::size_t most = 0;
    for (const auto form : forms)
        most = std::max(most, taken(t, at, form));
    return most;
}

template <std::size_t N>
bool is_one(string_view word, const std::array<string_view, N>& forms) {
    return std::any_of(forms.begin(), forms.end(), [&](string_view form) { return fits(form, word); });
}

bool is_end(const token& t) { return t.kind == token_kind::mark && (t.text == "." || t.text == "!" || t.text == "?"); }

// "som ska", "för att färre ska": the verb of a clause that hangs on another.
bool is_subordinate(const token_list& t, std::size_t verb) {
    for (std::size_t back = 1; back <= 6 && back <= verb; ++back) {
        const auto& before = t[verb - back];
        if (is_end(before)) return false;
        if (before.text == "att" || before.text == "som" || before.text == "där" || before.text == "när" ||
            before.text == "hur" || before.text == "om")
            return true;
        if (before.kind == token_kind::mark && before.text == ",") return false;
    }
    return false;
}

} // namespace

std::size_t lint_words::weak_at(const token_list& t, std::size_t at) { return longest(t, at, weak); }
std::size_t lint_words::vague_who_at(const token_list& t, std::size_t at) { return longest(t, at, vague_who); }
std::size_t lint_words::purpose_at(const token_list& t, std::size_t at) { return longest(t, at, purpose); }

std::optional<std::string> lint_words::vague_who_in(const std::vector<std::string>& responsible) {
    constexpr auto everybody =
        std::to_array<string_view>({"alla", "samtliga", "alla parter", "samtliga parter", "parterna"});
    if (responsible.size() == 1 && is_one(base::lower(base::trimmed(responsible[0])), everybody)) return responsible[0];
    for (const auto& who : responsible) {
        const auto words = tokenize(base::to_utf32(who));
        for (std::size_t i = 0; i < words.size(); ++i)
            if (vague_who_at(words, i) > 0) return who;
    }
    return std::nullopt;
}

bool lint_words::names_actor(const token_list& t, const std::vector<std::string>& parties) {
    for (const auto& word : t)
        if (word.kind == token_kind::word && is_one(word.text, actors)) return true;
    for (const auto& party : parties) {
        const auto name = tokenize(base::to_utf32(party));
        if (name.empty()) continue;
        for (std::size_t i = 0; i + name.size() <= t.size(); ++i) {
            std::size_t n = 0;
            while (n < name.size() && t[i + n].text == name[n].text)
                ++n;
            if (n == name.size()) return true;
        }
    }
    return false;
}

std::optional<std::size_t> lint_words::wish_at(const token_list& t) {
    for (std::size_t i = 0; i < t.size(); ++i) {
        if (t[i].kind != token_kind::word || !is_one(t[i].text, promises) || is_subordinate(t, i)) continue;
        // The subject stands before the verb; somebody who acts makes it a promise.
        bool acts = false, comes_about = false;
        constexpr std::size_t longest_subject = 20;
        for (std::size_t b = i; b > 0 && i - b < longest_subject && !is_end(t[b - 1]); --b) {
            acts = acts || is_one(t[b - 1].text, actors);
            comes_about = comes_about || is_one(t[b - 1].text, outcomes);
        }
        if (acts || !comes_about) continue;
        for (std::size_t f = i + 1; f < t.size() && f <= i + 4 && !is_end(t[f]); ++f)
            if (is_one(t[f].text, wishes)) return f;
    }
    return std::nullopt;
}

bool lint_words::names_whole_time(const token_list& t) {
    constexpr auto names = std::to_array<string_view>({"*perioden", "*tiden", "giltighet*", "perioden"});
    const auto is_year = [](const token& n) { return n.kind == token_kind::number && n.digits == 4; };
    for (std::size_t i = 1; i < t.size(); ++i) {
        if (t[i - 1].text == "under" && is_year(t[i])) return true;
        if (t[i - 1].text == "under" && i + 1 < t.size() && is_year(t[i + 1])) return true;
        if (is_one(t[i].text, names)) return true;
    }
    return false;
}

std::optional<std::size_t> lint_words::second_promise(const token_list& t) {
    bool one = false;
    for (std::size_t i = 0; i < t.size(); ++i) {
        if (t[i].kind != token_kind::word || !is_one(t[i].text, promises) || is_subordinate(t, i)) continue;
        if (one) return i;
        one = true;
    }
    return std::nullopt;
}

} // namespace reading
