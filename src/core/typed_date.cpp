#include "core/typed_date.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace core {
namespace {

constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "maj", "jun",
                                                  "jul", "aug", "sep", "okt", "nov", "dec"};

struct number {
    int value = 0;
    std::size_t digits = 0;
};

// The numbers of the text; a month's name is one. Empty where it holds other words.
std::vector<number> numbers_of(std::string_view text) {
    std::vector<number> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto is = [&](auto from, auto to) { return text[at] >= from && text[at] <= to; };
        const auto begin = at;
        if (is('0', '9')) {
            while (at < text.size() && is('0', '9'))
                ++at;
            if (at - begin > 8) return {};
            number n{0, at - begin};
            std::from_chars(text.data() + begin, text.data() + at, n.value);
            all.push_back(n);
        } else if (is('a', 'z')) {
            while (at < text.size() && is('a', 'z'))
                ++at;
            const auto word = text.substr(begin, at - begin);
            if (word == "t" || word == "z" || word == "den") continue; // of a time, and before a day
            const auto found = std::find_if(months.begin(), months.end(), [&](auto m) { return word.starts_with(m); });
            const bool is_oct = word.starts_with("oct"), is_may = word == "may";
            if (found == months.end() && !is_oct && !is_may) return {};
            all.push_back({is_oct ? 10 : is_may ? 5 : static_cast<int>(found - months.begin()) + 1, 0});
        } else {
            ++at;
        }
    }
    return all;
}

std::optional<base::date> date_of(int y, int m, int d) {
    const std::chrono::year_month_day ymd{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                                          std::chrono::day{static_cast<unsigned>(d)}};
    return ymd.ok() && y >= 1900 && y < 2200 ? std::optional{base::date{std::chrono::sys_days{ymd}}} : std::nullopt;
}

} // namespace

std::optional<base::date> parse_typed_date(std::string_view text) {
    if (text.size() > 60) return std::nullopt;
    const auto n = numbers_of(base::lower(text));
    if (n.empty()) return std::nullopt;
    if (n[0].digits == 8) return date_of(n[0].value / 10'000, n[0].value / 100 % 100, n[0].value % 100);
    if (n.size() < 3) return std::nullopt;
    if (n[0].digits == 4 && n[1].digits <= 2 && n[2].digits <= 2) return date_of(n[0].value, n[1].value, n[2].value);
    if (n[0].digits >= 1 && n[0].digits <= 2 && n[1].digits <= 2 && n[2].digits == 4)
        return date_of(n[2].value, n[1].value, n[0].value);
    return std::nullopt;
}

} // namespace core
