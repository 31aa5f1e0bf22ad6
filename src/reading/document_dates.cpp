#include "reading/document_dates.hpp"

#include <array>
#include <cmath>
#include <string_view>

namespace reading::doc {

namespace {

constexpr std::array<std::string_view, 12> months{"januari",   "februari", "mars",     "april",
                                                  "maj",       "juni",     "juli",     "augusti",
                                                  "september", "oktober",  "november", "december"};

constexpr std::array<std::string_view, 7> weekdays{"mån", "tis", "ons", "tors", "fre", "lör", "sön"};

bool is_year(const word& w) {
    return w.kind == token_kind::number && w.digits == 4 && w.value >= 1990 && w.value <= 2099;
}

bool is_small(const word& w) { return w.kind == token_kind::number && w.digits <= 2 && w.value >= 1; }

written_date made(range words, double year, double month, double day) {
    return {words, base::valid_date(static_cast<int>(year), static_cast<unsigned>(month), static_cast<unsigned>(day))};
}

std::optional<written_date> iso(const manuscript& t, std::size_t i, std::size_t end) {
    if (i + 5 > end || !is_year(t[i]) || !is_small(t[i + 2]) || !is_small(t[i + 4])) return std::nullopt;
    if (!(t.is(i + 1, "-") || t.is(i + 1, ".")) || t.folded(i + 1) != t.folded(i + 3)) return std::nullopt;
    return made({i, i + 5}, t[i].value, t[i + 2].value, t[i + 4].value);
}

std::optional<written_date> in_words(const manuscript& t, std::size_t i, std::size_t end) {
    if (i + 3 > end || !is_small(t[i])) return std::nullopt;
    const auto m = t.is(i + 1, ".") || t.is(i + 1, ":e") ? i + 2 : i + 1;
    if (m + 1 >= end || !t.is_word(m) || !is_year(t[m + 1])) return std::nullopt;
    for (std::size_t k = 0; k < months.size(); ++k)
        if (t.is(m, months[k]) || (t.folded(m).size() == 3 && months[k].starts_with(t.folded(m))))
            return made({i, m + 2}, t[m + 1].value, static_cast<double>(k + 1), t[i].value);
    return std::nullopt;
}

std::optional<written_date> with_slash(const manuscript& t, std::size_t i, std::size_t end) {
    if (i + 4 > end || !is_small(t[i]) || !t.is(i + 1, "/") || !is_small(t[i + 2])) return std::nullopt;
    const auto y = t.is(i + 3, "-") ? i + 4 : i + 3;
    if (y >= end || !is_year(t[y])) return std::nullopt;
    return made({i, y + 1}, t[y].value, t[i + 2].value, t[i].value);
}

} // namespace

std::optional<written_date> date_at(const manuscript& t, std::size_t i, std::size_t end) {
    if (i >= end || !t.is_number(i)) return std::nullopt;
    if (auto d = iso(t, i, end)) return d;
    if (auto d = in_words(t, i, end)) return d;
    return with_slash(t, i, end);
}

int weekday_before(const manuscript& t, std::size_t i) {
    if (i > 0 && t.is(i - 1, "den")) --i;
    if (i == 0 || !t.is_word(i - 1)) return 0;
    const auto& word = t.folded(i - 1);
    for (std::size_t k = 0; k < weekdays.size(); ++k)
        if (word.starts_with(weekdays[k]) && (word.ends_with("dag") || word.ends_with("dagen")))
            return static_cast<int>(k + 1);
    return 0;
}

std::size_t past_until(const manuscript& t, std::size_t i, std::size_t end) {
    constexpr std::size_t most = 7;
    bool until = false;
    auto k = i;
    for (; k < end && k < i + most && !t.is_number(k); ++k) {
        until = until || t.is(k, "-") || t.is(k, "till") || t.is(k, "t") || t.is(k, "tom") || t.is(k, "t.o.m");
        const bool known = t.is(k, "och") || t.is(k, "med") || t.is(k, "den") || t.is(k, "o") || t.is(k, "m") ||
                           t.is(k, ".") || t.is(k, "-") || t.is(k, "till") || t.is(k, "t") || t.is(k, "tom") ||
                           t.is(k, "t.o.m");
        if (!known) return i;
    }
    return until ? k : i;
}

bool is_lone_year(const manuscript& t, std::size_t i, range within) {
    if (!is_year(t[i])) return false;
    const auto joint = [&](std::size_t k) { return t.is(k, "-") || t.is(k, "/") || t.is(k, ":"); };
    // "2023:196" is a law, "2023: 31 procent" a year.
    if (i + 2 < within.last && joint(i + 1) && t.is_number(i + 2) && !(t.is(i + 1, ":") && t[i + 2].spaced))
        return false;
    return !(i >= within.first + 2 && joint(i - 1) && t.is_number(i - 2));
}

} // namespace reading::doc
