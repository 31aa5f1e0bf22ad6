#include "reading/cadence/fact.hpp"

#include <algorithm>

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
    return a.is(wc::past) || ((a.kind == atom_kind::word || a.kind == atom_kind::known) && preterite_passive(a.text));
}

// "Antagen av kommunfullmäktige 2023-11-27": when a document was decided, not what it promises.
bool tells_of_decision(const stretch& s) {
    if (s.begin >= s.end) return false;
    bool paragraph = false, dated = false; // "Kommunstyrelsen 2024-05-14 § 87"
    for (auto i = s.begin; i < s.end; ++i) {
        paragraph = paragraph || s.text(i, "§");
        dated = dated || s.atoms[i].kind == atom_kind::date;
    }
    if (paragraph && dated) return true;
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

// "… två gånger per år och gör en rapport senast den 1 mars": what is done by a day is done besides.
bool does_by_a_day(const stretch& s, std::size_t i) {
    if (!s.text(i, "och") || !s.at(i + 1)) return false;
    const auto& verb = *s.at(i + 1);
    const bool does = verb.text.ends_with("ar") || verb.text.ends_with("er") || verb.text.ends_with("as") ||
                      verb.text.ends_with("ör");
    if (!does || verb.capital || verb.is_number() || s.is(i + 1, wc::unit)) return false;
    for (auto k = i + 2; k + 1 < s.end; ++k)
        if (s.is(k, wc::latest)) return s.at(k + 1)->kind == atom_kind::date || s.at(k + 1)->kind == atom_kind::years;
    return false;
}

std::optional<fact> divider(const stretch& s, std::size_t i) {
    const bool divides =
        does_by_a_day(s, i) || s.text(i, "samt") || s.mark(i, ';') || s.is(i, wc::otherwise) || s.is(i, wc::result) ||
        (s.is(i, wc::conj) && (s.text(i + 1, "vid") || s.text(i + 1, "ska") || s.text(i + 1, "skall") ||
                               s.text(i + 1, "därutöver") || s.text(i + 1, "dessutom"))) ||
        s.at(i)->kind == atom_kind::line_break;
    if (!divides) return std::nullopt;
    fact f;
    f.kind = fact_kind::divide;
    f.begin = static_cast<std::uint32_t>(i);
    f.end = f.begin + 1;
    return f;
}

// "som inte är pågående"
bool denied(const stretch& s, std::size_t i) {
    for (std::size_t back = 1; back <= 2 && i >= s.begin + back; ++back)
        if (s.text(i - back, "inte") || s.text(i - back, "ej") || s.text(i - back, "aldrig")) return true;
    return false;
}

std::optional<fact> colour(const stretch& s, std::size_t i) {
    for (const auto k : colouring)
        if (s.is(i, k)) {
            fact f;
            if (k == wc::vague && denied(s, i)) return std::nullopt;
            if (k == wc::schedule_ask && i == s.begin && s.mark(i + 1, ':')) return std::nullopt; // a label
            if (k == wc::few && s.is(i + 1, wc::unit)) return std::nullopt;                       // "under flera år"
            f.flag = k;
            f.begin = static_cast<std::uint32_t>(i);
            f.end = f.begin + 1;
            return f;
        }
    return std::nullopt;
}

// "när det nya polishuset har invigts": a day that something else settles.
std::optional<fact> outer_event(const stretch& s, std::size_t i) {
    if (i != s.begin || !(s.text(i, "när") || s.text(i, "sedan"))) return std::nullopt;
    const auto until = [&](std::size_t end) {
        fact f;
        f.flag = wc::external;
        f.begin = static_cast<std::uint32_t>(i);
        f.end = static_cast<std::uint32_t>(end);
        return f;
    };
    constexpr std::size_t reach = 8; // atoms
    for (auto at = i + 1; at < i + reach && s.at(at); ++at) {
        const bool comes = s.text(at, "kommer") && s.at(at - 1)->text.find("rapport") != std::string_view::npos;
        if (s.text(at, "presenterar") || s.text(at, "publicerar") || s.text(at, "släpper") || comes)
            return until(at + 1);
        const auto* done = s.text(at, "har") || s.text(at, "är") ? s.at(at + 1) : nullptr;
        if (!done || !(s.is(at + 1, wc::milestone_verb) || (s.text(at, "har") && done->text.ends_with("ts")))) continue;
        return until(at + 2);
    }
    return std::nullopt;
}

std::optional<fact> lone_bound(const stretch& s, std::size_t i) {
    const auto* e = s.as(i, wc::bound);
    const bool or_more = says_or_more(s, i); // "tre gånger per år eller fler"
    if ((!e && !or_more) || says_minutes(s, i)) return std::nullopt;
    // "dock inte under skolloven" excepts a time
    if (e && s.at(i)->text.ends_with("under") && !(s.at(i + 1) && s.at(i + 1)->is_number())) return std::nullopt;
    // "kring skolan", "precis utanför": only before a recurrence or behind one is it a bound
    const bool loose = e && (e->value == "about" || e->value == "exactly");
    const auto* next = s.at(i + 1);
    if (loose && next && next->kind != atom_kind::mark && !find_recurrence(s, i + 1)) return std::nullopt;
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

// "Bakgrund: …", "Resultat 2023: …"
bool heads(const stretch& s, std::size_t i) {
    if (i != s.begin) return false;
    return s.mark(i + 1, ':') || (s.at(i + 1) && s.at(i + 1)->kind == atom_kind::years && s.mark(i + 2, ':'));
}

// "Anmälningarna ökade under våren"; before a noun it is an adjective: "ökade kontroller".
bool rose_or_fell(const stretch& s, std::size_t i) {
    if (i == s.begin || !s.is(i, wc::baseline) || !s.at(i)->text.ends_with("ade")) return false;
    return !s.at(i + 1) || s.is(i + 1, wc::prep) || s.mark(i + 1, '.');
}

// "går vi igenom vad som har blivit gjort", "hur löftet har hållits": what is looked into.
bool is_asked_about(const stretch& s, std::size_t i) {
    constexpr std::size_t reach = 4; // atoms
    for (auto at = i; at > s.begin + 1 && i - at < reach;)
        if (--at; s.text(at, "vad") || s.text(at, "hur")) return true;
    return false;
}

// "Under hösten har flera skadegörelser skett": what has come to pass, but not "när huset har invigts".
bool has_come_to_pass(const stretch& s, std::size_t i) {
    if (!s.text(i, "har") && !s.text(i, "hade")) return false;
    if (s.text(s.begin, "när") || s.text(s.begin, "sedan") || is_asked_about(s, i)) return false;
    constexpr std::size_t reach = 6; // atoms
    for (auto at = i + 1; at < i + reach && s.at(at); ++at) {
        const auto word = s.at(at)->text;
        if (s.at(at)->kind == atom_kind::mark) return false;
        for (const std::string_view done : {"skett", "hänt", "varit", "blivit", "ökat", "minskat", "inträffat"})
            if (word == done) return true;
        if (word.ends_with("ts") && word.size() > 4) return true;
    }
    return false;
}

// "inom en vecka om fler än tio anmälningar görs på en månad", "Om fler än … möts vi inom en vecka": how much must have
// happened is no promise.
void drop_condition(const stretch& s, std::vector<fact>& facts) {
    const auto within =
        std::find_if(facts.begin(), facts.end(), [](const fact& f) { return f.kind == fact_kind::within; });
    if (within == facts.end()) return;
    const auto conditional = [&](std::size_t i) { return s.text(i, "om") || s.text(i, "när") || s.text(i, "ifall"); };
    auto from = static_cast<std::size_t>(within->end), to = from;
    if (conditional(s.begin)) from = s.begin, to = within->begin;
    if (conditional(within->end))
        for (to = within->end; to < s.end && !s.mark(to, ','); ++to) {
        }
    std::erase_if(facts, [&](const fact& f) {
        return f.begin >= from && f.begin < to && f.kind != fact_kind::within && f.kind != fact_kind::divide;
    });
}

// "Vad som blev av löftet visar vi …", "Vad som gjorts redovisas varje vår", "berättar vi vad som gjordes": what is
// past is told of, and the telling is not.
bool tells_of_past(const stretch& s) {
    constexpr std::string_view telling[] = {"berätt", "redovis", "visa", "inform", "rapport", "present", "publicer"};
    const auto tells = [&](std::size_t i) {
        return std::any_of(std::begin(telling), std::end(telling),
                           [&](std::string_view stem) { return s.at(i)->text.starts_with(stem); });
    };
    bool told = false;
    for (auto i = s.begin; i < s.end; ++i) {
        const bool asks = s.text(i, "vad") || s.text(i, "hur") || s.text(i, "vilka");
        if (asks && told) return true;
        if (asks && i == s.begin)
            for (auto k = i + 1; k < s.end; ++k)
                if (tells(k) && (s.text(k + 1, "vi") || s.at(k)->text.ends_with("as"))) return true;
        told = told || (tells(i) && (s.text(i + 1, "vi") || s.text(i - 1, "vi")));
    }
    return false;
}

} // namespace

sentence_signs signs_of(const stretch& s) {
    sentence_signs signs;
    bool since = false;
    for (std::size_t i = s.begin; i < s.end; ++i) {
        const auto& a = s.atoms[i];
        signs.past = signs.past || (is_past(a) && !is_asked_about(s, i)) || rose_or_fell(s, i);
        signs.event = signs.event || has_come_to_pass(s, i);
        if (a.kind == atom_kind::word) continue;
        if (!a.entries) continue;
        if (const auto* e = a.as(wc::statistic)) {
            signs.trend = signs.trend || e->value == "trend";
            signs.event = signs.event || e->value == "event";
            const bool told_reader = s.text(i - 1, "du") || s.text(i - 1, "ni"); // "där du visar oss"
            const bool shown = a.text == "visar" && s.text(i - 1, "som");        // "en skylt som visar farten"
            signs.statistic = signs.statistic || (e->value.empty() && !told_reader && !shown);
            signs.label = signs.label || (e->value == "label" && heads(s, i));
        }
        since = since || (a.text == "sedan" && s.at(i + 1) && s.at(i + 1)->kind == atom_kind::years);
        signs.grade = signs.grade || a.is(wc::grade) || a.is(wc::grade_hint);
        signs.change = signs.change || a.is(wc::baseline) || a.is(wc::lower);
        signs.lower = signs.lower || a.is(wc::lower);
        signs.shall = signs.shall || a.is(wc::shall) || a.is(wc::should);
    }
    signs.trend = signs.trend || (since && signs.change); // "har ökat sedan 2021"
    // "Antal besök per år", "Mått: antal besök per år"
    signs.indicator_first =
        s.is(s.begin, wc::indicator) || (s.mark(s.begin + 1, ':') && s.is(s.begin + 2, wc::indicator));
    signs.decided = tells_of_decision(s);
    if ((signs.past || signs.event || signs.statistic) && tells_of_past(s))
        signs.past = signs.event = signs.statistic = false;
    return signs;
}

std::vector<fact> facts_of(const stretch& s, const std::vector<std::string>& parties) {
    std::vector<fact> facts;
    const auto signs = signs_of(s);
    for (std::size_t i = s.begin; i < s.end;) {
        const auto& a = s.atoms[i];
        if (a.kind == atom_kind::word || a.kind == atom_kind::code || a.kind == atom_kind::ordinal) {
            if (auto f = a.kind == atom_kind::word ? find_time(s, i) : std::nullopt) facts.push_back(std::move(*f));
            ++i;
            continue;
        }
        auto f = found_by(rule::outer_event, outer_event(s, i));
        if (!f) f = a.kind == atom_kind::known && s.is(i, wc::all) ? find_recurrence(s, i) : std::nullopt;
        if (!f) f = found_by(rule::divide, divider(s, i));
        if (!f && a.kind == atom_kind::known) f = find_within(s, i);
        if (!f && s.is(i, wc::bound)) f = find_recurrence(s, i);
        if (!f) f = find_count(s, i, signs);
        if (!f && (a.kind == atom_kind::known || a.is_number())) f = find_recurrence(s, i);
        if (!f) f = find_time(s, i);
        if (!f && a.kind == atom_kind::known) f = find_subjects(s, i, parties);
        if (!f && a.kind == atom_kind::known) f = found_by(rule::lone_bound, lone_bound(s, i));
        if (!f && a.kind == atom_kind::known) f = found_by(rule::coloured, colour(s, i));
        if (!f) {
            ++i;
            continue;
        }
        const auto next = f->end > i ? f->end : i + 1;
        facts.push_back(std::move(*f));
        i = next;
    }
    drop_condition(s, facts);
    return facts;
}

} // namespace reading::cadence
