#include "intake/pdf_source.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace intake::pdf {
namespace {

constexpr std::string_view key = "/MediaBox";
constexpr std::string_view blanks = " \t\r\n";
constexpr double wider_by = 3; // times; less where the file has no room to write it

std::string_view next_word(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    const auto word = rest.substr(0, rest.find_first_of(blanks));
    rest.remove_prefix(word.size());
    return word;
}

// The greatest whole number of at most so many digits, and at most `wanted`.
long fitting(double wanted, std::size_t digits) {
    const auto most = std::pow(10.0, static_cast<double>(std::min<std::size_t>(digits, 6))) - 1;
    return std::lround(std::floor(std::min(wanted, most)));
}

// "0 0 595 842" → "0 0 999 842": as long as it was, since a PDF counts its bytes.
void widen(std::string& file, std::size_t from, std::size_t length) {
    std::string_view rest{file.data() + from, length};
    std::array<std::string_view, 4> sides;
    for (auto& side : sides)
        side = next_word(rest);
    double left = 0;
    double right = 0;
    const auto read = [](std::string_view text, double& into) {
        const auto done = std::from_chars(text.data(), text.data() + text.size(), into);
        return done.ec == std::errc{} && done.ptr == text.data() + text.size();
    };
    if (!read(sides[0], left) || !read(sides[2], right) || sides[3].empty() || right - left < 72) return;
    const auto others = sides[0].size() + sides[1].size() + sides[3].size() + 3;
    if (others >= length) return;
    const auto wide = fitting(left + wider_by * (right - left), length - others);
    if (static_cast<double>(wide) <= right) return;
    std::string made{sides[0]};
    made.append(" ").append(sides[1]).append(" ").append(std::to_string(wide)).append(" ").append(sides[3]);
    made.resize(length, ' ');
    file.replace(from, length, made);
}

// Of a turned page another side would have to move.
bool is_turned(std::string_view file) {
    constexpr std::string_view turn = "/Rotate";
    for (auto at = file.find(turn); at != std::string_view::npos; at = file.find(turn, at + 1)) {
        auto rest = file.substr(at + turn.size(), 16);
        if (const auto angle = next_word(rest); angle.empty() || angle.front() != '0') return true;
    }
    return false;
}

} // namespace

std::string with_wider_paper(std::string_view bytes) {
    std::string file{bytes};
    if (is_turned(bytes)) return file;
    for (auto at = file.find(key); at != std::string::npos; at = file.find(key, at + key.size())) {
        const auto open = file.find_first_not_of(blanks, at + key.size());
        if (open == std::string::npos || file[open] != '[') continue;
        const auto close = file.find(']', open);
        if (close != std::string::npos && close - open < 100) widen(file, open + 1, close - open - 1);
    }
    return file;
}

} // namespace intake::pdf
