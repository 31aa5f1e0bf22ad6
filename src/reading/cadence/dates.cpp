#include "reading/cadence/compose.hpp"

namespace reading::cadence {

namespace {

// The one year in which the validity has such a day; 0 where there are several or none.
int only_year(const context& known, unsigned month) {
    if (!known.from || !known.to) return 0;
    const int first = base::year_of(*known.from), last = base::year_of(*known.to);
    int found = 0;
    for (int year = first; year <= last; ++year) {
        const auto begins = base::make_date(year, month, 1);
        if (base::last_of_month(begins) < *known.from || begins > *known.to) continue;
        if (found) return 0;
        found = year;
    }
    return found;
}

using wc = word_class;

int months_of(wc part) {
    return part == wc::quarter_name ? 3 : part == wc::half_name ? 6 : part == wc::third_name ? 4 : 0;
}

// "senast", "före", also with a preposition behind it: "senast under".
const lexicon_entry* is_latest(const stretch& s, std::size_t i) {
    if (const auto* here = s.as(i, wc::latest)) return here;
    return s.is(i, wc::prep) || s.text(i, "år") || s.text(i, "under") || s.text(i, "i") ? s.as(i - 1, wc::latest)
                                                                                        : nullptr;
}

} // namespace

resolved_date last_day(const atom& a, const context& known) {
    if (a.impossible) return {.impossible = true};
    const unsigned month = a.last_month;
    const int year = a.high != 0 ? static_cast<int>(a.high) : only_year(known, month);
    if (!year) return {.year_missing = true};
    if (a.last_day == 0) return {.day = base::last_of_month(base::make_date(year, month, 1))};
    const auto day = base::valid_date(year, month, a.last_day);
    return {.day = day, .impossible = !day};
}

bool contradicts(const atom& date, int weekday, const context& known) {
    if (!weekday || date.day == 0 || date.impossible) return false;
    const auto r = last_day(date, known);
    return r.day && static_cast<int>(base::iso_weekday(*r.day)) != weekday;
}

bool listed_apart(const stretch& s, std::uint32_t end, std::uint32_t begin) {
    bool apart = false;
    for (auto i = end; i < begin; ++i) {
        if (s.is(i, word_class::to) || s.mark(i, '-')) return false;
        apart = apart || s.is(i, word_class::conj) || s.mark(i, ',');
    }
    const bool led = end >= s.begin + 2 && (s.is(end - 2, word_class::between) || s.is(end - 3, word_class::between));
    return apart && !led;
}

std::vector<question_option> years_of(const atom& a, const context& known) {
    std::vector<question_option> options;
    for (int y = base::year_of(*known.from); y <= base::year_of(*known.to); ++y) {
        auto with_year = a;
        with_year.low = with_year.high = y;
        if (const auto r = last_day(with_year, known); r.day) options.push_back({std::to_string(y), *r.day});
    }
    return options;
}

std::vector<question_option> last_days_of(const stretch& s, const fact& f, const context& known) {
    const auto* term = s.as(f.begin, word_class::term_name);
    const auto season = f.windows & seasons;
    unsigned month = 0; // the last of the season, as docs/method.md bounds it
    if (season == bit(window_kind::spring) || (term && term->number == 1)) month = 6;
    if (season == bit(window_kind::summer)) month = 8;
    if (season == bit(window_kind::autumn) || (term && term->number != 1)) month = 12;
    if (season == bit(window_kind::winter)) month = 3;
    if (!month || !known.from || !known.to) return {};
    std::vector<question_option> options;
    for (int y = base::year_of(*known.from); y <= base::year_of(*known.to); ++y) {
        const auto day = base::last_of_month(base::make_date(y, month, 1));
        if (day >= *known.from && day <= *known.to) options.push_back({base::to_iso(day), day});
    }
    return options;
}

due_day last_day_in(const stretch& s, const fact& year, std::span<const fact> clause) {
    const auto n = static_cast<int>(s.atoms[year.begin].high);
    const auto before = year.begin - 1;
    const bool of_end = s.text(before, "av") && (s.text(before - 1, "utgången") || s.text(before - 1, "slutet"));
    if (is_latest(s, before) || of_end || s.text(year.end + 1, "utgång") || s.text(year.end + 1, "slut"))
        return {.day = base::last_of_year(n)};
    for (const auto& f : clause) {
        const bool season = f.kind == fact_kind::window && f.windows;
        const bool part = f.kind == fact_kind::word && months_of(f.flag) != 0;
        const bool asked = season || f.is(wc::term_name) || f.is(wc::season_end);
        if (f.end != year.begin || !(f.kind == fact_kind::weeks || part || asked)) continue;
        const auto* latest = is_latest(s, f.begin - 1);
        if (!latest) latest = s.as(f.begin, wc::latest);
        if (!latest) return {};
        const bool excluded = latest->value == "before";
        if (asked) return {.asked = &f, .before = excluded};
        if (part) {
            const auto* entry = s.as(f.begin, f.flag);
            const int last = static_cast<int>(entry->number) * months_of(f.flag);
            const int due = excluded ? last - months_of(f.flag) : last;
            return {.day = due == 0 ? base::last_of_year(n - 1)
                                    : base::last_of_month(base::make_date(n, static_cast<unsigned>(due), 1))};
        }
        const auto week = static_cast<unsigned>(excluded ? f.low : f.high);
        const auto monday = base::monday_of(base::iso_week{n, week});
        return {.day = excluded ? monday - base::days{1} : monday + base::days{6}};
    }
    return {};
}

double times_a_year(const recurrence& r) {
    if (r == recurrence{span_word::term}) return 2;
    const auto* d = std::get_if<duration>(&r);
    if (!d) return 0;
    const double in_year = d->unit == 'D' ? 365 : d->unit == 'W' ? 52 : d->unit == 'M' ? 12 : d->unit == 'Y' ? 1 : 0;
    return in_year / d->n;
}

} // namespace reading::cadence
