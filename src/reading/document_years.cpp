#include "reading/document_years.hpp"

#include <algorithm>

namespace reading::doc {
namespace {

// Behind the file number whose label stands at i, which may hold a year too: "dnr KS 2024/17".
std::size_t past_reference(const manuscript& t, std::size_t i, std::size_t end) {
    const auto joins = [&](std::size_t k) { return t.is(k, "/") || t.is(k, "-") || t.is(k, ":") || t.is(k, "."); };
    auto last = i + 1;
    auto k = last;
    while (k < end && (joins(k) || (t.is_word(k) && (t.is_upper(k) || t.has(k, tag::registration)))))
        ++k;
    if (k == end || !t.is_number(k)) return last;
    for (last = k + 1; last < end; ++last) {
        const bool joined = !t[last].spaced && (t.is_number(last) || t.is_word(last));
        const bool stroke = joins(last) && last + 1 < end && (!t[last + 1].spaced || t.is(last, "/"));
        if (!joined && !stroke) break;
        if (stroke) ++last;
    }
    return last;
}

// "1/2-24": a day of a year of two digits.
bool is_short_date(const manuscript& t, std::size_t i, range w) {
    return i + 5 <= w.last && t.is_number(i) && t.is(i + 1, "/") && t.is_number(i + 2) && t.is(i + 3, "-") &&
           t.is_number(i + 4) && t[i + 4].digits == 2;
}

// "Läsåret 2024/25", "sommaren 2025": named as loosely as a whole year is.
bool is_season(const validity& v) {
    if (!v.from || !v.to) return false;
    const int first = base::year_of(*v.from), last = base::year_of(*v.to);
    const auto spans = [&](unsigned from, unsigned to) {
        return *v.from == base::make_date(first, from, 1) && *v.to == base::last_of_month(base::make_date(last, to, 1));
    };
    return last == first ? spans(1, 6) || spans(6, 8) || spans(8, 12) : last == first + 1 && spans(8, 6);
}

} // namespace

// What stands around the file numbers: "Medborgarlöfte, dnr 2024-17", "Löftet (dnr 2024-17) gäller …".
std::vector<range> beside_references(const manuscript& t, range w) {
    std::vector<range> parts;
    auto from = w.first;
    for (auto i = w.first; i < w.last;) {
        if (!t.has(i, tag::registration)) {
            ++i;
            continue;
        }
        const bool opened = i > from && t.is(i - 1, "(");
        if (i - opened > from) parts.push_back({from, i - opened});
        i = past_reference(t, i, w.last);
        if (opened && i < w.last && t.is(i, ")")) ++i;
        from = i;
    }
    if (from < w.last) parts.push_back({from, w.last});
    return parts;
}

bool has_year(const manuscript& t, range w) {
    for (const auto part : beside_references(t, w))
        for (auto i = part.first; i < part.last; ++i)
            if ((t.is_number(i) && t[i].digits == 4 && t[i].value >= 1990 && t[i].value < 2100) ||
                is_short_date(t, i, part))
                return true;
    return false;
}

// "Redovisning av 2023–2024 och nya löften för 2025–2026": what comes behind the part that looks back.
range past_report(const manuscript& t, range w) {
    // "Löften 2026 – och så gick det 2025", "Löften 2026 med uppföljning av 2025": what comes before it
    for (auto i = w.first + 1; i + 1 < w.last; ++i) {
        const bool how = t.has(i, tag::asking) && (t.has(i + 1, tag::kept) || t.has(i + 1, tag::how_it_went));
        const bool report = t.has(i, tag::evaluate) || t.has(i, tag::tell);
        if (!how && !report) continue;
        range before{w.first, i};
        while (!before.empty() && (t[before.last - 1].kind == token_kind::mark ||
                                   t.has(before.last - 1, tag::conjunction) || t.is(before.last - 1, "med")))
            --before.last;
        if (t.any(before, tag::pledge_noun) && has_year(t, before) && has_year(t, {i, w.last})) return before;
        break;
    }
    const auto report = std::min(t.find(w, tag::evaluate), t.find(w, tag::tell));
    if (report == w.last || t.any({w.first, report}, tag::pledge_noun)) return w;
    for (auto i = report; i < w.last; ++i)
        if (t.is(i, "och") || t.is(i, "samt")) return {i + 1, w.last};
    return w;
}

range beside_ground(const manuscript& t, range w) {
    const auto valid = t.find(w, tag::valid_verb);
    if (valid == w.last) return w;
    const auto parted = [&](std::size_t i) { return t.has(i, tag::conjunction) || t.is(i, ",") || t.is(i, "som"); };
    constexpr std::size_t reach = 3; // "och är framtaget", ", bygger"
    for (auto i = w.first + 1; i + 1 < w.last; ++i) {
        if (!parted(i)) continue;
        const range next{i + 1, std::min(w.last, i + 1 + reach)};
        // "De gäller 2025 och bygger på samtalen 2024"
        if (i > valid && t.any(next, tag::ground) && has_year(t, {w.first, i})) return {w.first, i};
        // "De bygger på samtalen 2024 och gäller 2025"
        if (i < valid && t.any(next, tag::valid_verb) && t.any({w.first, i}, tag::ground)) return {i + 1, w.last};
    }
    return w;
}

bool whole_years(const validity& v) {
    return v.from && v.to && *v.from == base::first_of_year(base::year_of(*v.from)) &&
           *v.to == base::last_of_year(base::year_of(*v.to));
}

bool is_loose(const validity& v) { return whole_years(v) || is_season(v); }

bool same_years(const validity& a, const validity& b) {
    return (!a.from || !b.from || base::year_of(*a.from) == base::year_of(*b.from)) &&
           (!a.to || !b.to || base::year_of(*a.to) == base::year_of(*b.to));
}

} // namespace reading::doc
