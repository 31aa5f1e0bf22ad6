#include "core/screen.hpp"

#include "base/text.hpp"
#include "core/screen_parts.hpp"

#include <algorithm>

namespace core {

bool is_digit(char32_t c) { return U'0' <= c && c <= U'9'; }

bool is_letter(char32_t c) {
    return (U'a' <= c && c <= U'z') || (U'A' <= c && c <= U'Z') || (0xC0 <= c && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

bool is_capital(char32_t c) { return is_letter(c) && base::fold_case(c) != c; }

std::vector<finding> screen(std::string_view text) {
    const auto points = base::to_utf32(text);
    std::vector<raw_finding> raw;
    find_personal_numbers(points, raw);
    find_mail_addresses(points, raw);
    find_telephones(points, raw);
    find_car_numbers(points, raw);
    find_person_names(points, raw);

    // The graver finding keeps the words where two overlap: a personal number looks like a telephone number to some.
    std::vector<raw_finding> kept;
    for (const auto& f : raw) {
        const auto overlaps = [&](const auto& k) { return f.begin < k.end && k.begin < f.end; };
        if (std::none_of(kept.begin(), kept.end(), overlaps)) kept.push_back(f);
    }
    std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });

    std::vector<finding> found;
    found.reserve(kept.size());
    for (const auto& f : kept)
        found.push_back(
            {f.kind, base::to_utf8(std::u32string_view{points}.substr(f.begin, f.end - f.begin)), f.begin, f.end});
    return found;
}

} // namespace core
