#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

// In a narrow column office programs cut a long word where the line ends, without a hyphen: "Uppföljnin" "g". A word
// may also fill its line by chance, so a document must show by some of the pieces that its words are cut.
namespace intake::pdf {
namespace {

constexpr char open_break = '\x02'; // between two lines that may be one word
constexpr char over_page = '\x03';  // the same where a page's end parts them, and their width says nothing
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

constexpr std::string_view ends_of_words = " \t\n\f\x02\x03";

std::string_view word_after(std::string_view text, std::size_t at) {
    return text.substr(at, text.find_first_of(ends_of_words, at) - at);
}

std::string_view word_before(std::string_view text, std::size_t at) {
    const auto begin = text.substr(0, at).find_last_of(ends_of_words);
    return text.substr(begin + 1, at - begin - 1); // npos + 1 is 0
}

std::string plain(std::string_view word) { return pdf::plain(word, ".,;:!?()\"'/-"); }

// The words of a text that no open break touches, and the parts of those that are joined by a hyphen.
std::set<std::string> known_words(std::string_view text) {
    std::set<std::string> known;
    for (const auto word : settled_words(text, "\x02\x03")) {
        known.insert(plain(word));
        for (const auto part : base::split(word, '-'))
            known.insert(plain(part));
    }
    return known;
}

bool begins_known(const std::set<std::string>& known, const std::string& word) {
    const auto at = known.lower_bound(word);
    return at != known.end() && at->starts_with(word);
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

void append_over_page(std::string& text, const std::string& next) {
    const auto above = base::to_utf32(text);
    const auto below = base::to_utf32(next);
    const bool letters = !above.empty() && !below.empty() && is_letter(above.back()) && is_letter(below.front());
    if (letters)
        text.append(1, over_page).append(next);
    else
        append_line(text, next);
}

void settle_breaks(std::string& text) {
    if (text.find_first_of("\x02\x03") == std::string::npos) return;
    const auto known = known_words(text);
    int shown = 0;
    std::set<std::string> pieces; // that are no words: what follows them once can be none
    std::map<std::string, std::set<std::size_t>> cuts;
    for (std::size_t at = 0; (at = text.find(open_break, at)) != std::string::npos; ++at) {
        const auto left = plain(word_before(text, at));
        cuts[left + plain(word_after(text, at + 1))].insert(left.size());
        if (!is_no_word(word_after(text, at + 1))) continue;
        ++shown;
        if (!known.contains(left)) pieces.insert(left);
    }
    std::string settled;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != open_break && text[at] != over_page) {
            settled += text[at];
            continue;
        }
        const auto left = plain(word_before(text, at));
        const auto right = plain(word_after(text, at + 1));
        const bool words = is_small_word(right) || (known.contains(left) && known.contains(right));
        const auto places = cuts.find(left + right) == cuts.end() ? 0 : cuts[left + right].size();
        if (text[at] == over_page) {
            if (!begins_known(known, left + right) && places == 0) settled += ' ';
            continue;
        }
        const bool one = begins_known(known, left + right) || places > 1 || pieces.contains(left);
        if (!one && (shown < enough || words)) settled += ' ';
    }
    text = std::move(settled);
}

} // namespace intake::pdf
