#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace intake::pdf {
namespace {

constexpr char open_hyphen = '\x01'; // after a hyphen at a line's end that may be typed or a sign of the break
constexpr double touching = 0.08;    // of the font's size: nearer words are parts of one

bool is_lower(char32_t c) { return base::fold_case(c) == c && (c > 0x7F ? c >= 0xDF : c >= 'a' && c <= 'z'); }

// "barn- och ungdom": a hyphen that stands for the rest of a word.
bool is_joining(std::string_view word) {
    constexpr std::array<std::string_view, 6> joining{"och", "eller", "samt", "respektive", "till", "resp"};
    return std::find(joining.begin(), joining.end(), word) != joining.end();
}

std::string first_word(const std::string& text) { return text.substr(0, text.find_first_of(" \t,.;:")); }

// How many bytes of hyphen end the text, with one word before it.
std::size_t hyphen_at_end(const std::string& text) {
    for (const std::string_view hyphen : {"-", "\xC2\xAD", "\xE2\x80\x90", "\xE2\x80\x91"})
        if (text.size() > hyphen.size() && text.ends_with(hyphen)) {
            const char before = text[text.size() - hyphen.size() - 1];
            return before == ' ' ? 0 : hyphen.size();
        }
    return 0;
}

enum class hyphen_is { part_of_word, sign_of_break, end_of_word, open };

hyphen_is judge_hyphen(const std::string& text, std::size_t hyphen, const std::string& next) {
    const auto before = base::to_utf32(text.substr(0, text.size() - hyphen));
    const auto after = base::to_utf32(next);
    if (before.empty() || after.empty() || is_joining(first_word(next))) return hyphen_is::end_of_word;
    const bool soft = hyphen > 1 && !text.ends_with("\xE2\x80\x91");
    if (soft) return hyphen_is::sign_of_break;
    const char32_t last = before.back();
    const bool single = before.size() < 2 || base::is_space(before[before.size() - 2]); // "e-post"
    return is_lower(last) && is_lower(after.front()) && !single ? hyphen_is::open : hyphen_is::part_of_word;
}

std::string plain(std::string_view word) { return pdf::plain(word, ".,;:!?()\"'/"); }

std::set<std::string> words_of(std::string_view text) {
    std::set<std::string> all;
    for (const auto word : settled_words(text, std::string_view{&open_hyphen, 1}))
        all.insert(plain(word));
    return all;
}

// No Swedish compound begins with a word in its definite form: "rådet- alla" was typed so.
bool is_definite(const std::string& left, const std::string& right) {
    return left.size() >= 7 && (left.ends_with("et") || left.ends_with("en")) && !right.starts_with("het");
}

} // namespace

std::string plain(std::string_view word, std::string_view signs) {
    const auto from = word.find_first_not_of(signs);
    if (from == std::string_view::npos) return {};
    return base::lower(word.substr(from, word.find_last_not_of(signs) + 1 - from));
}

std::vector<std::string_view> settled_words(std::string_view text, std::string_view marks) {
    std::vector<std::string_view> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\n\f", at), text.size());
        const auto word = text.substr(at, end - at);
        if (!word.empty() && word.find_first_of(marks) == std::string_view::npos) all.push_back(word);
        at = end + 1;
    }
    return all;
}

line make_line(std::vector<word> words) {
    std::sort(words.begin(), words.end(), [](const word& a, const word& b) { return a.x0 < b.x0; });
    line made;
    made.bold = true;
    double weight = 0;
    for (const auto& w : words) {
        made.x0 = made.words.empty() && weight == 0 ? w.x0 : std::min(made.x0, w.x0);
        made.x1 = std::max(made.x1, w.x1);
        const auto share = std::max(w.width(), 0.1);
        made.y += w.middle() * share;
        made.size += w.size * share;
        weight += share;
        made.bold = made.bold && w.bold;
    }
    if (weight > 0) {
        made.y /= weight;
        made.size /= weight;
    }
    made.words = std::move(words);
    return made;
}

std::vector<line> lines_of(std::vector<word> words) {
    std::sort(words.begin(), words.end(), [](const word& a, const word& b) {
        return a.middle() != b.middle() ? a.middle() < b.middle() : a.x0 < b.x0;
    });
    std::vector<line> all;
    std::vector<word> open;
    double sum = 0;
    for (auto& w : words) {
        const auto middle = open.empty() ? 0 : sum / static_cast<double>(open.size());
        if (!open.empty() && w.middle() - middle > 0.35 * std::max(w.size, open.front().size)) {
            all.push_back(make_line(std::move(open)));
            open = {};
            sum = 0;
        }
        sum += w.middle();
        open.push_back(std::move(w));
    }
    if (!open.empty()) all.push_back(make_line(std::move(open)));
    return all;
}

std::string text_of(const line& l) {
    std::string text;
    const word* before = nullptr;
    for (const auto& w : l.words) {
        const bool parted = before != nullptr && w.x0 - before->x1 > touching * std::max(w.size, before->size);
        if (parted) text += ' ';
        text += w.text;
        before = &w;
    }
    return text;
}

void append_line(std::string& text, const std::string& next) {
    if (text.empty() || next.empty()) {
        text += next;
        return;
    }
    // "och/" "eller": a slash parts lines, not words.
    if (text.ends_with('/') && !text.ends_with(" /")) {
        text += next;
        return;
    }
    const auto hyphen = hyphen_at_end(text);
    const auto what = hyphen == 0 ? hyphen_is::end_of_word : judge_hyphen(text, hyphen, next);
    if (what == hyphen_is::end_of_word) text += ' ';
    if (what == hyphen_is::sign_of_break) text.resize(text.size() - hyphen);
    if (what == hyphen_is::open) text += open_hyphen;
    text += next;
}

void settle_hyphens(std::string& text) {
    if (text.find(open_hyphen) == std::string::npos) return;
    const auto known = words_of(text);
    std::string settled;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != open_hyphen) {
            settled += text[at];
            continue;
        }
        if (!settled.ends_with('-')) continue; // a control character of the file's own
        const auto begin = settled.find_last_of(" \t\n\f") + 1;
        const auto end = std::min(text.find_first_of(" \t\n\f\x01", at + 1), text.size());
        const auto left = plain(std::string_view{settled}.substr(begin, settled.size() - begin - 1));
        const auto right = plain(std::string_view{text}.substr(at + 1, end - at - 1));
        const bool both = known.contains(left) && known.contains(right);
        const bool either = known.contains(left) || known.contains(right);
        const bool typed = !known.contains(left + right) && (both || (either && is_definite(left, right)));
        if (typed)
            settled += ' ';
        else
            settled.pop_back();
    }
    text = std::move(settled);
}

bool begins_small(const line& l) {
    const auto text = base::to_utf32(l.words.front().text);
    return !text.empty() && is_lower(text.front());
}

bool begins_large(const line& l) {
    const auto text = base::to_utf32(l.words.front().text);
    return !text.empty() && base::fold_case(text.front()) != text.front();
}

bool was_full(const line& l, const line& next, double right) {
    return l.x1 + 0.25 * l.size + next.words.front().width() > right - 1;
}

} // namespace intake::pdf
