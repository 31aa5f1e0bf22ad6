#include "base/date.hpp"
#include "base/text.hpp"
#include "core/screen_lists.hpp"
#include "core/screen_parts.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace core {
namespace {

bool is_dash(char32_t c) { return c == U'-' || c == U'+' || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212; }

bool is_gap(char32_t c) { return base::is_space(c) && c != U'\n' && c != U'\r' && c != U'\t'; }

char32_t at(std::u32string_view text, std::size_t i) { return i < text.size() ? text[i] : U'\0'; }

// The check digit of SKV 704: every other digit from the first is doubled, the digits' sum ends in 0.
bool has_luhn_digit(const std::array<int, 10>& d) {
    int sum = 0;
    for (std::size_t i = 0; i < 10; ++i) {
        const int n = d[i] * (i % 2 == 0 ? 2 : 1);
        sum += n / 10 + n % 10;
    }
    return sum % 10 == 0;
}

// Two-digit years stand for either century: 29 February is there where the shorter number leaves a leap year open.
bool is_birth_date(std::optional<int> century, const std::array<int, 10>& d) {
    const int year = d[0] * 10 + d[1];
    const auto month = static_cast<unsigned>(d[2] * 10 + d[3]);
    auto day = static_cast<unsigned>(d[4] * 10 + d[5]);
    if (day > 60) day -= 60; // samordningsnummer
    if (century) return base::valid_date(*century * 100 + year, month, day).has_value();
    return base::valid_date(1900 + year, month, day) || base::valid_date(2000 + year, month, day);
}

// Reads `count` digits from `i`. They may be parted by single spaces into pairs.
bool read_digits(std::u32string_view text, std::size_t& i, int count, int* out, bool pairs) {
    for (int k = 0; k < count; ++k) {
        if (pairs && k > 0 && k % 2 == 0 && is_gap(at(text, i)) && is_digit(at(text, i + 1))) ++i;
        if (!is_digit(at(text, i))) return false;
        out[k] = static_cast<int>(text[i++] - U'0');
    }
    return true;
}

// YYYY-MM-DD-NNNN: here, only a dash joins the last four, since "2024-01-05 1234" is a day and an amount.
bool read_dashed_date(std::u32string_view text, std::size_t& i, int* out) {
    for (int pair = 0; pair < 3; ++pair) {
        if (pair > 0 && !is_dash(at(text, i++))) return false;
        if (!read_digits(text, i, 2, out + std::ptrdiff_t{2} * pair, false)) return false;
    }
    return is_dash(at(text, i));
}

std::size_t skip_joint(std::u32string_view text, std::size_t i) {
    while (is_gap(at(text, i)))
        ++i;
    if (is_dash(at(text, i))) ++i;
    while (is_gap(at(text, i)))
        ++i;
    return i;
}

// The end of a valid number that begins here, with or without its century.
std::optional<std::size_t> personal_number_at(std::u32string_view text, std::size_t begin, bool with_century) {
    for (const bool dashed : {false, true}) {
        auto i = begin;
        std::array<int, 10> d{};
        std::optional<int> century;
        if (with_century) {
            std::array<int, 2> c{};
            if (!read_digits(text, i, 2, c.data(), false)) return std::nullopt;
            century = c[0] * 10 + c[1];
            if (*century < 18 || *century > 20) return std::nullopt;
            if (is_gap(at(text, i))) ++i;
        }
        const bool dated = dashed ? read_dashed_date(text, i, d.data()) : read_digits(text, i, 6, d.data(), true);
        if (!dated) continue;
        i = skip_joint(text, i);
        if (!read_digits(text, i, 4, d.data() + 6, true)) continue;
        if (is_digit(at(text, i))) continue;
        if (is_birth_date(century, d) && has_luhn_digit(d)) return i;
    }
    return std::nullopt;
}

// A number that stands by itself begins here.
bool is_number_start(std::u32string_view text, std::size_t i) {
    if (!is_digit(text[i])) return false;
    if (i == 0) return true;
    const auto before = text[i - 1];
    return !is_digit(before) && !is_letter(before) && before != U'/';
}

} // namespace

void find_personal_numbers(std::u32string_view text, std::vector<raw_finding>& found) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_number_start(text, i)) continue;
        auto end = personal_number_at(text, i, true);
        if (!end) end = personal_number_at(text, i, false);
        if (!end) continue;
        found.push_back({finding_kind::personal_number, i, *end});
        i = *end - 1;
    }
}

namespace {

bool is_public(const std::string& digits) {
    const auto& k = known_lists();
    return k.public_numbers.contains(digits) ||
           std::any_of(k.public_starts.begin(), k.public_starts.end(),
                       [&](const auto& start) { return digits.starts_with(start); });
}

bool is_phone_mark(char32_t c) { return is_gap(c) || is_dash(c) || c == U'(' || c == U')'; }

// The digits from here on, with at most two marks between them.
std::string phone_digits(std::u32string_view text, std::size_t begin, std::size_t& end) {
    std::string digits;
    auto i = begin;
    end = begin;
    while (i < text.size() && digits.size() < 16) {
        if (is_digit(text[i])) {
            digits += static_cast<char>(text[i]);
            end = ++i;
            continue;
        }
        std::size_t marks = 0;
        while (marks < 3 && is_phone_mark(at(text, i + marks)) && at(text, i + marks) != U'+')
            ++marks;
        if (marks == 0 || marks == 3 || !is_digit(at(text, i + marks))) break;
        i += marks;
    }
    return digits;
}

bool follows_word_for_phone(std::u32string_view text, std::size_t i) {
    while (i > 0 && (is_gap(text[i - 1]) || text[i - 1] == U':' || text[i - 1] == U'.'))
        --i;
    auto begin = i;
    while (begin > 0 && is_letter(text[begin - 1]))
        --begin;
    return known_lists().telephone_words.contains(base::lower(base::to_utf8(text.substr(begin, i - begin))));
}

} // namespace

void find_telephones(std::u32string_view text, std::vector<raw_finding>& found) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool plus = text[i] == U'+' && is_digit(at(text, i + 1));
        const bool starts = plus || (i > 0 ? is_number_start(text, i) && text[i - 1] != U'-' && text[i - 1] != U'.' &&
                                                 text[i - 1] != U',' && text[i - 1] != U':'
                                           : is_digit(text[i]));
        if (!starts) continue;
        std::size_t end = i;
        const auto digits = phone_digits(text, plus ? i + 1 : i, end);
        const bool long_enough = digits.size() >= 8 && digits.size() <= 15;
        const bool abroad = (plus || digits.starts_with("00")) && long_enough;
        const bool inland = digits.size() >= 8 && digits.size() <= 11 && digits[0] == '0' && digits[1] != '0';
        const bool named = digits.size() >= 5 && follows_word_for_phone(text, i);
        if ((abroad || inland || named) && !is_public(digits)) found.push_back({finding_kind::telephone, i, end});
        if (end > i) i = end - 1;
    }
}

void find_car_numbers(std::u32string_view text, std::vector<raw_finding>& found) {
    // I, Q, V, Å, Ä and Ö are never used; the last place is a digit, or a letter that is no O (Transportstyrelsen).
    const auto used = [](char32_t c) { return U'A' <= c && c <= U'Z' && c != U'I' && c != U'Q' && c != U'V'; };
    const auto is_part_of_word = [](char32_t c) { return is_letter(c) || is_digit(c); };
    for (std::size_t i = 0; i + 6 <= text.size(); ++i) {
        if (i > 0 && (is_part_of_word(text[i - 1]) || text[i - 1] == U'/')) continue;
        std::array<char32_t, 3> letters{text[i], text[i + 1], text[i + 2]};
        const bool small =
            std::all_of(letters.begin(), letters.end(), [](char32_t c) { return U'a' <= c && c <= U'z'; });
        if (small)
            for (auto& c : letters)
                c = c - U'a' + U'A';
        if (!std::all_of(letters.begin(), letters.end(), used)) continue;
        auto k = i + 3;
        // In small letters with a space it is a word and an amount ("per 100").
        if (!small && (is_gap(text[k]) || text[k] == U'-')) ++k;
        if (!is_digit(at(text, k)) || !is_digit(at(text, k + 1))) continue;
        const auto last = at(text, k + 2);
        const bool ends = is_digit(last) || (used(last) && last != U'O');
        if (!ends || is_part_of_word(at(text, k + 3))) continue;
        // A diarienummer goes on: "KST 203/24", "KST 203-24".
        if ((at(text, k + 3) == U'/' || at(text, k + 3) == U'-' || at(text, k + 3) == U':') &&
            is_digit(at(text, k + 4)))
            continue;
        found.push_back({finding_kind::car_number, i, k + 3});
        i = k + 2;
    }
}

void find_mail_addresses(std::u32string_view text, std::vector<raw_finding>& found) {
    const auto local = [](char32_t c) {
        return is_letter(c) || is_digit(c) || c == U'.' || c == U'_' || c == U'-' || c == U'+' || c == U'%';
    };
    const auto domain = [](char32_t c) { return is_letter(c) || is_digit(c) || c == U'.' || c == U'-'; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != U'@') continue;
        auto begin = i;
        while (begin > 0 && local(text[begin - 1]))
            --begin;
        auto end = i + 1;
        while (end < text.size() && domain(text[end]))
            ++end;
        while (end > i + 1 && (text[end - 1] == U'.' || text[end - 1] == U'-'))
            --end;
        const auto host = text.substr(i + 1, end - i - 1);
        const auto dot = host.rfind(U'.');
        if (begin == i || dot == std::u32string_view::npos || dot == 0 || host.size() - dot < 3) continue;
        found.push_back({finding_kind::mail_address, begin, end});
        i = end - 1;
    }
}

} // namespace core
