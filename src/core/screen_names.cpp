#include "base/text.hpp"
#include "core/screen_lists.hpp"
#include "core/screen_parts.hpp"

#include <algorithm>
#include <string>

namespace core {
namespace {

struct word {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string folded;
    bool capital = false;       // "Anna"
    bool shouted = false;       // "BRÅ", "ANNA"
    bool opens = false;         // the first of a sentence
    bool follows_space = false; // only white space stands between it and the word before
};

bool is_inner(std::u32string_view text, std::size_t i) {
    const auto c = text[i];
    if (is_letter(c)) return true;
    const bool joins = c == U'-' || c == U'\'' || c == 0x2019 || c == U':';
    return joins && i + 1 < text.size() && is_letter(text[i + 1]) && i > 0 && is_letter(text[i - 1]);
}

std::vector<word> words_in(std::u32string_view text) {
    std::vector<word> words;
    bool opens = true;
    bool only_space = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = text[i];
        if (!is_letter(c)) {
            if (c == U'.' || c == U'!' || c == U'?' || c == U'\n' || c == U';') opens = true;
            if (!base::is_space(c) || c == U'\n') only_space = false;
            ++i;
            continue;
        }
        word w;
        w.begin = i;
        std::size_t letters = 0, capitals = 0;
        while (i < text.size() && is_inner(text, i)) {
            letters += is_letter(text[i]) ? 1 : 0;
            capitals += is_capital(text[i]) ? 1 : 0;
            ++i;
        }
        w.end = i;
        w.folded = base::lower(base::to_utf8(text.substr(w.begin, w.end - w.begin)));
        w.capital = is_capital(text[w.begin]);
        w.shouted = letters > 1 && capitals == letters;
        w.opens = opens;
        w.follows_space = only_space;
        words.push_back(std::move(w));
        opens = false;
        only_space = true;
        // An abbreviation joined to digits ("E4") is no word of a name.
        if (i < text.size() && is_digit(text[i])) words.back().capital = false;
    }
    return words;
}

bool ends_with_any(const std::string& w, const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(), [&](const auto& e) { return w.ends_with(e); });
}

bool is_first_name(const std::string& w) {
    const auto& names = known_lists().first_names;
    if (names.contains(w)) return true;
    const auto dash = w.find('-'); // "Anna-Karin", "Lill-Britt"
    return dash != std::string::npos && (names.contains(w.substr(0, dash)) || names.contains(w.substr(dash + 1)));
}

// The word or its ending is of a place, an organisation or the calendar, and of no surname.
bool is_common_noun(const std::string& w) {
    const auto& k = known_lists();
    return k.words.contains(w) || k.before.contains(w) || ends_with_any(w, k.endings);
}

bool is_explained(const std::string& w) {
    const auto& places = known_lists().places;
    return is_common_noun(w) || places.contains(w) || (w.ends_with('s') && places.contains(w.substr(0, w.size() - 1)));
}

// A noun of the work ("Fotpatruller", "Nattvandring"): its capital comes from the sentence.
bool is_opener(const std::string& w) {
    const auto& k = known_lists();
    return k.openers.contains(w) || ends_with_any(w, k.opener_endings);
}

// "Svensson", "Lindström"; an ending by itself is a word ("Lund").
bool looks_like_surname(const std::string& w) {
    const auto& endings = known_lists().surname_endings;
    return std::any_of(endings.begin(), endings.end(),
                       [&](const auto& e) { return w.size() > e.size() && w.ends_with(e); });
}

bool may_be_name(const word& w) {
    if (!w.capital) return false;
    return !w.shouted || is_first_name(w.folded) || looks_like_surname(w.folded);
}

// One run of capital words, [first, last): the part of it that may be a person.
void judge_run(const std::vector<word>& words, std::size_t first, std::size_t last, std::vector<raw_finding>& found) {
    while (first < last && words[first].opens && !is_first_name(words[first].folded) &&
           (is_opener(words[first].folded) || is_explained(words[first].folded)))
        ++first;
    // A first name begins a name wherever it stands in the run.
    for (auto i = first; i + 1 < last; ++i) {
        if (!is_first_name(words[i].folded) || is_common_noun(words[i + 1].folded))
            continue; // Berg and Lund are surnames too
        found.push_back({finding_kind::person_name, words[i].begin, words[last - 1].end});
        return;
    }
    if (last - first < 2) return;
    for (auto i = first; i < last; ++i)
        if (is_explained(words[i].folded)) return;
    const bool place_follows =
        last < words.size() && words[last].follows_space && known_lists().after.contains(words[last].folded);
    if (!place_follows) found.push_back({finding_kind::person_name, words[first].begin, words[last - 1].end});
}

} // namespace

void find_person_names(std::u32string_view text, std::vector<raw_finding>& found) {
    const auto words = words_in(text);
    for (std::size_t i = 0; i < words.size();) {
        if (!may_be_name(words[i])) {
            ++i;
            continue;
        }
        auto end = i + 1;
        while (end < words.size() && words[end].follows_space && may_be_name(words[end]))
            ++end;
        judge_run(words, i, end, found);
        i = end;
    }
}

} // namespace core
