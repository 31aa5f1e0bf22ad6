#include "reading/atomizer.hpp"

#include "base/date.hpp"

namespace reading {

namespace {

constexpr int first_year = 1950, last_year = 2099;
constexpr int weeks_of_a_year = 53;

bool has_day(int year, int month, int day) {
    constexpr int leap_year = 2024; // a date without a year may be 29 February
    return base::valid_date(year ? year : leap_year, static_cast<unsigned>(month), static_cast<unsigned>(day))
        .has_value();
}

} // namespace

int atomizer::year_of(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != token_kind::number) return 0;
    const auto& t = tokens_[i];
    if (t.digits != 4 || t.text.size() != 4 || t.value < first_year || t.value > last_year) return 0;
    return static_cast<int>(t.value);
}

int atomizer::month_of(std::size_t i, std::size_t* length) const {
    if (i >= tokens_.size() || tokens_[i].kind != token_kind::word) return 0;
    const auto* e = known_as(i, word_class::month, length);
    return e ? static_cast<int>(e->number) : 0;
}

// "2024-06-30", "2024.06.30", "2024/06/30", "20240630".
atomizer::day_of_month atomizer::iso_date(std::size_t i) const {
    const auto& t = tokens_[i];
    if (t.digits == 8 && t.text.size() == 8) {
        const auto all = static_cast<int>(t.value);
        const int year = all / 10000, month = all / 100 % 100, day = all % 100;
        if (year >= first_year && year <= last_year && month >= 1 && month <= 12 && day >= 1 && day <= 31)
            return {day, month, year, i + 1};
        return {};
    }
    const int year = year_of(i);
    const auto parted = [&](std::string_view mark) {
        return is_mark(i + 1, mark, true) && is_number(i + 2, true) && is_mark(i + 3, mark, true) &&
               is_number(i + 4, true);
    };
    if (!year || !(parted("-") || parted(".") || parted("/"))) return {};
    const auto month = tokens_[i + 2].value, day = tokens_[i + 4].value;
    if (month < 1 || month > 12 || day < 1 || day > 31) return {};
    return {static_cast<int>(day), static_cast<int>(month), year, i + 5};
}

// "24-06-30": a year of two digits, as plans shorten it; a telephone number has no such middle and end.
atomizer::day_of_month atomizer::short_iso_date(std::size_t i) const {
    const auto two_digits = [&](std::size_t at) { return tokens_[at].digits == 2 && tokens_[at].text.size() == 2; };
    if (!is_mark(i + 1, "-", true) || !is_number(i + 2, true) || !is_mark(i + 3, "-", true) || !is_number(i + 4, true))
        return {};
    if (!two_digits(i) || !two_digits(i + 2) || !two_digits(i + 4) || is_mark(i + 5, "-", true)) return {};
    const auto year = tokens_[i].value, month = tokens_[i + 2].value, day = tokens_[i + 4].value;
    constexpr double earliest = 10, latest = 60;
    if (year < earliest || year > latest || month < 1 || month > 12 || day < 1 || day > 31) return {};
    return {static_cast<int>(day), static_cast<int>(month), 2000 + static_cast<int>(year), i + 5};
}

// "21/2", "31/12 2025", "1/7-24", "31.12.2025".
atomizer::day_of_month atomizer::slash_date(std::size_t i) const {
    const bool dotted = is_mark(i + 1, ".", true);
    if ((!is_mark(i + 1, "/", true) && !dotted) || !is_number(i + 2, true)) return {};
    const auto day = tokens_[i].value, month = tokens_[i + 2].value;
    if (day < 1 || day > 31 || month < 1 || month > 12 || tokens_[i].digits > 2 || tokens_[i + 2].digits > 2) return {};
    day_of_month d{static_cast<int>(day), static_cast<int>(month), 0, i + 3};
    const bool tight = is_mark(i + 3, "-", true) || is_mark(i + 3, "/", true) || is_mark(i + 3, ".", true);
    if (dotted && !(tight && year_of(i + 4))) return {};
    if (const int year = year_of(tight ? i + 4 : i + 3)) {
        d.year = year;
        d.end = tight ? i + 5 : i + 4;
    } else if (tight && is_number(i + 4, true) && tokens_[i + 4].digits == 2 && !is_mark(i + 5, "/", true)) {
        d.year = 2000 + static_cast<int>(tokens_[i + 4].value);
        d.end = i + 5;
    }
    return d;
}

// "30 juni 2024", "4:e mars", "1 jan".
atomizer::day_of_month atomizer::written_date(std::size_t i) const {
    if (!is_number(i) || tokens_[i].digits > 2 || tokens_[i].value < 1 || tokens_[i].value > 39) return {};
    std::size_t at = i + 1, length = 0;
    if (is_mark(at, ":", true))
        at += 2;
    else if (at < tokens_.size() && tokens_[at].text == "e" && !tokens_[at].spaced)
        ++at;
    const int month = month_of(at, &length);
    if (!month) return {};
    day_of_month d{static_cast<int>(tokens_[i].value), month, 0, at + length};
    if (is_mark(d.end, ",") && year_of(d.end + 1)) ++d.end;
    if (const int year = year_of(d.end)) {
        d.year = year;
        ++d.end;
    }
    return d;
}

bool atomizer::is_date_start(std::size_t i) const {
    return is_number(i) && (year_of(i) || iso_date(i).end || slash_date(i).end || written_date(i).end);
}

std::size_t atomizer::push_date(std::size_t from, const day_of_month& d) {
    auto& a = push(atom_kind::date, from, d.end);
    a.low = a.high = d.year;
    a.month = a.last_month = static_cast<unsigned char>(d.month);
    a.day = a.last_day = static_cast<unsigned char>(d.day);
    a.impossible = d.day != 0 && !has_day(d.year, d.month, d.day);
    return d.end;
}

std::size_t atomizer::date_at(std::size_t i) {
    if (const auto d = iso_date(i); d.end) return push_date(i, d);
    if (const auto d = short_iso_date(i); d.end) return push_date(i, d);
    if (const auto d = slash_date(i); d.end) return push_date(i, d);
    if (const auto d = written_date(i); d.end) return push_date(i, d);
    // "1–15 mars": the first day borrows the month of the last.
    if (tokens_[i].digits <= 2 && tokens_[i].value >= 1 && tokens_[i].value <= 31 && is_mark(i + 1, "-")) {
        const auto last = is_number(i + 2) ? written_date(i + 2) : day_of_month{};
        if (!last.end || last.day <= tokens_[i].value) return 0;
        push_date(i, last);
        atoms_.back().day = static_cast<unsigned char>(tokens_[i].value);
        return last.end;
    }
    return 0;
}

// "mars", "juni 2024", "juni–augusti", "oktober till april".
std::size_t atomizer::months_at(std::size_t i) {
    std::size_t length = 0;
    const int month = month_of(i, &length);
    if (!month) return 0;
    day_of_month d{0, month, 0, i + length};
    if (const int year = year_of(d.end)) {
        d.year = year;
        ++d.end;
    }
    const bool joined = is_mark(d.end, "-") || (d.end < tokens_.size() && tokens_[d.end].text == "till");
    const int last = joined && !d.year ? month_of(d.end + 1, &length) : 0;
    if (!last) return push_date(i, d);
    d.end += 1 + length;
    if (const int year = year_of(d.end)) {
        d.year = year;
        ++d.end;
    }
    push_date(i, d);
    atoms_.back().last_month = static_cast<unsigned char>(last);
    return d.end;
}

// "2024", "2024–2025", "2023/24"; "2024-06" is a month.
std::size_t atomizer::years_at(std::size_t i) {
    const int year = year_of(i);
    if (!year || last_is(word_class::bound)) return 0;
    for (const auto k :
         {word_class::occasion, word_class::hours, word_class::piece, word_class::percent, word_class::group_of})
        if (known_as(i + 1, k)) return 0;
    constexpr int round_hundred = 100;
    if (year % round_hundred == 0 && i + 1 < tokens_.size() && tokens_[i + 1].kind == token_kind::word &&
        !tokens_[i + 1].capital && !longest_at(i + 1).entries)
        return 0;
    std::size_t end = i + 1;
    int last = year;
    if ((is_mark(end, "-") || is_mark(end, "/", true)) && is_number(end + 1)) {
        const auto& t = tokens_[end + 1];
        if (const int other = year_of(end + 1); other > year && !iso_date(end + 1).end) {
            last = other;
            end += 2;
        } else if (t.digits == 2 && !t.spaced && t.value > year % round_hundred && !is_mark(end + 2, "/", true)) {
            last = year - year % round_hundred + static_cast<int>(t.value);
            end += 2;
        } else if (t.digits == 2 && !t.spaced && t.value >= 1 && t.value <= 12 && !is_mark(end + 2, "-", true)) {
            return push_date(i, {0, static_cast<int>(t.value), year, end + 2});
        }
    }
    auto& a = push(atom_kind::years, i, end);
    a.low = year;
    a.high = last;
    return end;
}

// After "v.": "8", "35-40", "35–v.40".
std::size_t atomizer::weeks_at(std::size_t from, std::size_t i) {
    if (!is_number(i) || tokens_[i].value < 1 || tokens_[i].value > weeks_of_a_year || tokens_[i].digits > 2) return 0;
    const double first = tokens_[i].value;
    double last = first;
    std::size_t end = i + 1;
    if (is_mark(end, "-") || (end < tokens_.size() && tokens_[end].text == "till")) {
        std::size_t at = end + 1, length = 0;
        if (known_as(at, word_class::week_number, &length)) at += length;
        if (is_number(at) && tokens_[at].digits <= 2 && tokens_[at].value >= 1 &&
            tokens_[at].value <= weeks_of_a_year) {
            last = tokens_[at].value;
            end = at + 1;
        }
    }
    auto& a = push(atom_kind::weeks, from, end);
    a.low = first;
    a.high = last;
    return end;
}

// "v. 8, 15 och 24": in rising order, and none that counts what stands behind it ("v. 8 och 15 kontroller").
std::size_t atomizer::listed_week_at(std::size_t i) {
    if (atoms_.size() < 2) return 0;
    const auto& before = atoms_[atoms_.size() - 2];
    const bool comma = atoms_.back().mark == ',';
    if (before.kind != atom_kind::weeks || !(comma || last_is(word_class::conj))) return 0;
    if (tokens_[i].value <= before.high || is_mark(i + 1, ".", true)) return 0;
    auto end = i + 1;
    if (is_mark(end, "-") && is_number(end + 1)) end += 2;
    const bool goes_on = is_mark(end, ",") || (end < tokens_.size() && known_as(end, word_class::conj));
    if (comma && !goes_on && end < tokens_.size() && tokens_[end].kind == token_kind::word) return 0;
    const bool several = atoms_.size() > 3 && atoms_[atoms_.size() - 4].kind == atom_kind::weeks;
    const bool plural = before.text.starts_with("veckor");
    if (end < tokens_.size() && tokens_[end].kind == token_kind::word && !goes_on && !several && !plural) return 0;
    return weeks_at(i, i);
}

atomizer::clock_time atomizer::time_of_day(std::size_t i) const {
    if (!is_number(i) || tokens_[i].digits > 2 || tokens_[i].value > 24 || tokens_[i].text.size() > 2) return {};
    clock_time t{static_cast<int>(tokens_[i].value) * 60, i + 1};
    const bool parted = is_mark(i + 1, ".", true) || is_mark(i + 1, ":", true);
    if (parted && is_number(i + 2, true) && tokens_[i + 2].digits == 2 && tokens_[i + 2].value < 60) {
        t.minutes += static_cast<int>(tokens_[i + 2].value);
        t.end = i + 3;
        t.with_minutes = true;
    }
    return t;
}

// After "kl.": "10–12", "18.00 till 20.00", "22 och kl. 02", "18". Without: only with minutes, "07:30–08:30".
std::size_t atomizer::clock_at(std::size_t i, bool after_clock_word) {
    const auto first = time_of_day(i);
    if (!first.end) return 0;
    std::size_t end = first.end;
    auto last = first;
    const bool joined = is_mark(end, "-") ||
                        (end < tokens_.size() &&
                         (tokens_[end].text == "till" || (tokens_[end].text == "och" && last_is(word_class::between))));
    if (joined) {
        std::size_t at = end + 1, length = 0;
        if (known_as(at, word_class::clock, &length)) at += length;
        if (const auto t = time_of_day(at); t.end) {
            last = t;
            end = t.end;
        }
    }
    const bool both = end != first.end;
    const bool colon = is_mark(i + 1, ":", true);
    if (!after_clock_word && !(first.with_minutes && (both ? last.with_minutes : colon))) return 0;
    auto& a = push(atom_kind::clock, i, end);
    a.low = first.minutes;
    a.high = last.minutes;
    return end;
}

// Whether the atom so far back names a day: "torsdagar", "varje dag", "fredagskvällar".
bool atomizer::names_a_day(std::size_t back) const {
    if (atoms_.size() < back) return false;
    const auto& a = atoms_[atoms_.size() - back];
    for (const auto k : {word_class::weekday, word_class::weekday_short, word_class::weekday_evening,
                         word_class::weekday_night, word_class::weekday_morning})
        if (a.is(k)) return true;
    const auto* unit = a.as(word_class::unit);
    if (unit && unit->every == recurrence{duration{1, 'D'}}) return true;
    const auto* w = a.as(word_class::window);
    return w && (w->windows &
                 (1u << static_cast<unsigned>(window_kind::weekday) |
                  1u << static_cast<unsigned>(window_kind::evening) | 1u << static_cast<unsigned>(window_kind::night)));
}

// "torsdagar 15–17", "varje dag mellan 15 och 18": two hours right after a day, with no noun that they could count.
std::size_t atomizer::hours_of_day_at(std::size_t i) {
    constexpr double last_hour = 24;
    const bool between = last_is(word_class::between) && i + 1 < tokens_.size() && tokens_[i + 1].text == "och";
    if ((!is_mark(i + 1, "-") && !between) || !is_number(i + 2)) return 0;
    if (tokens_[i].value >= tokens_[i + 2].value && !(between && tokens_[i].value > 12)) return 0; // "mellan 21 och 02"
    if (tokens_[i + 2].value > last_hour || tokens_[i].text.size() > 2 || tokens_[i + 2].text.size() > 2) return 0;
    if (!names_a_day(between ? 2 : 1)) return 0;
    const auto after = i + 3;
    const bool noun = after < tokens_.size() && tokens_[after].kind == token_kind::word &&
                      !known_as(after, word_class::prep) && !known_as(after, word_class::conj) &&
                      !known_as(after, word_class::stop);
    return noun || is_mark(after, "/", true) ? 0 : clock_at(i, true);
}

} // namespace reading
