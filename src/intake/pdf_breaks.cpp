#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <set>

// In a narrow column office programs cut a long word where the line ends, without a hyphen: "Uppföljnin" "g". A word
// may also fill its line by chance, so a table must show by some of its pieces that its words are cut.
namespace intake::pdf {
namespace {

constexpr char open_break = '\x02'; // between two lines that may be one word
constexpr int enough = 2;           // pieces that can be no words

bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || c == U'å' || c == U'ä' || c == U'ö' || c == U'é'; }

bool is_vowel(char32_t c) { return std::u32string_view{U"aeiouyåäöé"}.find(c) != std::u32string_view::npos; }

bool is_small_word(std::string_view word) {
    constexpr std::array<std::string_view, 40> words{
        "och", "eller", "samt",  "med",  "i",    "på",  "av",  "för", "till", "om",   "som", "att", "den", "det",
        "de",  "en",    "ett",   "är",   "ska",  "vid", "mot", "per", "mm",   "m.m.", "mfl", "hos", "ur",  "åt",
        "få",  "bl",    "m.fl.", "inom", "från", "år",  "så",  "se",  "nr",   "ca",   "kl",  "ev"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

// What no Swedish word begins with, or a lone letter or two that are none.
bool is_no_word(std::string_view piece) {
    const auto text = base::to_utf32(base::lower(piece));
    const auto letters = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_letter) - text.begin());
    if (letters == 0 || is_small_word(base::lower(piece))) return false;
    if (letters <= 2 && letters == text.size()) return true;
    std::size_t cluster = 0;
    while (cluster < letters && !is_vowel(text[cluster]))
        ++cluster;
    if (cluster < 2) return false;
    if (cluster == letters) return letters < 4;
    constexpr std::array<std::u32string_view, 46> begin{
        U"bl", U"br", U"bj", U"ch", U"cl", U"cr", U"cy", U"dj", U"dr", U"dv", U"fj", U"fl", U"fn", U"fr", U"gj", U"gl",
        U"gn", U"gr", U"hj", U"kl", U"kn", U"kr", U"kv", U"lj", U"mj", U"nj", U"ph", U"pj", U"pl", U"pr", U"ps", U"sch",
        U"sk", U"sl", U"sm", U"sn", U"sp", U"st", U"sv", U"sj", U"th", U"tj", U"tr", U"tv", U"vr", U"skr"};
    constexpr std::array<std::u32string_view, 7> longer{U"skj", U"skv", U"spr", U"spl", U"str", U"stj", U"skl"};
    const auto sounds = std::u32string_view{text}.substr(0, cluster);
    return std::find(begin.begin(), begin.end(), sounds) == begin.end() &&
           std::find(longer.begin(), longer.end(), sounds) == longer.end();
}

std::string_view word_after(std::string_view text, std::size_t at) {
    return text.substr(at, text.find_first_of(" \x02", at) - at);
}

std::string_view word_before(std::string_view text, std::size_t at) {
    const auto begin = text.substr(0, at).find_last_of(" \x02");
    return text.substr(begin + 1, at - begin - 1); // npos + 1 is 0
}

bool may_be_cut(const line& above, const line& below, double right) {
    if (above.words.size() != 1 || !begins_small(below)) return false;
    const auto text = base::to_utf32(above.words.front().text);
    if (text.size() < 2 || !is_letter(base::fold_case(text.back()))) return false;
    const auto letter = above.words.front().width() / static_cast<double>(text.size());
    return above.x1 + 1.3 * letter > right;
}

} // namespace

std::string text_of_cell(const std::vector<line>& lines, double right) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i > 0 && may_be_cut(lines[i - 1], lines[i], right))
            text.append(1, open_break).append(text_of(lines[i]));
        else
            append_line(text, text_of(lines[i]));
    }
    return text;
}

void settle_breaks(std::vector<std::vector<cell>>& rows) {
    int shown = 0;
    std::set<std::string, std::less<>> whole;
    for (const auto& row : rows)
        for (const auto& c : row) {
            for (std::size_t at = 0; (at = c.text.find(open_break, at)) != std::string::npos; ++at)
                shown += is_no_word(word_after(c.text, at + 1));
            for (const auto word : base::split(c.text, ' '))
                if (word.find(open_break) == std::string_view::npos) whole.insert(base::lower(word));
        }
    for (auto& row : rows)
        for (auto& c : row) {
            std::string settled;
            for (std::size_t at = 0; at < c.text.size(); ++at) {
                if (c.text[at] != open_break) {
                    settled += c.text[at];
                    continue;
                }
                const auto left = base::lower(word_before(c.text, at));
                const auto right = base::lower(word_after(c.text, at + 1));
                const bool words = is_small_word(right) || (whole.contains(left) && whole.contains(right));
                if (shown < enough || words) settled += ' ';
            }
            c.text = std::move(settled);
        }
}

} // namespace intake::pdf
