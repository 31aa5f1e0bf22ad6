#include "reading/cadence/compose.hpp"

#include <bit>

namespace reading::cadence {

namespace {

using wc = word_class;

constexpr int months_a_year = 12;
constexpr unsigned whole_year = (1u << months_a_year) - 1;
constexpr unsigned summer_months = 1u << 5 | 1u << 6 | 1u << 7;
constexpr unsigned winter_months = 1u << 9 | 1u << 10 | 1u << 11 | 1u << 0 | 1u << 1 | 1u << 2;

// A bit for each month of a date without a day and a year, January the lowest; a span may run over the new year.
unsigned months_in(const fact& f, const stretch& s) {
    if (f.kind != fact_kind::date) return 0;
    const auto& a = s.atoms[f.begin];
    if (a.day != 0 || a.low != 0 || a.month == 0) return 0;
    unsigned all = 0;
    for (int m = a.month - 1;; m = (m + 1) % months_a_year) {
        all |= 1u << m;
        if (m == a.last_month - 1) return all;
    }
}

bool is_summer(const fact& f) { return f.kind == fact_kind::window && f.windows == bit(window_kind::summer); }

// "skolloven": what the school year's own breaks are left out by.
bool is_break(const fact& f, const stretch& s) {
    const auto text = s.atoms[f.begin].text;
    return f.kind == fact_kind::window && (text.starts_with("lov") || text.starts_with("skollov"));
}

// "april–oktober" is when it is done, but not "från april–maj", "senast april–maj".
bool begins_or_ends_it(const stretch& s, std::uint32_t at) {
    return s.is(at - 1, wc::from) || s.is(at - 1, wc::latest) || s.is(at - 1, wc::conj) ||
           (at > s.begin + 1 && (s.is(at - 2, wc::latest) || s.is(at - 2, wc::from)));
}

void add_runs(unsigned months, std::vector<window>& out) {
    const auto has = [&](int m) { return (months >> ((m + months_a_year) % months_a_year) & 1) != 0; };
    for (int m = 0; m < months_a_year; ++m) {
        if (!has(m) || has(m - 1)) continue;
        int last = m;
        while (has(last + 1))
            ++last;
        out.push_back({window_kind::month, m + 1, last % months_a_year + 1});
    }
}

} // namespace

void add_months(std::span<const fact* const> facts, std::span<const fact> clause, const stretch& s, reading& into) {
    const auto* every = into.every ? std::get_if<duration>(&*into.every) : nullptr;
    if (!every || every->unit == 'H' || (every->unit == 'M' && every->n >= months_a_year)) return;
    unsigned left_out = 0;
    bool breaks = false;
    std::uint32_t end = 0;
    for (const auto& f : clause) {
        const auto months = is_summer(f) ? summer_months : months_in(f, s);
        const bool out =
            is_excepted(s, f.begin) ||
            (end != 0 && (goes_on(s, end, f.begin) || (s.is(f.begin - 1, wc::prep) && goes_on(s, end, f.begin - 1))));
        if (!out || (months == 0 && !is_break(f, s))) continue;
        left_out |= months;
        breaks = breaks || is_break(f, s);
        end = f.end;
    }
    unsigned named = 0;
    const bool often = every->unit != 'Y';
    for (const auto* f : facts)
        if (const auto months = months_in(*f, s);
            often && std::popcount(months) > 1 && !is_excepted(s, f->begin) && !begins_or_ends_it(s, f->begin))
            named |= months;
    if (into.deadline || named == summer_months || named == winter_months) named = 0; // a season says it
    if ((left_out & summer_months) == summer_months)                                  // named month by month
        std::erase_if(into.windows, [](const window& w) { return w.kind == window_kind::summer; });
    if (breaks) add_windows(bit(window_kind::school_term), into.windows);
    const auto months = (named != 0 ? named : whole_year) & ~left_out;
    if (months != 0 && months != whole_year) add_runs(months, into.windows);
}

} // namespace reading::cadence
