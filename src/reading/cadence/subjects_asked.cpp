#include "base/text.hpp"
#include "reading/cadence/compose.hpp"
#include "reading/municipalities.hpp"

#include <unordered_set>

namespace reading::cadence {

namespace {

using wc = word_class;

bool may_share(const stretch& s, std::size_t i) {
    // "går till Norrby, Söderby och Hamnen", "besöker Norrby och Söderby": names only
    const bool to_names = (s.text(i, "till") || s.text(i, "vid") || s.text(i, "utanför") || s.text(i, "kring") ||
                           s.text(i, "besöka") || s.text(i, "besöker")) &&
                          s.at(i + 1) && s.at(i + 1)->capital;
    return s.text(i, "för") || s.text(i, "på") || s.text(i, "i") || s.text(i, "hos") || to_names;
}

bool is_road(const stretch& s, std::size_t i) {
    return (s.text(i, "väg") || s.text(i, "riksväg") || s.text(i, "länsväg")) && s.at(i + 1) &&
           (s.at(i + 1)->is_number() || s.at(i + 1)->kind == atom_kind::code);
}

std::size_t noun_at(const stretch& s, std::size_t i) {
    while (s.is(i, wc::adjective) || s.text(i, "de") || s.text(i, "den"))
        ++i;
    if (!s.at(i) || s.is(i, wc::channel)) return 0;
    // "på E6 och väg 164"
    if (s.at(i)->kind == atom_kind::code || is_road(s, i)) return i;
    return may_be_noun(*s.at(i)) || s.is(i, wc::grade_hint) ? i : 0;
}

// "på gården och svara på frågor", "i styrgruppen och rapporteras": behind a definite noun stands another, a name, or a
// word that is no noun.
bool is_definite(std::string_view noun) {
    return noun.ends_with("en") || noun.ends_with("et") || noun.ends_with("an") || noun.ends_with("na");
}

bool is_verb_behind(const stretch& s, std::size_t first, std::size_t i) {
    const auto& a = *s.at(i);
    if (a.capital || a.kind != atom_kind::word) return false;
    const auto ends = [&](std::string_view ending) { return a.text.ends_with(ending); };
    return ends("eras") || (is_definite(s.at(first)->text) && !is_definite(a.text) && (ends("a") || ends("as")));
}

// "torg", "centrum", and no verb
bool names_place(const stretch& s, std::size_t i) {
    const auto& a = *s.at(i);
    const bool word = a.kind == atom_kind::word || s.is(i, wc::not_promise);
    return word && !a.capital && !a.text.ends_with('a') && !a.text.ends_with('r') && !a.text.ends_with('s');
}

// "centrala Högsby", "Norra Fäladen": a name takes its further words along.
std::size_t noun_end(const stretch& s, std::size_t i) {
    std::size_t end = is_road(s, i) ? i + 2 : i + 1;
    while (s.at(end) && s.at(end)->kind == atom_kind::word && s.at(end)->capital && end < i + 3)
        ++end;
    // "Hamnens torg": whose, and what it is
    const auto* noun = s.at(end);
    if (s.at(i)->capital && s.at(end - 1)->text.ends_with('s') && noun && noun->kind == atom_kind::word &&
        !noun->capital && i > s.begin)
        ++end;
    // "Norrby torg och", "Söderby centrum,"
    const bool last = !s.at(end + 1) || s.at(end + 1)->kind == atom_kind::mark || s.is(end + 1, wc::conj);
    if (last && s.at(i)->capital && i > s.begin && noun == s.at(end) && noun && names_place(s, end)) ++end;
    return end;
}

} // namespace

std::vector<std::string> undecided_subjects(const scene& at, std::uint32_t begin, std::uint32_t end) {
    const auto& s = at.sentence;
    for (std::size_t i = begin; i < end; ++i) {
        if (!may_share(s, i)) continue;
        std::vector<std::string> members;
        std::size_t j = i + 1;
        bool closed = false;
        const auto first = noun_at(s, j);
        while (const auto noun = noun_at(s, j)) {
            if (noun != first && is_verb_behind(s, first, noun)) break;
            const auto last = noun_end(s, noun);
            members.push_back(
                at.text_of(at.span_of(static_cast<std::uint32_t>(noun), static_cast<std::uint32_t>(last))));
            if (closed) return members;
            j = last;
            const auto* conj = s.as(j, wc::conj);
            if (s.mark(j, ','))
                ++j;
            else if (conj && conj->value == "and")
                closed = true, ++j;
            else
                break;
            if (may_share(s, j)) ++j; // "på skolan och på torget"
        }
        i = std::max(i, j > i + 1 ? j - 1 : i);
    }
    return {};
}

std::vector<std::string> respective_subjects(const scene& at) {
    const auto& s = at.sentence;
    const auto is_name = [&](std::size_t i) { return s.at(i) && s.at(i)->kind == atom_kind::word; };
    for (std::size_t i = s.begin + 1; i + 1 < s.end; ++i) {
        if (!s.text(i, "respektive") || s.is(i - 1, wc::prep)) continue;
        std::size_t first = i;
        while (first > s.begin && i - first < 3 && !s.is(first - 1, wc::prep) && is_name(first - 1))
            --first;
        if (first == i || first == s.begin || !s.is(first - 1, wc::prep) || !s.at(first)->capital ||
            !s.at(i + 1)->capital)
            continue;
        std::size_t last = i + 1;
        while (is_name(last) && last < i + 1 + (i - first))
            ++last;
        if (last == i + 1) return {}; // "respektive E6"
        const auto words = [&](std::size_t b, std::size_t e) {
            return at.text_of(at.span_of(static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(e)));
        };
        return {words(first, i), words(i + 1, last)};
    }
    return {};
}

std::vector<std::string> listed_grades(const scene& at) {
    const auto& s = at.sentence;
    for (std::size_t i = s.begin; i < s.end; ++i) {
        const auto* a = s.at(i);
        constexpr double last_grade = 9;
        if (!a->is_number() || a->in_words || a->high > last_grade || a->low < 1) continue;
        const bool led = s.is(i - 1, wc::grade) || (s.text(i - 1, "år") && at.signs.grade && !s.is(i - 2, wc::per));
        if (!led) continue;
        std::vector<std::string> members;
        const auto take = [&](const atom& n) {
            for (int g = static_cast<int>(n.low); g <= static_cast<int>(n.high); ++g)
                members.push_back(std::to_string(g));
        };
        take(*a);
        // "åk 6 och åk 8"
        for (std::size_t j = i + 1; members.size() < 2 && s.is(j, wc::conj) && s.is(j + 1, wc::grade) && s.at(j + 2) &&
                                    s.at(j + 2)->is_number() && s.at(j + 2)->high <= last_grade;
             j += 3)
            take(*s.at(j + 2));
        for (std::size_t j = i + 1; (s.is(j, wc::conj) || s.mark(j, ',')) && s.at(j + 1) && s.at(j + 1)->is_number() &&
                                    !s.at(j + 1)->in_words && s.at(j + 1)->high <= last_grade &&
                                    !s.is(j + 2, wc::occasion) && !s.is(j + 2, wc::occasion_short);
             j += 2)
            take(*s.at(j + 1));
        return members;
    }
    return {};
}

std::vector<std::string> named_municipalities(const scene& at) {
    static const auto known = [] {
        std::unordered_set<std::string> names;
        for (const auto& m : all_municipalities())
            names.insert(base::lower(m.name));
        return names;
    }();
    const auto& s = at.sentence;
    std::vector<std::string> row;
    for (std::size_t i = s.begin; i < s.end;) {
        const auto* a = s.at(i);
        const auto end = a->capital ? noun_end(s, i) : i + 1;
        auto name = at.text_of(at.span_of(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)));
        if (!a->capital || !known.contains(base::lower(name))) {
            if (row.size() > 1) break;
            row.clear();
            ++i;
            continue;
        }
        row.push_back(std::move(name));
        const auto* conj = s.as(end, wc::conj);
        if (!s.mark(end, ',') && !(conj && conj->value == "and")) break;
        i = end + 1;
    }
    return row.size() > 1 ? row : std::vector<std::string>{};
}

} // namespace reading::cadence
