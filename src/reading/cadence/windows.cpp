#include "reading/cadence/compose.hpp"

#include <algorithm>

namespace reading::cadence {

namespace {

using wc = word_class;

constexpr int days_a_week = 7;

window_kind day_window(int weekday) {
    return static_cast<window_kind>(static_cast<int>(window_kind::mon) + weekday - 1);
}

void add(window w, std::vector<window>& out) {
    if (std::find(out.begin(), out.end(), w) == out.end()) out.push_back(w);
}

bool is_of_days(const window& w) {
    return (w.kind >= window_kind::mon && w.kind <= window_kind::sun) || w.kind == window_kind::weekend ||
           w.kind == window_kind::weekday || w.kind == window_kind::holiday;
}

// "ej helgdagar", "utom helger": what is left.
void add_opposite(std::uint32_t excepted, std::vector<window>& out) {
    if (excepted == bit(window_kind::holiday)) add({window_kind::non_holiday}, out);
    if (excepted == bit(window_kind::weekend)) add({window_kind::weekday}, out);
}

// "mån–fre", "onsdag till lördag": the days between belong to it.
bool ranges_to(const fact& first, const fact& last, const stretch& s) {
    return last.begin == first.end + 1 && (s.mark(first.end, '-') || s.text(first.end, "till"));
}

// "under juni, juli och augusti": months that make up a season, named one by one or as a span.
void add_season(std::span<const fact* const> facts, const stretch& s, std::vector<window>& out) {
    constexpr unsigned summer = 1u << 6 | 1u << 7 | 1u << 8, december = 12;
    unsigned months = 0;
    for (const auto* f : facts) {
        if (f->kind != fact_kind::date) continue;
        const auto& a = s.atoms[f->begin];
        if (a.day != 0) return;
        if (a.month == 10 && a.last_month == 3) add({window_kind::winter}, out);
        for (unsigned m = a.month; m <= a.last_month && m <= december; ++m)
            months |= 1u << m;
    }
    if (months == summer) add({window_kind::summer}, out);
}

} // namespace

bool is_excepted(const stretch& s, std::size_t i) {
    constexpr std::size_t reach = 3; // atoms
    for (auto at = i; at > s.begin && i - at < reach;) {
        --at;
        if (s.is(at, wc::excepted) || s.text(at, "utom") || s.text(at, "ej")) return true;
        if (s.text(at, "inte") && (s.text(at + 1, "under") || s.text(at + 1, "på") || at + 1 == i)) return true;
        if (!s.is(at, wc::prep) && !s.is(at, wc::conj) && !s.mark(at, ',')) return false;
        if (s.mark(at, ',')) return false;
    }
    return false;
}

bool goes_on(const stretch& s, std::uint32_t end, std::uint32_t begin) {
    return begin == end + 1 && (s.is(end, wc::conj) || s.mark(end, ','));
}

void add_windows(std::uint32_t bits, std::vector<window>& out) {
    for (unsigned k = 0; bits >> k; ++k)
        if (bits >> k & 1) add({static_cast<window_kind>(k)}, out);
}

std::vector<window> windows_of(std::span<const fact* const> facts, const stretch& s) {
    std::vector<window> out;
    const fact* last_day_fact = nullptr;
    const fact* last_excepted = nullptr;
    std::vector<window> excepted;
    for (const auto* f : facts) {
        if (f->is(wc::preference)) break;
        // "utom tisdag och onsdag"
        const bool continued = last_excepted && f->weekday && goes_on(s, last_excepted->end, f->begin);
        if (continued || is_excepted(s, f->begin)) {
            if (!f->weekday) {
                add_opposite(f->windows, out);
                continue;
            }
            if (f->nth == 0) excepted.push_back({day_window(f->weekday)});
            last_excepted = f;
            continue;
        }
        if (f->weekday) {
            int from = f->weekday;
            if (last_day_fact && ranges_to(*last_day_fact, *f, s)) from = last_day_fact->weekday + 1;
            for (int d = from; d != f->weekday; d = d % days_a_week + 1)
                add({day_window(d)}, out);
            add({day_window(f->weekday), std::max(f->nth, 0)}, out);
            last_day_fact = f;
        }
        const bool after = f->kind == fact_kind::window && f->windows & seasons && s.text(f->begin - 1, "efter");
        if (!after) add_windows(f->windows, out);
        if (f->kind == fact_kind::clock && f->high != f->low)
            add({window_kind::time, static_cast<int>(f->low), static_cast<int>(f->high)}, out);
        if (f->kind == fact_kind::weeks)
            add({window_kind::week, static_cast<int>(f->low), static_cast<int>(f->high)}, out);
    }
    add_season(facts, s, out);
    // "Trafikvecka v. 40": which week it is
    const bool week = std::any_of(out.begin(), out.end(), [](const window& w) { return w.kind == window_kind::week; });
    if (week) std::erase_if(out, [](const window& w) { return w.kind == window_kind::campaign; });
    // "varje dag utom lördag och söndag"
    if (!excepted.empty() && std::none_of(out.begin(), out.end(), is_of_days))
        for (int d = 1; d <= days_a_week; ++d)
            add({day_window(d)}, out);
    // "måndag till lördag utom onsdag"
    std::erase_if(out,
                  [&](const window& w) { return std::find(excepted.begin(), excepted.end(), w) != excepted.end(); });
    return out;
}

bool either_week(std::span<const fact> clause, const stretch& s) {
    return std::any_of(clause.begin(), clause.end(), [&](const fact& f) {
        const auto* conj = f.begin > s.begin ? s.as(f.begin - 1, wc::conj) : nullptr;
        return f.kind == fact_kind::weeks && conj && conj->value == "or";
    });
}

std::vector<reading> each_week(const reading& one) {
    std::vector<reading> all;
    for (const auto& w : one.windows) {
        if (w.kind != window_kind::week) continue;
        all.push_back(one);
        std::erase_if(all.back().windows, [&](const window& x) { return x.kind == window_kind::week && x != w; });
    }
    return all;
}

std::vector<window> windows_on(const fact& date, std::span<const fact> clause, std::vector<window> all,
                               const stretch& s) {
    for (const auto& d : clause) {
        if (!d.weekday || !(d.end == date.begin || d.end + 1 == date.begin) || s.mark(d.end, ',')) continue;
        std::erase_if(all, [&](const window& w) {
            return w.kind >= window_kind::mon && w.kind <= window_kind::sun && w.kind != day_window(d.weekday);
        });
        break;
    }
    return all;
}

} // namespace reading::cadence
