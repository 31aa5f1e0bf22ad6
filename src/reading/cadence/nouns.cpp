#include "reading/cadence/nouns.hpp"

namespace reading::cadence {

namespace {

using wc = word_class;

// ", helst tre," binds nobody and stands between a number and its noun.
std::size_t past_preference(const stretch& s, std::size_t i) {
    const bool parted = s.mark(i, ',') || s.mark(i, '-') || s.mark(i, '(');
    if (!parted || !s.is(i + 1, wc::preference)) return i;
    constexpr std::size_t longest = 6; // atoms
    for (auto at = i + 2; at < i + longest && s.at(at); ++at)
        if (s.mark(at, ',') || s.mark(at, '-') || s.mark(at, ')')) return at + 1;
    return i;
}

} // namespace

bool ends_noun(const atom& a) {
    if (a.kind == atom_kind::word) return false;
    if (a.kind != atom_kind::known) return true;
    for (const auto k : {wc::prep,       wc::conj,   wc::stop,      wc::per,         wc::every,       wc::every_n,
                         wc::adverb,     wc::bound,  wc::average,   wc::total,       wc::need,        wc::vague,
                         wc::additional, wc::shall,  wc::should,    wc::effort,      wc::of_which,    wc::latest,
                         wc::within,     wc::result, wc::otherwise, wc::item_length, wc::abbreviation})
        if (a.is(k)) return true;
    return false;
}

// The counted noun after a number: adjectives are passed over, the first other word is it.
std::size_t noun_after(const stretch& s, std::size_t i) {
    if (says_or_more(s, i)) i += 2;
    i = past_preference(s, i);
    // "200 stycken 20 minuters kontroller": the length of each is passed over
    const auto length = [&](std::size_t at) {
        return s.at(at) && s.at(at)->is_number() && (s.is(at + 1, wc::minutes) || s.text(at + 1, "timmars"));
    };
    for (std::size_t at = i; at < i + 3; ++at)
        if (length(at) && (at == i || s.is(i, wc::piece))) i = at + 2;
    while (s.mark(i, '"') || s.mark(i, '~') || s.is(i, wc::piece) ||
           (s.is(i, wc::adjective) && !s.is(i, wc::indicator)) ||
           (s.is(i, wc::adverb) && s.at(i + 1) && !ends_noun(*s.at(i + 1))))
        ++i;
    return i;
}

void set_unit(const stretch& s, std::size_t noun, fact& f) {
    const auto* a = s.at(noun);
    const bool compound = a && a->kind == atom_kind::code && a->in_words; // "12 st 15-minuterskontroller"
    if (!a || (ends_noun(*a) && !compound)) return;
    f.unit_begin = static_cast<std::uint32_t>(noun);
    f.unit_end = f.unit_begin + 1;
    // "synliga fotpatruller": an adjective that the lexicon does not hold ends like one and has a noun behind it
    const auto* next = s.at(noun + 1);
    const bool like_adjective = a->text.ends_with("ade") || a->text.ends_with("iga") || a->text.ends_with("ska") ||
                                a->text.ends_with("ande") || a->text.ends_with("ig") || a->text.ends_with("iva") ||
                                a->text.ends_with("mälda");
    // "de tillfrågade undviker": after "de" only a definite plural is the noun
    const bool by_itself = s.text(noun - 1, "de") && !(next && next->text.ends_with("na"));
    if (like_adjective && !by_itself && next && may_be_noun(*next) && !next->capital) {
        ++f.unit_begin;
        ++f.unit_end;
    }
}

// "kommunens butiker", "ortens krogar"
bool owns(const stretch& s, std::size_t i) {
    const auto* a = s.at(i);
    const auto* next = s.at(i + 1);
    return a && next && (a->text.ends_with("ens") || a->text.ends_with("ets")) &&
           (may_be_noun(*next) || next->is(wc::grade)) && !next->capital;
}

bool is_told_verb(const stretch& s, std::size_t i) {
    const auto* a = s.at(i);
    if (!a || a->capital) return false;
    if (s.is(i, wc::statistic) || s.is(i, wc::stative)) return true;
    for (const std::string_view verb : {"är", "har", "var", "hade", "kan", "vill", "bor"})
        if (a->text == verb) return true;
    return false;
}

bool says_how_things_are(const stretch& s, std::size_t i) {
    if (is_told_verb(s, i)) return true;
    const auto* a = s.at(i);
    if (!a || a->capital) return false;
    constexpr std::size_t shortest = 4; // bytes: "kör", "tror"
    return a->kind == atom_kind::word && a->text.size() >= shortest && a->text.ends_with('r');
}

bool tells_length(const stretch& s, std::size_t i) {
    return s.text(i, "lång") || s.text(i, "långt") || s.text(i, "långa");
}

bool in_list_of_references(const stretch& s, std::size_t i) {
    auto at = i;
    while (at >= s.begin + 2 && (s.is(at - 1, wc::conj) || s.mark(at - 1, ',')) && s.at(at - 2)->is_number())
        at -= 2;
    return at < i && !s.at(i)->in_words && s.is(at - 1, wc::not_count_before) &&
           (!s.at(i + 1) || ends_noun(*s.at(i + 1))) && !s.is(i + 1, wc::occasion) && !s.is(i + 1, wc::per);
}

namespace {

// Past the bracket that begins at atom i, and the sum of its numbers, of which there are several; i where an atom in it
// does not fit.
template <class Fits>
std::size_t past_bracket(const stretch& s, std::size_t i, std::size_t longest, double& sum, Fits fits) {
    std::size_t numbers = 0;
    double total = 0;
    for (auto at = i + 1; at < i + longest && s.at(at); ++at) {
        if (s.mark(at, ')')) {
            if (numbers < 2) return i;
            sum = total;
            return at + 1;
        }
        if (!fits(at)) return i;
        if (s.at(at)->is_number()) {
            total += s.at(at)->low;
            ++numbers;
        }
    }
    return i;
}

} // namespace

std::size_t past_named_parts(const stretch& s, std::size_t i, double& sum) {
    constexpr std::size_t longest = 30; // atoms
    return past_bracket(s, i, longest, sum, [&](std::size_t at) {
        const bool begins = at == i + 1 || s.mark(at - 1, ',') || s.mark(at - 1, '+') || s.is(at - 1, wc::conj);
        if (!s.at(at)->is_number()) return !begins;
        return begins && (s.is(at + 1, wc::prep) || s.mark(at + 1, '+') || s.mark(at - 1, '+'));
    });
}

std::size_t past_parts(const stretch& s, std::size_t i, double& sum) {
    if (!s.mark(i, '(')) return i;
    constexpr std::size_t longest = 16; // atoms
    return past_bracket(s, i, longest, sum, [&](std::size_t at) { return s.at(at)->is_number() || s.mark(at, '+'); });
}

bool told_of_as_there(const stretch& s, std::size_t i) {
    if (s.is(i - 1, wc::stative)) return true;
    if (!s.is(i - 1, wc::conj) && !s.mark(i - 1, ',')) return false;
    constexpr std::size_t reach = 6; // atoms
    for (auto at = i - 2; at + reach > i && s.at(at); --at) {
        if (s.is(at, wc::stative)) return true;
        if (!s.at(at)->is_number() && !may_be_noun(*s.at(at)) && !s.is(at, wc::adjective) && !s.is(at, wc::grade_hint))
            return false;
    }
    return false;
}

bool stands_before_season(const stretch& s, std::size_t number) {
    const bool begins = number == s.begin || s.text(number - 1, "och") || s.text(number - 1, "samt");
    const auto* season = s.as(number + 2, wc::window);
    const bool leads = s.text(number + 1, "på") || s.text(number + 1, "om") || s.text(number + 1, "under");
    return begins && leads && season && (season->windows & seasons);
}

bool is_of_known_ones(const stretch& s, std::size_t i) {
    if (s.is(i - 1, wc::definite)) return true;
    for (const std::string_view word : {"de", "våra", "dessa", "senaste", "gångna", "närmaste", "föregående"})
        if (s.text(i - 1, word)) return true;
    if (s.is(i - 1, wc::ordinal) && (s.text(i - 2, "de") || s.is(i - 2, wc::definite)))
        return true; // "de första tre månaderna"
    const auto* before = s.at(i - 1);
    if (!before) return false;
    for (const std::string_view ending : {"ens", "ets", "ans", "rnas"})
        if (before->text.ends_with(ending) && before->text.size() > ending.size() + 1)
            return !find_recurrence(s, noun_after(s, i + 1) + 1);
    return false;
}

} // namespace reading::cadence
