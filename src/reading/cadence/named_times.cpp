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

// "har stängt lördag och söndag", "inte på plats måndag och tisdag": days on which nothing is done.
bool is_denied(std::span<const fact> clause, const stretch& s) {
    const auto is_day = [](const fact& f) { return f.weekday != 0; };
    const auto first = std::find_if(clause.begin(), clause.end(), is_day);
    if (first == clause.end()) return false;
    const auto closed = [&](std::size_t i) { return s.at(i) && s.at(i)->text.starts_with("stäng"); };
    for (std::size_t i = first->begin; i > s.begin && !s.mark(i - 1, ',');) {
        --i;
        const bool only = s.text(i + 1, "bara") || s.text(i + 1, "enbart");
        if (((s.text(i, "inte") || s.text(i, "ej")) && !only) || closed(i)) return true;
    }
    for (std::size_t i = first->end; i < s.end && !s.mark(i, ','); ++i)
        if (closed(i)) return true;
    return false;
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
    if (days.size() < 2 || is_denied(clause, s)) return {};
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
