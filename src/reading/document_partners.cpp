#include "reading/document_partners.hpp"

#include "reading/document_parties.hpp"
#include "reading/document_promise_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <unordered_set>

namespace reading::doc {

namespace {

constexpr std::size_t shortest_name = 7; // of one word, which any noun may be
constexpr std::size_t reach = 5;         // words from the verb to "samverkanspart"

bool is_name(const manuscript& t, std::size_t i) {
    return t.is_word(i) && t[i].capital && t[i].place == no_place &&
           (!kind_of_word(t, i) || t.has(i, tag::company_name)) && !t.has(i, tag::not_name) && !t.has(i, tag::we) &&
           !t.has(i, tag::pledge_noun) && !t.has(i, tag::document_noun) && !t.has(i, tag::partner_noun) &&
           !t.has(i, tag::subordinator) && !t.has(i, tag::anaphor) && !t.has(i, tag::resident) &&
           !t.has(i, tag::adverb);
}

// "Svenska kyrkan", "Röda korset": behind an adjective in capitals stands the noun of the name.
bool is_named_noun(const manuscript& t, std::size_t i) {
    return t.is_word(i) && !t[i].capital && t.is_word(i - 1) && t[i - 1].capital && t.folded(i - 1).ends_with('a') &&
           (t.folded(i).ends_with("an") || t.folded(i).ends_with("en") || t.folded(i).ends_with("et"));
}

// Behind the name at i and what is joined to it: "Norrbyhem AB och Svenska kyrkan i Norrby".
std::size_t behind_names(const manuscript& t, std::size_t i, std::size_t end) {
    auto at = i + 1;
    while (at + 1 < end && at <= i + reach + 2) {
        const bool joins = (t.is(at, ",") || t.has(at, tag::conjunction) || t.is(at, "i")) && t[at + 1].capital;
        if (!joins && !t.is(at, "ab") && !is_named_noun(t, at)) break;
        at += joins ? 2 : 1;
    }
    return at;
}

// The verb behind the name at i: "Norrbyhem AB och Hemslöjden deltar …".
std::size_t verb_behind(const manuscript& t, std::size_t i, std::size_t end) {
    const auto at = behind_names(t, i, end);
    return at < end && t.has(at, tag::takes_part) ? at : end;
}

// "Tullverket medverkar i arbetet men undertecknar inte avtalet"
bool helps(const manuscript& t, std::size_t i, std::size_t end) {
    if (!t.has(i, tag::agency) || !t[i].capital || i + 2 >= end || !t.has(i + 1, tag::takes_part) || t.is(i + 1, "är"))
        return false;
    const range after{i + 2, std::min(end, i + 2 + reach)};
    return t.any(after, tag::agreement) || t.any(after, tag::pledge_noun) || t.any(after, tag::obliging) ||
           t.any(after, tag::with_marker);
}

// A name, not "De boende", "Polisen", "Ungdomsrådet och föreningarna" or a municipality, whom other rules weigh.
bool may_be_asked(const manuscript& t, range name) {
    const auto& last = t.folded(name.last - 1);
    const bool several =
        last.ends_with("arna") || last.ends_with("erna") || last.ends_with("orna") || last.ends_with("ena");
    if (!t[name.first].capital || several || last.ends_with("livet") ||
        last.ends_with("et") != last.ends_with("verket"))
        return false;
    for (auto i = name.first; i < name.last; ++i)
        if (t.has(i, tag::resident) || t.has(i, tag::we) || t.has(i, tag::police) || t.has(i, tag::municipal) ||
            (t.has(i, tag::municipal_body) && name.size() < 2) || t.has(i, tag::conjunction) ||
            t.has(i, tag::preposition) || t.has(i, tag::subordinator) || t.has(i, tag::anaphor) ||
            t.has(i, tag::adverb) || t.has(i, tag::forum) || t.has(i, tag::region) || t.has(i, tag::pledge_noun) ||
            t.has(i, tag::document_noun))
            return false;
    return name.size() > 1 || t.folded(name.first).size() > shortest_name;
}

bool takes_part(const manuscript& t, std::size_t i, std::size_t end) {
    // "Samverkanspart: Norrbyhem"
    if (i >= 2 && t.is(i - 1, ":") && t.has(i - 2, tag::partner_noun)) return true;
    const auto verb = verb_behind(t, i, end);
    for (auto k = verb + 1; verb != end && k < std::min(end, verb + reach); ++k) {
        if (t.is(k, ".") || t.is(k, ",")) return false;
        if (t.has(k, tag::partner_noun)) return true;
    }
    return false;
}

// "NorrbyBo", "Norrbyhem": a company by its name.
bool is_company_name(const manuscript& t, std::size_t i) {
    constexpr std::string_view endings[] = {"hem", "bostäder", "fastigheter", "byggen", "bostad"};
    constexpr std::size_t shortest = 6; // "Hem" is none
    const auto& word = t.folded(i);
    for (const auto ending : endings)
        if (word.size() >= shortest && word.ends_with(ending)) return true;
    const auto span = t[i].span();
    bool small = false;
    for (auto k = span.begin + 1; k < span.end; ++k) {
        const char32_t letter = t.source()[k];
        const bool is_small = base::fold_case(letter) == letter;
        if (small && !is_small) return true;
        small = small || is_small;
    }
    return false;
}

} // namespace

std::vector<std::size_t> find_partners(const manuscript& t) {
    std::vector<std::size_t> found;
    std::unordered_set<std::uint32_t> known;
    const auto& lines = t.lines();
    const auto end = lines.empty() ? 0 : lines.back().words.last;
    for (std::size_t i = 0; i < end; ++i)
        if (((is_name(t, i) && takes_part(t, i, end)) || helps(t, i, end)) && known.insert(t[i].id).second)
            found.push_back(i);
    return found;
}

range whole_name(const manuscript& t, std::size_t i) {
    const auto end = t.size();
    range name{i, i + 1};
    if (name.last < end && is_named_noun(t, name.last)) ++name.last;
    if (name.last < end && t.is(name.last, "ab")) ++name.last;
    if (name.size() > 1 && name.last + 1 < end && t.is(name.last, "i") && t[name.last + 1].capital) name.last += 2;
    return name;
}

range company_around(const manuscript& t, std::size_t i, range within) {
    constexpr std::size_t most_words = 3;
    if (!t.is(i, "ab") || !t.is_upper(i)) return {};
    const auto names = [&](std::size_t k) {
        return t.is_word(k) && t[k].capital && !t.is(k, "ab") && !t.has(k, tag::title_word) &&
               !t.has(k, tag::not_name) && !t.has(k, tag::decided_label) && !t.has(k, tag::police) &&
               !t.has(k, tag::municipal) && !t.has(k, tag::subordinator) && !t.has(k, tag::preposition);
    };
    // "Bostadsbolaget Norrbyhem AB": what it is, no name
    const auto describes = [&](std::size_t k) {
        return t.has(k, tag::company) && (t.folded(k).ends_with("bolaget") || t.folded(k).ends_with("företaget"));
    };
    auto first = i, last = i + 1;
    while (first > within.first && i - first < most_words && names(first - 1) && !describes(first - 1))
        --first;
    const bool kind_only = first + 1 == i && (t.is(first, "bostads") || t.is(first, "fastighets"));
    while ((first == i || kind_only) && last < within.last && last - i <= most_words && names(last))
        ++last;
    return last - first > 1 ? range{first, last} : range{};
}

std::vector<range> companies_signing(const manuscript& t, const block& b) {
    std::vector<range> found;
    if (!b.signature || b.contact) return found;
    const auto add_in = [&](range words) {
        for (auto i = words.first; i < words.last; ++i)
            if (const auto name = company_around(t, i, words); !name.empty()) found.push_back(name);
    };
    if (b.cells.empty()) add_in(b.words);
    for (const auto& cell : b.cells)
        add_in(cell);
    return found;
}

std::vector<acting_company> companies_acting(const manuscript& t, range s) {
    std::vector<acting_company> found;
    for (auto i = s.first; i + 1 < s.last; ++i) {
        if (!t[i].capital || !t.is_word(i)) continue;
        auto name = company_around(t, i, s);
        const bool known = is_name(t, i) && (is_company_name(t, i) || t.has(i, tag::company_name));
        if (name.empty() && known && !t.is(i + 1, "ab") && !(i > s.first && t.is(i - 1, "ab"))) name = {i, i + 1};
        if (name.empty()) continue;
        auto verb = behind_names(t, name.last - 1, s.last);
        while (verb < s.last && t.has(verb, tag::adverb))
            ++verb;
        const bool promises = verb < s.last && (t.has(verb, tag::modal) || t.has(verb, tag::pledge_verb));
        // "Norrbyhem AB går en runda varje natt"
        const bool does = verb < s.last && name.first == s.first && name.size() > 1 && is_doing(t, verb);
        if (promises || does) found.push_back({name, promises});
    }
    return found;
}

std::vector<range> find_heard(const manuscript& t, const std::vector<sentence>& sentences) {
    constexpr std::size_t most_words = 4, heard_within = 7;
    std::vector<range> found;
    for (const auto& s : sentences) {
        range name{s.words.first, s.words.first};
        while (name.last < s.words.last && name.size() <= most_words && t.is_word(name.last) && !t.is(name.last, "har"))
            ++name.last;
        if (name.empty() || name.size() > most_words || name.last + 2 >= s.words.last || !t.is(name.last, "har"))
            continue;
        const range behind{name.last + 1, std::min(s.words.last, name.last + heard_within)};
        bool heard = t.any(behind, tag::reached);
        for (auto i = behind.first; i < behind.last; ++i)
            heard = heard || t.is(i, "synpunkter");
        if (heard && may_be_asked(t, name)) found.push_back(name);
    }
    return found;
}

bool stays_outside(const manuscript& t, range behind) {
    constexpr std::size_t most_words = 12;
    for (auto i = behind.first; i + 1 < std::min(behind.last, behind.first + most_words) && !t.is(i, "."); ++i)
        if (t.is(i + 1, "inte") && (t.is(i, "omfattas") || t.is(i, "undertecknar") || t.is(i, "är"))) return true;
    return false;
}

party_kind kind_of_partner(const manuscript& t, std::size_t i) {
    if (const auto known = kind_of_word(t, i); known && *known != party_kind::municipality) return *known;
    const bool limited = i + 1 < t.size() && t.is(i + 1, "ab");
    return limited || is_company_name(t, i) ? party_kind::company : party_kind::other;
}

} // namespace reading::doc
