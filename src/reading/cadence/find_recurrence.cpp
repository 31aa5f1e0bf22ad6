#include "reading/cadence/fact.hpp"

#include <algorithm>

namespace reading::cadence {

namespace {

using wc = word_class;

fact recurring(std::size_t begin, std::size_t end, recurrence every, aggregate how = aggregate::each) {
    fact f;
    f.kind = fact_kind::recur;
    f.begin = static_cast<std::uint32_t>(begin);
    f.end = static_cast<std::uint32_t>(end);
    f.every = every;
    f.aggregate = how;
    return f;
}

// Longest span a plan can mean; above it the number is something else.
constexpr double most_units = 120;
constexpr int most_hours = 24; // "varannan timme"

std::optional<recurrence> times(const recurrence& unit, double n) {
    const auto* d = std::get_if<duration>(&unit);
    if (!d) return n == 1 ? std::optional{unit} : std::nullopt;
    if (n < 1 || n > most_units) return std::nullopt;
    return duration{d->n * static_cast<int>(n), d->unit};
}

std::size_t past_adjectives(const stretch& s, std::size_t i) {
    while (s.is(i, wc::adjective) && !s.is(i, wc::adverb))
        ++i;
    return i;
}

// "tredje", "3:e", "4" after "var" or "varje"; 0 where no ordinal stands there.
int ordinal(const stretch& s, std::size_t i) {
    if (const auto* e = s.as(i, wc::ordinal)) return static_cast<int>(e->number);
    const auto* a = s.at(i);
    if (a && a->kind == atom_kind::ordinal && a->low > 0 && a->low <= most_units) return static_cast<int>(a->low);
    return 0;
}

std::optional<fact> from(std::size_t begin, std::optional<fact> f) {
    if (f) f->begin = static_cast<std::uint32_t>(begin);
    return f;
}

// "6-månadersperiod", "14 dagar", "två veckor"
std::optional<fact> several_units(const stretch& s, std::size_t i) {
    const auto* a = s.at(i);
    if (!a || !a->is_number() || a->low != a->high) return std::nullopt;
    if (const auto* unit = s.as(i + 1, wc::unit)) {
        if (const auto every = times(*unit->every, a->low)) return recurring(i, i + 2, *every);
    } else if (const auto* e = s.as(i + 1, wc::unit_compound)) {
        const char letter = e->value == "month" ? 'M' : e->value == "week" ? 'W' : 'D';
        if (a->low >= 1 && a->low <= most_units) return recurring(i, i + 2, duration{static_cast<int>(a->low), letter});
    }
    return std::nullopt;
}

// "inte varje vecka men minst varannan": the noun was said before.
std::optional<fact> elliptic(const stretch& s, std::size_t begin, std::size_t i, int n) {
    if (s.at(i) && s.at(i)->kind == atom_kind::word) return std::nullopt;
    constexpr std::size_t reach = 8; // atoms
    for (std::size_t back = begin; back > s.begin && begin - back < reach; --back)
        if (const auto* unit = s.as(back - 1, wc::unit))
            if (const auto every = times(*unit->every, n)) return recurring(begin, i, *every, aggregate::interval);
    return std::nullopt;
}

// After "varje", "var", "varannan", "alla".
std::optional<fact> after_every(const stretch& s, std::size_t begin, std::size_t i, int n) {
    i = past_adjectives(s, i);
    if (const int nth = ordinal(s, i); nth > 1) return from(begin, repeated_noun(s, i + 1, nth, true));
    if (const auto* a = s.at(i); n == 1 && a && a->is_number())
        if (auto f = several_units(s, i)) {
            if (s.text(begin, "var") || s.text(begin, "vart")) f->aggregate = aggregate::interval;
            return from(begin, std::move(f));
        }
    if (auto f = repeated_noun(s, i, n, n > 1)) return from(begin, std::move(f));
    // "varje augusti"
    const auto* a = s.at(i);
    if (a && a->kind == atom_kind::date && a->day == 0 && a->low == 0 && a->high == 0 && a->month == a->last_month)
        return recurring(begin, i + 1, duration{n, 'Y'}, n > 1 ? aggregate::interval : aggregate::each);
    return n > 1 ? elliptic(s, begin, i, n) : std::nullopt;
}

bool is_definite(std::string_view unit) {
    return unit.ends_with("en") || unit.ends_with("et") || unit == "veckan" || unit == "terminen";
}

// "första måndagen i månaden", "sista fredagen varje månad", "månadens första torsdag"
std::optional<fact> nth_weekday(const stretch& s, std::size_t i) {
    const bool unit_first = s.is(i, wc::unit) && s.at(i)->text.ends_with("ns");
    const std::size_t at = unit_first ? i + 1 : i;
    const auto* e = s.as(at, wc::ordinal);
    const auto* day = s.as(at + 1, wc::weekday);
    if (!e || !day) return std::nullopt;
    std::size_t end = at + 2;
    std::optional<recurrence> every;
    if (unit_first) {
        every = s.as(i, wc::unit)->every;
    } else {
        while (s.is(end, wc::prep) || s.is(end, wc::every) || s.is(end, wc::per))
            ++end;
        const auto* unit = s.as(end, wc::unit);
        if (!unit || end == at + 2) return std::nullopt;
        every = unit->every;
        ++end;
    }
    auto f = recurring(i, end, *every);
    f.weekday = static_cast<int>(day->number);
    f.nth = e->number == 0 ? -1 : static_cast<int>(e->number);
    return f;
}

// "under året", "under hela perioden", "under aktuell period", "under 2024"
std::optional<fact> frame(const stretch& s, std::size_t i) {
    std::size_t at = i;
    const bool under = s.text(at, "under") || s.text(at, "inom") || s.text(at, "över");
    if (under) ++at;
    const bool article = under && s.at(at) && s.at(at)->article;
    at = past_adjectives(s, article ? at + 1 : at);
    if (s.text(at, "den") || s.text(at, "det") || s.text(at, "hela") || s.text(at, "vår"))
        at = past_adjectives(s, at + 1);
    fact f;
    if (under && (s.text(at, "läsåret") || s.text(at, "skolåret"))) {
        f = recurring(i, at + 1, duration{1, 'Y'}, aggregate::total);
    } else if (s.is(at, wc::span) && !s.mark(at + 1, '?')) {
        f = recurring(i, at + 1, span_word::period, aggregate::total);
    } else if (const auto* unit = s.as(at, wc::unit); under && unit && !s.text(i, "inom")) {
        if (const auto* d = std::get_if<duration>(&*unit->every); d && d->unit == 'D') return std::nullopt;
        f = recurring(i, at + 1, *unit->every, aggregate::total);
    } else {
        return std::nullopt;
    }
    f.kind = fact_kind::frame;
    return f;
}

} // namespace

std::optional<fact> repeated_noun(const stretch& s, std::size_t i, int n, bool interval) {
    const auto how = interval ? aggregate::interval : aggregate::each;
    if (const auto* unit = s.as(i, wc::unit)) {
        const auto every = times(*unit->every, n);
        if (!every) return std::nullopt;
        auto f = recurring(i, i + 1, *every, how);
        f.calendar = *every != recurrence{span_word::shift};
        return f;
    }
    for (const auto k : {wc::weekday, wc::weekday_evening, wc::weekday_night, wc::weekday_morning, wc::weekday_stem})
        if (const auto* day = s.as(i, k)) {
            auto f = recurring(i, i + 1, duration{n, 'W'}, how);
            f.weekday = static_cast<int>(day->number);
            if (k == wc::weekday_evening) f.windows = bit(window_kind::evening);
            if (k == wc::weekday_night) f.windows = bit(window_kind::night);
            if (k == wc::weekday_morning) f.windows = bit(window_kind::morning);
            return f;
        }
    if (interval && s.is(i, wc::hours) && n > 1 && n <= most_hours) return recurring(i, i + 1, duration{n, 'H'}, how);
    if (s.is(i, wc::year_turn)) return recurring(i, i + 1, duration{n, 'Y'}, how);
    if (s.is(i, wc::season_end) && !s.is(i, wc::window)) { // "varje terminsstart"
        if (!s.at(i)->text.starts_with("termin")) return recurring(i, i + 1, duration{n, 'Y'}, how);
        return n == 1 ? std::optional{recurring(i, i + 1, span_word::term, how)} : std::nullopt;
    }
    const auto* w = s.as(i, wc::window);
    if (!w) return std::nullopt;
    if (w->windows == bit(window_kind::non_holiday) || w->windows == bit(window_kind::weekday))
        if (auto day = repeated_noun(s, i + 1, n, interval); day && s.spaced_noun(i + 1)) { // "helgfri torsdag"
            day->begin = static_cast<std::uint32_t>(i);
            day->windows |= w->windows;
            return day;
        }
    auto f = recurring(i, i + 1, span_word::event, how);
    f.windows = w->windows;
    if (w->windows & listed) {
        if (n > 1) return std::nullopt;
    } else if (w->windows & (seasons | bit(window_kind::school_term))) {
        f.every = duration{n, 'Y'};
    } else if (w->windows & bit(window_kind::weekend)) {
        f.every = duration{n, 'W'};
    } else {
        f.every = duration{n, 'D'};
    }
    return f;
}

namespace {

// "högst två veckor mellan besöken", "med tre veckors mellanrum": a longest gap
std::optional<fact> longest_gap(const stretch& s, std::size_t i) {
    std::size_t at = i;
    while (s.is(at, wc::bound) || s.is(at, wc::more_than) || s.is(at, wc::adjective))
        ++at;
    auto f = several_units(s, at);
    if (!f) return std::nullopt;
    const bool between = s.text(f->end, "mellan") || s.text(f->end, "emellan");
    const bool apart = s.text(f->end, "mellanrum") || s.text(f->end, "intervall");
    // "två veckor mellan besöken", not "två veckor mellan jul och påsk"
    const auto* ends = s.at(f->end + 1);
    const bool visits =
        between && ends && (ends->is_number() || ends->text.ends_with("en") || ends->text.ends_with("na"));
    if (!apart && !(between && at > i) && !visits) return std::nullopt;
    f->aggregate = aggregate::interval;
    f->end += 1;
    return from(i, std::move(f));
}

// "250 000 kronor per år", "15 kr per invånare och år": what something costs or amounts to.
bool tells_a_rate(const stretch& s, std::size_t i) {
    if (s.is(i - 1, wc::not_count_after)) { // "2,4 miljoner kronor om året"
        auto lead = i - 2;
        while (s.is(lead, wc::not_count_after))
            --lead;
        return s.at(lead) && (s.at(lead)->is_number() || s.is(lead, wc::per));
    }
    if (const auto* noun = s.as(i - 1, wc::harm); noun && noun->value == "flow") { // "har cirka 3 500 fordon per dygn"
        auto lead = i - 2;
        while (s.at(lead) && (s.at(lead)->is_number() || s.is(lead, wc::bound) || s.is(lead, wc::over)))
            --lead;
        return s.is(lead, wc::stative);
    }
    return s.is(i, wc::conj) && s.is(i - 2, wc::per) && s.is(i - 3, wc::not_count_after);
}

// "per skola och termin"
std::optional<fact> second_of_per(const stretch& s, std::size_t i) {
    if (!s.is(i, wc::conj) || !s.is(i - 2, wc::per) || !s.is(i + 1, wc::unit)) return std::nullopt;
    return from(i, repeated_noun(s, i + 1, 1, false));
}

} // namespace

std::optional<fact> find_recurrence(const stretch& s, std::size_t i) {
    if (auto f = longest_gap(s, i)) return found_by(rule::longest_gap, std::move(f));
    if (tells_a_rate(s, i)) return std::nullopt;
    if (auto f = second_of_per(s, i)) return found_by(rule::second_of_per, std::move(f));
    if (auto f = nth_weekday(s, i)) return found_by(rule::nth_weekday, std::move(f));
    if (const auto* e = s.as(i, wc::adverb)) return found_by(rule::adverb, recurring(i, i + 1, *e->every));
    if (s.is(i, wc::per)) {
        if (s.is(i + 1, wc::channel)) return std::nullopt; // "per brev"
        std::size_t at = past_adjectives(s, i + 1);
        if (s.at(at) && s.at(at)->article) ++at;
        if (auto f = several_units(s, at)) return found_by(rule::per_unit, from(i, std::move(f)));
        if (s.is(at, wc::span)) {
            auto f = recurring(i, at + 1, span_word::period, aggregate::total);
            f.kind = fact_kind::frame;
            return found_by(rule::per_span, std::move(f));
        }
        return found_by(rule::per_unit, from(i, repeated_noun(s, at, 1, false)));
    }
    const bool negated = s.text(i - 1, "inte") || s.text(i - 1, "ej");
    if ((s.is(i, wc::every) || s.is(i, wc::all)) && !negated) {
        // "varje eller varannan vecka": only the slower is promised
        if (s.is(i + 1, wc::conj) && s.is(i + 2, wc::every_n)) return from(i, find_recurrence(s, i + 2));
        return found_by(rule::every_unit, after_every(s, i, i + 1, 1));
    }
    if (const auto* e = s.as(i, wc::every_n)) {
        const int n = static_cast<int>(e->number);
        if (n > 1) return found_by(rule::every_nth, after_every(s, i, i + 1, n));
        const auto* next = s.at(i + 1);
        if (ordinal(s, i + 1) > 1 || (next && next->is_number()))
            return found_by(rule::every_nth, after_every(s, i, i + 1, 1));
        if (const auto* unit = s.as(i + 1, wc::unit); unit && !is_definite(next->text)) // "var vecka"
            return found_by(rule::every_unit, from(i, repeated_noun(s, i + 1, 1, false)));
        return std::nullopt;
    }
    if (auto f = frame(s, i)) return found_by(rule::over_span, std::move(f));
    const bool place = s.text(i, "i") || s.text(i, "om") || s.text(i, "på") || s.text(i, "varje");
    if (!place) return std::nullopt;
    std::size_t at = i + 1;
    if (s.is(at, wc::every)) return std::nullopt;
    const bool article = s.at(at) && s.at(at)->article;
    if (article) ++at;
    const auto* unit = s.as(at, wc::unit);
    if (!unit || !(is_definite(s.at(at)->text) || article) || s.is(at, wc::week_number) != s.text(at, "veckan"))
        return std::nullopt;
    return found_by(rule::in_unit, recurring(i, at + 1, *unit->every));
}

} // namespace reading::cadence
