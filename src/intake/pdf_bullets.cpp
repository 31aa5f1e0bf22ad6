#include "intake/pdf_page.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

// Some programs draw the dots of a list instead of writing them: a small blot of ink left of a line's first word.
namespace intake::pdf {
namespace {

constexpr int dark = 128;
constexpr double reach = 2.4;      // of the font's size: how far left of the text a dot may stand
constexpr double least_dot = 0.15; // of the font's size
constexpr double most_dot = 0.6;
constexpr double least_ink = 0.35; // of the box around it: a ring is a dot too, a thin stroke is none
constexpr double indent = 0.8;     // of the font's size

struct box {
    std::size_t x0 = 0, y0 = 0, x1 = 0, y1 = 0; // [x0, x1)
};

// The ink within an area: the box around it, absent where there is none, it touches the area's edge or the box is
// hardly filled.
std::optional<box> ink_in(const picture& shown, const box& area) {
    box found{area.x1, area.y1, 0, 0};
    std::size_t n = 0;
    for (auto y = area.y0; y < area.y1; ++y)
        for (auto x = area.x0; x < area.x1; ++x) {
            if (shown.at(x, y) >= dark) continue;
            found = {std::min(found.x0, x), std::min(found.y0, y), std::max(found.x1, x + 1),
                     std::max(found.y1, y + 1)};
            ++n;
        }
    if (n == 0) return std::nullopt;
    const bool cut = found.x0 == area.x0 || found.x1 == area.x1 || found.y0 == area.y0 || found.y1 == area.y1;
    const auto all = (found.x1 - found.x0) * (found.y1 - found.y0);
    if (cut || static_cast<double>(n) < least_ink * static_cast<double>(all)) return std::nullopt;
    return found;
}

std::optional<word> dot_before(const picture& shown, double scale, const word& text, double from) {
    const auto pixel = [&](double points, std::size_t most) {
        return static_cast<std::size_t>(std::clamp(points * scale, 0.0, static_cast<double>(most)));
    };
    const box area{pixel(std::max(from, text.x0 - reach * text.size), shown.width),
                   pixel(text.middle() - 0.5 * text.size, shown.height), pixel(text.x0 - 0.1 * text.size, shown.width),
                   pixel(text.middle() + 0.5 * text.size, shown.height)};
    if (area.x0 >= area.x1 || area.y0 >= area.y1) return std::nullopt;
    const auto found = ink_in(shown, area);
    if (!found) return std::nullopt;
    const auto points = [&](std::size_t pixels) { return static_cast<double>(pixels) / scale; };
    const auto wide = points(found->x1 - found->x0);
    const auto high = points(found->y1 - found->y0);
    const auto fits = [&](double d) { return d >= least_dot * text.size && d <= most_dot * text.size; };
    if (!fits(wide) || !fits(high) || std::abs(wide - high) > 0.15 * text.size + 2 / scale) return std::nullopt;
    return word{"•", points(found->x0), text.y0, points(found->x1), text.y1, text.size, text.bold};
}

} // namespace

bool may_hold_dots(const std::vector<word>& words) {
    double left = 1e9;
    for (const auto& w : words)
        left = std::min(left, w.x0);
    const auto lines = lines_of(words);
    return std::any_of(lines.begin(), lines.end(), [&](const line& l) {
        return l.x0 > left + indent * l.size && !is_bullet_sign(l.words.front().text);
    });
}

void add_drawn_dots(const picture& shown, double dpi, std::vector<word>& words) {
    if (shown.grey.empty()) return;
    std::vector<word> dots;
    for (const auto& l : lines_of(words))
        for (std::size_t i = 0; i < l.words.size(); ++i) {
            const auto* before = i == 0 ? nullptr : &l.words[i - 1];
            const auto from = before == nullptr ? 0 : before->x1 + 1;
            const bool begins = before == nullptr || l.words[i].x0 - from > l.words[i].size;
            if (!begins || is_bullet_sign(l.words[i].text) || (before != nullptr && is_bullet_sign(before->text)))
                continue;
            if (auto dot = dot_before(shown, dpi / 72, l.words[i], from)) dots.push_back(std::move(*dot));
        }
    std::move(dots.begin(), dots.end(), std::back_inserter(words));
}

} // namespace intake::pdf
