#include "reading/cadence/compose.hpp"

#include <algorithm>

namespace reading::cadence {

namespace {

// "måndag till lördag", "mån–lör"
bool is_span_of_days(std::span<const fact> clause, const stretch& s) {
    return std::any_of(clause.begin(), clause.end(), [&](const fact& f) {
        return f.weekday && (s.mark(f.end, '-') || s.text(f.end, "till")) &&
               std::any_of(clause.begin(), clause.end(),
                           [&](const fact& g) { return g.weekday && g.begin == f.end + 1; });
    });
}

reading once_every(char unit) {
    reading r;
    r.count = amount{1, 1};
    r.every = duration{1, unit};
    return r;
}

} // namespace

std::vector<reading> named_days(std::span<const fact> clause, const std::vector<window>& windows, const stretch& s) {
    std::vector<window> days, rest;
    for (const auto& f : clause)
        if (f.nth != 0 || f.kind == fact_kind::date || f.kind == fact_kind::frame || (f.windows & (listed | seasons)))
            return {};
    for (const auto& w : windows)
        (w.kind >= window_kind::mon && w.kind <= window_kind::sun ? days : rest).push_back(w);
    if (days.size() < 2) return {};
    std::vector<reading> all;
    if (is_span_of_days(clause, s)) {
        all.push_back(once_every('D'));
        all.back().windows = windows;
        return all;
    }
    for (const auto& d : days) {
        all.push_back(once_every('W'));
        all.back().windows = rest;
        all.back().windows.insert(all.back().windows.begin(), d);
    }
    return all;
}

std::vector<reading> each_year(const std::vector<const fact*>& dates, const scene& at) {
    if (dates.size() < 2 || !at.known.from || !at.known.to) return {};
    for (const auto* f : dates) {
        const auto& a = at.sentence.atoms[f->begin];
        if (a.day || a.high != 0 || a.month != a.last_month || !last_day(a, at.known).year_missing) return {};
    }
    return std::vector<reading>(dates.size(), once_every('Y'));
}

} // namespace reading::cadence
