#include "reading/document_basis.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace reading::doc {

namespace {

constexpr std::size_t cue_reach = 9;   // words from "målet" to "att"
constexpr std::size_t lead_reach = 20; // words from "löftet" to "bidra till"
constexpr std::size_t wish_reach = 6;  // words from "vill" to "att", and to who wishes

bool is_infinitive(const manuscript& t, std::size_t i) {
    const auto& word = t.folded(i);
    const bool plural = word.ends_with("arna") || word.ends_with("erna") || word.ends_with("orna");
    return t.is_word(i) && !t[i].capital && !t.has(i, tag::pronoun_a) && word.size() > 2 && word.ends_with("a") &&
           !plural;
}

std::size_t clause_end(const manuscript& t, std::size_t from, std::size_t end) {
    auto i = from;
    while (i < end && !t.is(i, ".") && !t.is(i, ";") && !t.is(i, ":"))
        ++i;
    return i;
}

bool is_wisher(const manuscript& t, std::size_t i) {
    return t.has(i, tag::we) || t.has(i, tag::police) || t.has(i, tag::municipal);
}

// "parterna gemensamt ska förebygga brott": without who does it, where that is whoever gives the pledge.
range past_who(const manuscript& t, range w) {
    auto i = w.first;
    while (i < w.last && (is_wisher(t, i) || t.has(i, tag::conjunction) || t.has(i, tag::adverb)))
        ++i;
    const bool whoever = i > w.first && i + 1 < w.last && t.has(i, tag::modal) && is_wisher(t, w.first);
    return whoever && is_infinitive(t, i + 1) ? range{i + 1, w.last} : w;
}

// "minska brotten, öka tryggheten och nå unga" → one aim for each infinitive; "fler går ut och att färre är rädda" →
// one for each "att".
void split(const manuscript& t, range w, std::vector<range>& aims) {
    w = past_who(t, w);
    const bool adverb = t.has(w.first, tag::adverb) && w.size() > 1;
    const bool infinitives = is_infinitive(t, adverb ? w.first + 1 : w.first);
    auto from = w.first;
    for (auto i = w.first + 1; i + 1 < w.last; ++i) {
        const bool joint = t.is(i, ",") || t.is(i, "och") || t.is(i, "samt");
        auto next = i + 1;
        const bool again = t.is(next, "att") && next + 1 < w.last;
        if (again) ++next;
        if (!joint || !(again || (infinitives && is_infinitive(t, next)))) continue;
        const auto end = i > from && t.is(i - 1, ",") ? i - 1 : i;
        if (end > from) aims.push_back({from, end});
        from = next;
        i = next;
    }
    if (w.last > from) aims.push_back({from, w.last});
}

// "Vi vill med löftet att fler …", "Resultatet vi hoppas på är att …": the "att" behind it; s.last where none stands.
std::size_t wish_at(const manuscript& t, range s) {
    for (auto i = s.first; i < s.last; ++i) {
        if (!t.has(i, tag::wish) && !t.has(i, tag::hope)) continue;
        const range beside{i - std::min(wish_reach, i - s.first), std::min(s.last, i + 2)};
        bool ours = false;
        for (auto k = beside.first; k < beside.last; ++k)
            ours = ours || is_wisher(t, k);
        for (auto k = i + 1; ours && k + 1 < std::min(s.last, i + wish_reach); ++k) {
            if (t.is(k, ",") || t.is(k, ".")) break;
            if (t.is(k, "att")) return is_infinitive(t, k + 1) ? s.last : k;
        }
        return s.last;
    }
    return s.last;
}

// "Parterna vill uppnå minskad nedskräpning och ökad trygghet": what is named without a verb, one for each that rises
// or falls.
bool named_effects(const manuscript& t, range s, std::vector<range>& aims) {
    static constexpr std::array<std::string_view, 6> reach_verbs{"uppnå", "nå", "åstadkomma", "skapa", "få", "se"};
    static constexpr std::array<std::string_view, 18> changes{
        "minskad", "minskat",  "minskade", "ökad",   "ökat",  "ökade", "färre",  "fler",    "mindre",
        "mer",     "tryggare", "bättre",   "större", "lägre", "högre", "stärkt", "lugnare", "renare"};
    const auto is_any = [&](std::size_t i, const auto& words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return t.is(i, w); });
    };
    for (auto i = s.first + 1; i + 2 < s.last; ++i) {
        if (!t.has(i, tag::wish) && !t.has(i, tag::hope)) continue;
        auto at = i + 1;
        while (at + 1 < s.last && (t.has(at, tag::we) || t.has(at, tag::lead_small)))
            ++at;
        const bool wisher = is_wisher(t, i - 1) || is_wisher(t, i + 1);
        if (!wisher || !is_any(at, reach_verbs) || !is_any(at + 1, changes)) continue;
        auto from = at + 1;
        const auto end = clause_end(t, from, s.last);
        for (auto k = from + 1; k + 1 < end; ++k) {
            const bool joint = t.is(k, ",") || t.is(k, "och") || t.is(k, "samt");
            if (!joint || !is_any(k + 1, changes)) continue;
            aims.push_back({from, t.is(k - 1, ",") ? k - 1 : k});
            from = k + 1;
        }
        aims.push_back({from, end});
        return true;
    }
    return false;
}

// Of a survey or a law it is told too what it was for.
bool speaks_of_source(const manuscript& t, range s) {
    for (auto i = s.first; i < s.last && !t.is(i, "att"); ++i)
        if (t.has(i, tag::basis_survey) || t.has(i, tag::basis_web) || t.has(i, tag::basis_dialogue) ||
            t.has(i, tag::basis_walk) || t.is(i, "lagen") || t.is(i, "lag"))
            return true;
    return false;
}

// "… har kommit överens om vad vi ska göra för att minska brotten": what the pledge is for, where it is told who gives
// it. The "att"; s.last where none stands.
std::size_t for_at(const manuscript& t, range s) {
    bool given = false, by_whom = false;
    for (auto i = s.first; i + 2 < s.last; ++i) {
        given = given || t.has(i, tag::pledge_noun) || t.is(i, "överens") || t.has(i, tag::agreement);
        by_whom = by_whom || is_wisher(t, i);
        if (t.is(i, ".")) return s.last;
        if (given && by_whom && t.is(i, "för") && t.is(i + 1, "att"))
            return speaks_of_source(t, {s.first, i}) ? s.last : i + 1;
    }
    return s.last;
}

// "i syfte att …", "syftar till …", "målet är att …", "löftet ska bidra till …".
void purposes(const manuscript& t, range s, std::vector<range>& aims) {
    if (named_effects(t, s, aims)) return;
    if (const auto att = wish_at(t, s); att != s.last) return split(t, {att + 1, clause_end(t, att, s.last)}, aims);
    if (const auto att = for_at(t, s); att != s.last && is_infinitive(t, att + 1))
        return split(t, {att + 1, clause_end(t, att, s.last)}, aims);
    for (auto i = s.first; i < s.last; ++i) {
        const range before{i - std::min(lead_reach, i - s.first), i};
        const bool leads = t.has(i, tag::lead_to) && t.any(before, tag::pledge_noun) && !t.any(before, tag::police) &&
                           !t.any(before, tag::municipal) && !t.any(before, tag::we);
        if (!leads && !t.has(i, tag::aim_cue) && !t.has(i, tag::goal_noun)) continue;
        for (auto k = i + 1; k < std::min(s.last, i + cue_reach); ++k) {
            if (t.is(k, ".") || t.is(k, ",")) break;
            if (t.is(k, "att") && k + 1 < s.last) return split(t, {k + 1, clause_end(t, k, s.last)}, aims);
            if (t.is(k, "till") && k + 1 < s.last && !t.is(k + 1, "att"))
                return aims.push_back({k + 1, clause_end(t, k, s.last)});
        }
    }
}

// "Effektmål: …" on a line of its own.
void labelled(const manuscript& t, const outline& doc, std::vector<range>& aims) {
    for (const auto& b : doc.blocks) {
        if (b.kind != block_kind::paragraph && b.kind != block_kind::heading) continue;
        for (auto i = b.words.first; i + 1 < std::min(b.words.last, b.words.first + 4); ++i)
            if (t.is(i, ":") && i > b.words.first && t.has(i - 1, tag::sec_aims)) aims.push_back({i + 1, b.words.last});
    }
}

bool is_aim_section(const outline& doc, std::size_t s) {
    return has(doc.sections[s].kinds, section_kind::aims) && doc.sections[s].parent == s;
}

} // namespace

bool wishes_effect(const manuscript& t, range s) { return wish_at(t, s) != s.last; }

std::vector<range> find_aims(const manuscript& t, const outline& doc, const std::vector<sentence_role>& roles,
                             const std::vector<bool>& area_sections) {
    std::vector<range> aims;
    for (std::size_t i = 0; i < doc.sentences.size(); ++i) {
        const auto& s = doc.sentences[i];
        if (!is_aim_section(doc, s.section) || t.is(s.words.last - 1, ":") || roles[i].any() ||
            t.has(s.words.first, tag::decided_label))
            continue;
        const bool item = doc.blocks[s.block].kind == block_kind::bullet;
        const auto before = aims.size();
        if (item && !s.begins_block) continue;
        if (!item && t.any(s.words, tag::ground) && speaks_of_source(t, s.words)) continue;
        if (!item) purposes(t, s.words, aims);
        // "Bakgrund och syfte" tells other things too.
        const bool mixed = !item && has(doc.sections[s.section].kinds, section_kind::basis);
        if (aims.size() == before && !mixed) aims.push_back(item ? doc.blocks[s.block].words : s.words);
    }
    const bool own = !aims.empty(); // a section of them
    for (std::size_t i = 0; i < doc.sentences.size() && !own; ++i) {
        const auto& kinds = doc.sections[doc.sentences[i].section].kinds;
        const bool unnamed =
            has(kinds, section_kind::area) && !area_sections[doc.sections[doc.sentences[i].section].parent];
        const bool introduces = unnamed || has(kinds, section_kind::cover) || has(kinds, section_kind::agreement) ||
                                has(kinds, section_kind::pledges) || has(kinds, section_kind::areas);
        const bool item = doc.blocks[doc.sentences[i].block].kind == block_kind::bullet;
        const bool told = has(kinds, section_kind::basis) && !speaks_of_source(t, doc.sentences[i].words);
        if ((introduces || told) && !item && !roles[i].follow_up && !roles[i].feedback)
            purposes(t, doc.sentences[i].words, aims);
    }
    labelled(t, doc, aims);
    return aims;
}

} // namespace reading::doc
