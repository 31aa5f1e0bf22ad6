#include "reading/cadence/fact.hpp"

namespace reading::cadence {

namespace {

using wc = word_class;

// Words that colour a reading or make one of their own where nothing is counted.
constexpr wc colouring[] = {
    wc::need,         wc::request,        wc::vague,      wc::prompt,    wc::effort,       wc::possibility,
    wc::should,       wc::additional,     wc::preference, wc::external,  wc::schedule_ask, wc::schedule_partly,
    wc::around_clock, wc::milestone_verb, wc::latest,     wc::of_which,  wc::average,      wc::total,
    wc::joint,        wc::baseline,       wc::indicator,  wc::year_turn, wc::season_end,   wc::quarter_name,
    wc::half_name,    wc::third_name,     wc::term_name,  wc::none,      wc::few,          wc::within};

// "anmäldes", "besöktes", "genomfördes"; no genitive such as "områdes".
bool preterite_passive(std::string_view word) {
    constexpr std::size_t shortest = 6;
    return word.size() >= shortest && (word.ends_with("des") || word.ends_with("tes")) && !word.ends_with("områdes") &&
           !word.ends_with("mötes") && !word.ends_with("ledes");
}

bool is_past(const atom& a) {
    return a.kind == atom_kind::word &&
           (preterite_passive(a.text) || a.text == "genomförde" || a.text == "utförde" || a.text == "gjorde" ||
            a.text == "höll" || a.text == "deltog" || a.text == "besökte" || a.text == "skedde" || a.text == "hölls" ||
            a.text == "gjordes" || a.text == "ökade");
}

// "Antagen av kommunfullmäktige 2023-11-27": when a document was decided, not what it promises.
bool tells_of_decision(const stretch& s) {
    if (s.begin >= s.end) return false;
    const auto word = s.atoms[s.begin].text;
    for (const std::string_view stem :
         {"antag", "fastställ", "beslut", "underteckna", "datera", "revidera", "upprätta"})
        if (word.starts_with(stem) && !word.ends_with("s")) {
            for (auto i = s.begin; i < s.end; ++i)
                if (s.is(i, wc::latest)) return false;
            return s.text(s.begin + 1, "av") || s.text(s.begin + 1, "i") || s.text(s.begin + 1, "den") ||
                   s.mark(s.begin + 1, ':') || (s.at(s.begin + 1) && s.at(s.begin + 1)->kind == atom_kind::date);
        }
    return false;
}

std::optional<fact> divider(const stretch& s, std::size_t i) {
    const bool divides =
        s.text(i, "samt") || s.mark(i, ';') || s.is(i, wc::otherwise) || s.is(i, wc::result) ||
        (s.is(i, wc::conj) && (s.text(i + 1, "vid") || s.text(i + 1, "därutöver") || s.text(i + 1, "dessutom"))) ||
        s.at(i)->kind == atom_kind::line_break;
    if (!divides) return std::nullopt;
    fact f;
    f.kind = fact_kind::divide;
    f.begin = static_cast<std::uint32_t>(i);
    f.end = f.begin + 1;
    return f;
}

std::optional<fact> colour(const stretch& s, std::size_t i) {
    for (const auto k : colouring)
        if (s.is(i, k)) {
            fact f;
            f.flag = k;
            f.begin = static_cast<std::uint32_t>(i);
            f.end = f.begin + 1;
            return f;
        }
    return std::nullopt;
}

std::optional<fact> lone_bound(const stretch& s, std::size_t i) {
    const auto* e = s.as(i, wc::bound);
    const bool or_more = says_or_more(s, i); // "tre gånger per år eller fler"
    if (!e && !or_more) return std::nullopt;
    fact f;
    f.kind = fact_kind::bound;
    f.begin = static_cast<std::uint32_t>(i);
    f.end = f.begin + (or_more ? 2 : 1);
    f.stated = true;
    if (or_more) return f;
    f.bound = e->value == "at_most"   ? bound::at_most
              : e->value == "exactly" ? bound::exactly
              : e->value == "about"   ? bound::about
                                      : bound::at_least;
    return f;
}

} // namespace

sentence_signs signs_of(const stretch& s) {
    sentence_signs signs;
    for (std::size_t i = s.begin; i < s.end; ++i) {
        const auto& a = s.atoms[i];
        if (a.kind == atom_kind::word) {
            signs.past = signs.past || is_past(a);
            continue;
        }
        if (!a.entries) continue;
        signs.statistic = signs.statistic || a.is(wc::statistic);
        signs.grade = signs.grade || a.is(wc::grade) || a.is(wc::grade_hint);
        signs.change = signs.change || a.is(wc::baseline) || a.is(wc::lower);
        signs.lower = signs.lower || a.is(wc::lower);
        signs.shall = signs.shall || a.is(wc::shall) || a.is(wc::should);
    }
    // "Antal besök per år", "Mått: antal besök per år"
    signs.indicator_first =
        s.is(s.begin, wc::indicator) || (s.mark(s.begin + 1, ':') && s.is(s.begin + 2, wc::indicator));
    signs.decided = tells_of_decision(s);
    return signs;
}

std::vector<fact> facts_of(const stretch& s, const std::vector<std::string>& parties) {
    std::vector<fact> facts;
    const auto signs = signs_of(s);
    for (std::size_t i = s.begin; i < s.end;) {
        const auto& a = s.atoms[i];
        if (a.kind == atom_kind::word || a.kind == atom_kind::code || a.kind == atom_kind::ordinal) {
            ++i;
            continue;
        }
        auto f = a.kind == atom_kind::known && s.is(i, wc::all) ? find_recurrence(s, i) : std::nullopt;
        if (!f) f = divider(s, i);
        if (!f && a.kind == atom_kind::known) f = find_within(s, i);
        if (!f && s.is(i, wc::bound)) f = find_recurrence(s, i);
        if (!f) f = find_count(s, i, signs);
        if (!f && a.kind == atom_kind::known) f = find_recurrence(s, i);
        if (!f) f = find_time(s, i);
        if (!f && a.kind == atom_kind::known) f = find_subjects(s, i, parties);
        if (!f && a.kind == atom_kind::known) f = lone_bound(s, i);
        if (!f && a.kind == atom_kind::known) f = colour(s, i);
        if (!f) {
            ++i;
            continue;
        }
        const auto next = f->end > i ? f->end : i + 1;
        facts.push_back(std::move(*f));
        i = next;
    }
    return facts;
}

} // namespace reading::cadence
