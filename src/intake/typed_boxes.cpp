#include "intake/typed_boxes.hpp"

#include "intake/laid_table.hpp"
#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

namespace intake {
namespace {

constexpr std::size_t shortest_edge = 10; // letters
constexpr std::size_t most_lines = 200;   // of a box
constexpr std::size_t least_apart = 2;    // spaces between a label and its text
constexpr std::size_t fewest_labelled = 2;

bool is_side(char32_t c) { return c == U'|' || c == U'\u2502' || c == U'\u2503' || c == U'\u2551'; }

bool is_corner(char32_t c) { return c == U'+' || (c >= 0x250C && c <= 0x257F && !is_side(c)); }

std::u32string letters_of(std::string_view line) { return base::to_utf32(base::trimmed(line)); }

// "+------+" without a corner between, which would part cells.
bool is_edge(std::string_view line) {
    const auto text = letters_of(line);
    if (text.size() < shortest_edge || !is_corner(text.front()) || !is_corner(text.back())) return false;
    return std::all_of(text.begin() + 1, text.end() - 1,
                       [&](char32_t c) { return c == U'-' || c == U'=' || c == 0x2500 || c == 0x2501 || c == 0x2550; });
}

// What stands between the sides; false where the line has none, or others within.
bool within(std::string_view line, std::string& inner) {
    auto text = letters_of(line);
    if (text.size() < shortest_edge || !is_side(text.front()) || !is_side(text.back())) return false;
    text = text.substr(1, text.size() - 2);
    if (std::any_of(text.begin(), text.end(), is_side)) return false;
    inner = base::to_utf8(text);
    return true;
}

class box {
  public:
    void add(std::string_view inner) { lines_.push_back(laid_words(inner)); }
    bool empty() const { return lines_.empty(); }

    std::string text() const {
        const auto x = column();
        std::string out;
        std::string line;
        bool labelled = false;
        const auto put = [&] {
            if (!line.empty()) out.append(line).append(1, '\n');
            line.clear();
        };
        for (const auto& words : lines_) {
            const auto at = second(words);
            if (x != 0 && at < words.size() && words[at].at == x) {
                // The title of a card stands above its first label.
                if (!line.empty() && !labelled) put(), out += '\n';
                put();
                labelled = true;
                line = joined(words, 0, at);
                if (line.back() != ':' && line.back() != '?') line += ':';
                line.append(1, ' ').append(joined(words, at, words.size()));
            } else if (labelled && !words.empty() && words.front().at == x) {
                pdf::append_line(line, joined(words, 0, words.size()));
            } else {
                put();
                labelled = false;
                line = joined(words, 0, words.size());
                if (words.empty()) out += '\n';
            }
        }
        put();
        return out;
    }

  private:
    using typed = std::vector<laid_word>;

    // The word that stands apart from those before it; the end where none does.
    static std::size_t second(const typed& all) {
        std::size_t i = 1;
        while (i < all.size() && all[i].at - all[i - 1].end() < least_apart)
            ++i;
        return std::min(i, all.size());
    }

    // Where the texts of the labels begin; 0 where there are no labels.
    std::size_t column() const {
        std::map<std::size_t, std::size_t> times;
        for (const auto& line : lines_)
            if (const auto at = second(line); at < line.size()) ++times[line[at].at];
        std::size_t best = 0, most = fewest_labelled - 1;
        for (const auto& [x, n] : times)
            if (n > most) best = x, most = n;
        return best;
    }

    std::vector<typed> lines_;
};

} // namespace

std::string with_opened_boxes(std::string text) {
    if (text.find("+---") == std::string::npos && text.find("+===") == std::string::npos &&
        text.find("\xE2\x94") == std::string::npos && text.find("\xE2\x95") == std::string::npos)
        return text;
    const auto lines = base::split(text, '\n');
    std::string made;
    for (std::size_t i = 0; i < lines.size();) {
        box found;
        auto end = i + 1;
        std::string inner;
        if (is_edge(lines[i]))
            for (; end < lines.size() && end - i < most_lines && within(lines[end], inner); ++end)
                found.add(inner);
        if (!found.empty() && end < lines.size() && is_edge(lines[end])) {
            made.append(1, '\n').append(found.text()).append(1, '\n');
            // One frame may end where the next begins.
            const bool next = end + 1 < lines.size() && within(lines[end + 1], inner);
            i = next ? end : end + 1;
        } else {
            made.append(lines[i++]).append(1, '\n');
        }
    }
    made.pop_back();
    return made;
}

} // namespace intake
