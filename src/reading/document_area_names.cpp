#include "reading/document_area_names.hpp"

#include "reading/document_leads.hpp"
#include "reading/document_roles.hpp"
#include "reading/document_sentences.hpp"

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t longest_run_in = 6;    // words of "Trafik: Polisen ska …"
constexpr std::size_t longest_state = 14;    // words of "Centrum ska vara tryggt"
constexpr std::size_t most_label_words = 4;  // of "Våra fokusområden: A · B"
constexpr std::size_t most_listed_words = 8; // of a name in such a list
constexpr std::size_t fewest_listed = 2;
constexpr double most_announced = 12;

bool has_verb(const manuscript& t, range words) {
    return t.any(words, tag::finite) || t.any(words, tag::modal) || t.any(words, tag::will) ||
           t.any(words, tag::pledge_verb);
}

} // namespace

range run_in_name(const manuscript& t, range words, const found_parties& parties) {
    // "Resecentrum. Polisen lovar …"
    const auto first = sentence_end(t, words.first, words.last);
    const range sentence{words.first, first == words.first ? first : first - 1};
    // "Synlig polis." is one too, "Polisen." is who promises.
    const bool who = names_only_parties(t, sentence) || leads_to_promises(t, sentence);
    if (first == words.last && t.is(words.last - 1, ".") && sentence.size() <= longest_run_in && !sentence.empty() &&
        !has_verb(t, sentence) && !who && !t.is_number(words.first) && !t.has(words.first, tag::bound_word))
        return sentence;
    for (auto i = words.first + 1; i < words.last && i - words.first <= longest_run_in; ++i) {
        const bool dash = t.is(i, "-") && t[i].spaced && i + 1 < words.last && t[i + 1].spaced;
        if (!t.is(i, ":") && !dash) continue;
        const range name{words.first, i};
        if (!actors_in(t, name, parties).empty() || t.any(name, tag::modal) || i + 1 == words.last) return {};
        return name;
    }
    return {};
}

range state_as_name(const manuscript& t, range sentence, const found_parties& parties) {
    const auto verb = t.find(sentence, tag::modal);
    if (verb + 1 >= sentence.last || verb == sentence.first || sentence.size() > longest_state) return {};
    const auto next = verb + 1;
    const bool state = t.is(next, "vara") || t.is(next, "bli") || t.is(next, "kännas") || t.is(next, "känna");
    if (!state || !actors_in(t, {sentence.first, verb}, parties).empty()) return {};
    return {sentence.first, t.is(sentence.last - 1, ".") ? sentence.last - 1 : sentence.last};
}

range short_name(const manuscript& t, range words) {
    auto last = sentence_end(t, words.first, words.last);
    for (auto i = words.first + 1; i < last; ++i) {
        const bool purpose = t.is(i, "med") && i + 1 < last && t.has(i + 1, tag::aim_cue);
        const bool form = t.is(i, "i") && i + 1 < last && (t.is(i + 1, "form") || t.has(i + 1, tag::aim_cue));
        const bool examples =
            t.is(i, "såsom") || t.is(i, "exempelvis") || (t.is(i, "så") && i + 1 < last && t.is(i + 1, "som"));
        const bool relative = t.is(i, "genom") || t.is(i, "som") || t.is(i, "där");
        const bool mark = t.is(i, ":") || t.is(i, "(") || (t.is(i, "-") && t[i].spaced);
        if (purpose || form || examples || relative || mark) {
            last = i;
            break;
        }
    }
    while (last > words.first + 1 && t[last - 1].kind == token_kind::mark)
        --last;
    return {words.first, last};
}

std::vector<range> names_in_line(const manuscript& t, range words) {
    auto colon = words.first;
    while (colon < words.last && colon - words.first <= most_label_words && !t.is(colon, ":"))
        ++colon;
    if (colon + 1 >= words.last || !t.is(colon, ":") || !t.any({words.first, colon}, tag::area_noun)) return {};
    range list{colon + 1, words.last};
    while (!list.empty() && t[list.last - 1].kind == token_kind::mark && !t.is(list.last - 1, ")"))
        --list.last;
    bool commas = false;
    for (auto i = list.first; i < list.last; ++i)
        commas = commas || t.is(i, ",");
    const auto drawn = [&](std::size_t i) {
        // "Alkohol/droger" is one name
        const bool stroke = !commas && t.is(i, "/") && t[i].spaced && i + 1 < list.last && t[i + 1].spaced;
        return t.is(i, "·") || t.is(i, "•") || t.is(i, "|") || t.is(i, ";") || stroke;
    };
    bool marked = false;
    for (auto i = list.first; i < list.last; ++i)
        marked = marked || drawn(i);
    std::vector<range> names;
    auto from = list.first;
    for (auto i = list.first; i <= list.last; ++i) {
        const bool listed =
            i < list.last && !marked && (t.is(i, ",") || t.is(i, "samt") || (!names.empty() && t.is(i, "och")));
        if (i < list.last && !drawn(i) && !listed) continue;
        if (i - from > most_listed_words || has_verb(t, {from, i})) return {};
        if (i > from) names.push_back({from, i});
        from = i + 1;
    }
    return names.size() < fewest_listed ? std::vector<range>{} : names;
}

// How many of what may be areas are announced: "fyra problem har valts ut".
static std::size_t announced_here(const manuscript& t, range words) {
    if (const auto n = announced_areas(t, words); n > 0) return static_cast<std::size_t>(n);
    for (auto i = words.first; i < words.last; ++i) {
        const double n = t.is_number(i) ? t[i].value : number_word(t.folded(i));
        if (n >= fewest_listed && n <= most_announced && t.any({i, std::min(words.last, i + 4)}, tag::area_like))
            return static_cast<std::size_t>(n);
    }
    return 0;
}

std::vector<range> names_announced(const manuscript& t, range sentence) {
    const range before{sentence.first, [&] {
                           auto i = sentence.first;
                           while (i < sentence.last && !t.is(i, ":"))
                               ++i;
                           return i;
                       }()};
    if (before.last + 1 >= sentence.last) return {};
    const auto wanted = announced_here(t, before);
    if (wanted == 0) return {};
    range list{before.last + 1, sentence.last};
    while (!list.empty() && t[list.last - 1].kind == token_kind::mark && !t.is(list.last - 1, ")"))
        --list.last;
    std::vector<range> names;
    auto from = list.first;
    for (auto i = list.first; i <= list.last; ++i) {
        if (i < list.last && !t.is(i, ",") && !t.is(i, ";") && !t.is(i, "samt")) continue;
        if (i > from) names.push_back({from, i});
        from = i + 1;
    }
    // "a, b och c och d": the last "och" that makes as many as were announced.
    for (auto i = list.last; i-- > list.first && names.size() + 1 == wanted;)
        if (t.is(i, "och") && i > names.back().first && i + 1 < names.back().last) {
            const range last{i + 1, names.back().last};
            names.back().last = i;
            names.push_back(last);
        }
    const bool named = names.size() == wanted && std::none_of(names.begin(), names.end(), [&](range n) {
                           return n.size() > most_listed_words || has_verb(t, n);
                       });
    return named ? names : std::vector<range>{};
}

bool is_same_name(const manuscript& t, range one, range other) {
    if (one.size() != other.size()) return false;
    for (std::size_t i = 0; i < one.size(); ++i) {
        const auto &a = t[one.first + i], &b = t[other.first + i];
        if (a.id != b.id || a.value != b.value) return false;
    }
    return true;
}

} // namespace reading::doc
