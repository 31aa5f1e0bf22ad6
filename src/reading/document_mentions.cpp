#include "reading/document_parties.hpp"

namespace reading::doc {

namespace {

bool joins(const manuscript& t, std::size_t i) { return t.is(i, ",") || t.is(i, "och") || t.is(i, "samt"); }

bool is_plural(const manuscript& t, std::size_t i) {
    return t.is(i, "kommuner") || t.is(i, "kommunerna") || t.is(i, "kommunernas");
}

// "kommunerna i A och B", "kommunstyrelserna i A och B"
bool names_councils(const manuscript& t, std::size_t i) {
    return is_plural(t, i) || t.folded(i).starts_with("kommunstyrels") || t.folded(i).starts_with("kommunfullmäktig") ||
           t.folded(i).starts_with("kommunled");
}

bool is_municipal_noun(const manuscript& t, std::size_t i) {
    return is_plural(t, i) || t.is(i, "kommun") || t.is(i, "kommuns") || t.is(i, "kommunen") || t.is(i, "stad") ||
           t.is(i, "stads") || t.is(i, "kommunområde");
}

// A name that continues "Lokalpolisområde" or "Polisen", also after other capitalised words or names joined to it.
bool within_police_area(const manuscript& t, std::size_t i, std::size_t from, std::size_t end) {
    const auto behind = i + t[i].place_words;
    const bool municipal = behind < end && is_municipal_noun(t, behind);
    // "Lokalpolisområdeschef, Norrby"
    const auto title = i > from && t.is(i - 1, ",") ? i - 1 : i;
    if (!municipal && title > from && t.has(title - 1, tag::police_title) && t.has(title - 1, tag::title_word))
        return true;
    for (std::size_t k = i; k > from && i - k < 5; --k) {
        if (stands_behind_bar(t, k)) return false;
        if (t.has(k - 1, tag::police_area) || t.has(k - 1, tag::police_body)) return true;
        if (!municipal && names_police(t, k - 1)) return true;
        if (t.is(k - 1, "region") && !t.is(k, "gotland")) return true;
        if (!t[k - 1].capital && !t.is(k - 1, "-") && !t.is(k - 1, "/")) return false;
    }
    return false;
}

// "Bo Berg" where one signs.
bool names_person(const manuscript& t, std::size_t i, std::size_t from) {
    const auto behind = i + t[i].place_words;
    if (i == from || (behind < t.size() && is_municipal_noun(t, behind))) return false;
    const auto first = i - 1;
    return t.is_word(first) && t[first].capital && t[first].place == no_place && t[i].begin == t[first].end + 1 &&
           !kind_of_word(t, first) && !t.has(first, tag::title_word) && !t.has(first, tag::not_name);
}

// The names that stand in one list: "A, B och C".
std::vector<std::size_t> names_in_list(const manuscript& t, std::size_t i, std::size_t end) {
    std::vector<std::size_t> names{i};
    for (auto k = i + t[i].place_words; k + 1 < end && joins(t, k);) {
        // "A kommun och B kommun" is no list of names alone; ", och" may stand double.
        const auto next = joins(t, k + 1) ? k + 2 : k + 1;
        if (next >= end || t[next].place == no_place) break;
        names.push_back(next);
        k = next + t[next].place_words;
    }
    return names;
}

} // namespace

bool stands_behind_bar(const manuscript& t, std::size_t i) {
    if (i == 0 || t[i - 1].end > t[i].begin) return false;
    for (auto k = t[i - 1].end; k < t[i].begin; ++k)
        if (t.source()[k] == U'|') return true;
    return false;
}

bool names_police(const manuscript& t, std::size_t i) {
    return t.is(i, "polisen") || t.is(i, "polis") || t.is(i, "polismyndigheten");
}

std::optional<party_kind> kind_of_word(const manuscript& t, std::size_t i) {
    if (t.has(i, tag::police) || t.has(i, tag::police_body)) return party_kind::police;
    if (t.has(i, tag::municipal) || t.has(i, tag::municipal_body)) return party_kind::municipality;
    if (t.has(i, tag::region)) return party_kind::region;
    // "fastighetsägarföreningen" is an association of what companies are named by
    if (t.has(i, tag::association)) return party_kind::association;
    if (t.has(i, tag::company)) return party_kind::company;
    if (t.has(i, tag::agency)) return party_kind::agency;
    return std::nullopt;
}

std::vector<mention> find_mentions(const manuscript& t, const std::vector<block>& blocks) {
    std::vector<mention> all;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const auto words = blocks[b].words;
        for (auto i = words.first; i < words.last;) {
            if (t[i].place == no_place || within_police_area(t, i, words.first, words.last)) {
                ++i;
                continue;
            }
            if (blocks[b].signature && names_person(t, i, words.first)) {
                ++i;
                continue;
            }
            const auto names = names_in_list(t, i, words.last);
            const auto end = names.back() + t[names.back()].place_words;
            const bool noun_after = end < words.last && is_municipal_noun(t, end);
            const bool noun_before = (i > words.first && (is_plural(t, i - 1) || t.is(i - 1, "kommunen"))) ||
                                     (i > words.first + 1 && t.is(i - 1, "i") && names_councils(t, i - 2)) ||
                                     (i > words.first && t.is(i - 1, "region") && t.is(i, "gotland"));
            for (std::size_t n = 0; n < names.size(); ++n) {
                const auto last = names[n] + t[names[n]].place_words;
                const bool own_noun = n + 1 == names.size() && noun_after;
                const bool shared_noun = noun_after && is_plural(t, end);
                all.push_back({t[names[n]].place,
                               {names[n], own_noun ? last + 1 : last},
                               b,
                               own_noun || shared_noun || noun_before});
            }
            i = end;
        }
    }
    return all;
}

} // namespace reading::doc
