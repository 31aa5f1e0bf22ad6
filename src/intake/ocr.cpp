#include "intake/ocr.hpp"

#include "intake/refuse.hpp"

#include "base/process.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

namespace intake {
namespace {

constexpr int least_sure = 20; // per cent: below are stains and strokes of pens

std::string as_pgm(const pdf::picture& shown) {
    std::string file = "P5 " + std::to_string(shown.width) + ' ' + std::to_string(shown.height) + " 255\n";
    file.append(reinterpret_cast<const char*>(shown.grey.data()), shown.grey.size());
    return file;
}

double number_of(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

struct seen {
    pdf::word word;
    std::tuple<int, int, int> line; // block, paragraph, line
};

// What a round dot before a list's item is taken for: a lone round letter, or some signs. Alone at a line's beginning
// none of these is a word; a dash, a paragraph sign, a bracket and a quotation mark are what they are.
bool is_dot(std::string_view text) {
    if (text == "e" || text == "o") return true;
    const auto signs = base::to_utf32(text);
    return signs.size() <= 3 && std::none_of(signs.begin(), signs.end(), [](char32_t c) {
               const bool plain = (c >= U'0' && c <= U'9') || base::fold_case(c) != c || (c >= U'a' && c <= U'z');
               return plain || (c >= 0xDF && c < 0x2000) ||
                      std::u32string_view{U"-–—§(\"'”’“"}.find(c) != std::u32string_view::npos;
           });
}

// Ruled lines beside a word are taken for bars.
std::string_view without_bars(std::string_view text) {
    while (text.starts_with('|'))
        text.remove_prefix(1);
    while (text.ends_with('|'))
        text.remove_suffix(1);
    return text;
}

void mend(std::vector<seen>& all) {
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        const bool begins = i == 0 || all[i - 1].line != all[i].line;
        if (begins && all[i + 1].line == all[i].line && is_dot(all[i].word.text)) all[i].word.text = "•";
    }
}

// Tesseract's table: level page block par line word left top width height conf text.
std::vector<seen> parse(std::string_view table, double scale) {
    std::vector<seen> all;
    for (const auto row : base::split(table, '\n')) {
        const auto f = base::split(row, '\t');
        if (f.size() < 12 || f[0] != "5" || number_of(f[10]) < least_sure) continue;
        const auto text = without_bars(base::trimmed(f[11]));
        if (text.empty()) continue;
        const auto x = number_of(f[6]) * scale;
        const auto y = number_of(f[7]) * scale;
        const auto number = [&](std::size_t i) { return static_cast<int>(number_of(f[i])); };
        all.push_back({{std::string{text}, x, y, x + number_of(f[8]) * scale, y + number_of(f[9]) * scale, 0, false},
                       {number(2), number(3), number(4)}});
    }
    mend(all);
    return all;
}

// A word's box is as tall as its letters; its line's, from the tallest to the deepest, tells the font's size. Lines
// that differ by what letters they happen to hold are given one size.
std::vector<pdf::word> sized(std::vector<seen> all) {
    std::map<std::tuple<int, int, int>, std::pair<double, double>> reach;
    for (const auto& s : all) {
        const auto [it, fresh] = reach.try_emplace(s.line, s.word.y0, s.word.y1);
        if (fresh) continue;
        it->second.first = std::min(it->second.first, s.word.y0);
        it->second.second = std::max(it->second.second, s.word.y1);
    }
    std::vector<double> heights;
    heights.reserve(all.size());
    for (const auto& s : all)
        heights.push_back(reach[s.line].second - reach[s.line].first);
    if (heights.empty()) return {};
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    std::vector<pdf::word> words;
    for (auto& s : all) {
        const auto [top, bottom] = reach[s.line];
        const auto height = bottom - top;
        s.word.size = height > 1.35 * *middle || height < 0.6 * *middle ? height : *middle;
        s.word.y0 = top;
        s.word.y1 = bottom;
        words.push_back(std::move(s.word));
    }
    return words;
}

} // namespace

base::result<void> check_ocr(const limits& allowed) {
    if (!allowed.ocr) return refuse("scan");
    const auto answer =
        base::run({.arguments = {allowed.ocr_program, "--list-langs"}, .time_limit = std::chrono::seconds{20}});
    if (answer.end == base::process_end::not_found) return refuse("no_ocr");
    // Some versions list on standard error.
    for (const auto* listed : {&answer.output, &answer.errors})
        for (const auto line : base::split(*listed, '\n'))
            if (base::trimmed(line) == "swe") return {};
    return refuse("no_ocr_swedish");
}

std::optional<std::vector<pdf::word>> read_picture(const pdf::picture& shown, double dpi, const limits& allowed) {
    const auto file = as_pgm(shown);
    const auto answer = base::run({.arguments = {allowed.ocr_program, "stdin", "stdout", "-l", "swe", "--dpi",
                                                 std::to_string(std::lround(dpi)), "--psm", "3", "tsv"},
                                   // Its threads wait for each other by spinning: where other work runs beside it, four
                                   // take five times as long as one.
                                   .environment = {"OMP_THREAD_LIMIT=1"},
                                   .input = file,
                                   .time_limit = std::chrono::seconds{120}});
    if (!answer.ok()) return std::nullopt;
    return sized(parse(answer.output, 72 / dpi));
}

} // namespace intake
