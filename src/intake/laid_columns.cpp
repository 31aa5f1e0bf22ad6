#include "intake/laid_columns.hpp"

#include "intake/laid_table.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace intake {
namespace {

constexpr std::size_t fewest_right = 5;      // lines of the right column
constexpr std::size_t widest_gap_within = 1; // spaces between the words of a text
constexpr std::size_t least_apart = 4;       // spaces between cells of a line
constexpr std::size_t leftmost_column = 20;  // letters before the right column
constexpr std::size_t most_parted = 4;       // lines below each other; more are a table or columns of text
constexpr std::size_t most_lines = 1500;
constexpr std::size_t most_indent = 4; // of what stands under an item of a list
constexpr std::size_t most_runs = 8;   // of columns on a page, parted by lines over its whole width
constexpr std::size_t most_head_words = 6;
constexpr std::size_t fewest_again = 3; // lines of each column where the same columns stand above
constexpr double least_small = 0.25;    // share of the right column's lines that go on in a small letter

struct typed_line {
    std::vector<laid_word> words;
    bool tabs = false;
};

std::vector<typed_line> parse(const std::vector<std::string_view>& lines) {
    std::vector<typed_line> all;
    for (const auto line : lines)
        all.push_back({laid_words(line), line.find('\t') != std::string_view::npos});
    return all;
}

bool is_apart(const std::vector<laid_word>& words, std::size_t i) {
    return i == 0 || words[i].at - words[i - 1].end() > widest_gap_within;
}

// A word that begins the right column at `x`, or a little to the right of it: what stands under an item is set in.
bool begins_right(const std::vector<laid_word>& words, std::size_t i, std::size_t x) {
    return words[i].at >= x && words[i].at <= x + most_indent && (i == 0 || words[i - 1].at < x) &&
           (words[i].at == x || is_apart(words, i));
}

// No word stands in the gutter before `x`, and none runs over it.
bool crosses(const typed_line& line, std::size_t x) {
    for (std::size_t i = 0; i < line.words.size(); ++i) {
        const auto& w = line.words[i];
        if (w.at < x && w.end() + 1 > x) return true;
        if (w.at > x && (i == 0 || line.words[i - 1].at < x) && !begins_right(line.words, i, x)) return true;
    }
    return line.tabs;
}

bool begins_small(const laid_word& w) {
    const auto c = w.text.front();
    return base::fold_case(c) == c && c >= U'a'; // no line to sign on
}

struct two_columns {
    std::size_t first = 0, end = 0; // lines
    std::size_t x = 0;              // where the right column begins
};

// A short line between empty ones, from which both columns begin anew: it heads them both.
std::vector<std::size_t> heads_within(const std::vector<typed_line>& lines, two_columns c) {
    std::vector<std::size_t> heads;
    const auto is_empty = [&](std::size_t i) { return lines[i].words.empty(); };
    for (auto i = c.first + 1; i + 2 < c.end; ++i) {
        const auto& words = lines[i].words;
        if (words.empty() || words.size() > most_head_words || words.back().at >= c.x || begins_small(words.front()) ||
            words.back().text.back() == U'.' || !is_empty(i - 1) || !is_empty(i + 1))
            continue;
        auto below = i + 1;
        while (below < c.end && is_empty(below))
            ++below;
        if (below == c.end) break;
        const auto& both = lines[below].words;
        const auto right = std::find_if(both.begin(), both.end(), [&](const laid_word& w) { return w.at >= c.x; });
        if (right == both.begin() || right == both.end() || begins_small(both.front()) || begins_small(*right))
            continue;
        heads.push_back(i);
    }
    return heads;
}

class finder {
  public:
    explicit finder(const std::vector<typed_line>& lines) : lines_{lines} {}

    // Columns that begin at the same place as those above need not look like running text: names to sign with.
    std::optional<two_columns> again(std::size_t x) const {
        const auto found = around(x, true);
        return found && found->end > found->first ? found : std::nullopt;
    }

    std::optional<two_columns> find() const {
        std::map<std::size_t, std::size_t> begun;
        for (const auto& line : lines_)
            for (std::size_t i = 0; i < line.words.size(); ++i)
                if (line.words[i].at >= leftmost_column && is_apart(line.words, i)) ++begun[line.words[i].at];
        std::optional<two_columns> best;
        std::size_t most = fewest_right - 1;
        for (const auto& [x, n] : begun) {
            if (n <= most) continue;
            if (const auto found = around(x, false)) {
                best = found;
                most = n;
            }
        }
        return best;
    }

  private:
    // The longest run of lines that keep the gutter free, of which enough stand to its right as running text does.
    std::optional<two_columns> around(std::size_t x, bool again) const {
        std::optional<two_columns> best;
        for (std::size_t i = 0; i < lines_.size();) {
            auto end = i;
            while (end < lines_.size() && !crosses(lines_[end], x))
                ++end;
            if (end > i && (again ? goes_on({i, end, x}) : is_text({i, end, x})) &&
                (!best || end - i > best->end - best->first))
                best = {i, end, x};
            i = std::max(end, i + 1);
        }
        if (best) trim(*best);
        return best;
    }

    bool goes_on(two_columns c) const {
        std::size_t right = 0, left = 0;
        for (auto i = c.first; i < c.end; ++i) {
            const auto& words = lines_[i].words;
            left += !words.empty() && words.front().at < c.x;
            right += !words.empty() && words.back().at >= c.x;
        }
        return right >= fewest_again && left >= fewest_again;
    }

    bool is_text(two_columns c) const {
        std::size_t right = 0, small = 0, left = 0, parted = 0;
        for (auto i = c.first; i < c.end; ++i) {
            const auto& words = lines_[i].words;
            auto at = words.begin();
            while (at != words.end() && !begins_right(words, static_cast<std::size_t>(at - words.begin()), c.x))
                ++at;
            left += !words.empty() && words.front().at < c.x;
            for (std::size_t k = 1; k < words.size(); ++k)
                parted += !begins_right(words, k, c.x) && words[k].at - words[k - 1].end() >= least_apart;
            if (at == words.end()) continue;
            ++right;
            small += begins_small(*at);
        }
        return right >= fewest_right && left >= fewest_right && parted * 4 < right &&
               static_cast<double>(small) >= static_cast<double>(right) * least_small;
    }

    // Lines at either end with nothing to the right are set over the whole page.
    void trim(two_columns& c) const {
        const auto has_right = [&](std::size_t i) {
            const auto& words = lines_[i].words;
            const auto at = std::find_if(words.begin(), words.end(), [&](const laid_word& w) { return w.at >= c.x; });
            // A word of running text may stand where the column begins.
            return at != words.end() && is_apart(words, static_cast<std::size_t>(at - words.begin()));
        };
        while (c.first < c.end && !has_right(c.first))
            ++c.first;
        // Below the end of the right column the left one may go on up to the next empty line.
        auto last = c.end;
        while (last > c.first && !has_right(last - 1))
            --last;
        while (last < c.end && !lines_[last].words.empty())
            ++last;
        c.end = last;
    }

    const std::vector<typed_line>& lines_;
};

void put_column(std::string& out, const std::vector<typed_line>& lines, two_columns c, bool right) {
    for (auto i = c.first; i < c.end; ++i) {
        std::string line;
        for (const auto& w : lines[i].words)
            if ((w.at >= c.x) == right) line.append(line.empty() ? 0 : 1, ' ').append(base::to_utf8(w.text));
        out.append(line).append(1, '\n');
    }
    out += '\n';
}

// One column below the other, between the heads of both.
void put_columns(std::string& out, const std::vector<typed_line>& lines, two_columns c) {
    for (const auto head : heads_within(lines, c)) {
        put_column(out, lines, {c.first, head, c.x}, false);
        put_column(out, lines, {c.first, head, c.x}, true);
        put_column(out, lines, {head, head + 1, c.x}, false);
        c.first = head + 1;
    }
    put_column(out, lines, c, false);
    put_column(out, lines, c, true);
}

// Two texts with a wide gap between, and no table's cells.
bool is_far_apart(std::string_view line) {
    if (line.find_first_of("\t\f") != std::string_view::npos) return false;
    const auto inner = base::trimmed(line);
    const auto gap = inner.find(std::string(least_apart, ' '));
    if (gap == std::string_view::npos) return false;
    // "1.    Trafik", "När:    varje vecka": a number or a label before what it belongs to.
    const auto left = base::to_utf32(inner.substr(0, gap));
    const auto is_letter = [](char32_t c) { return base::fold_case(c) >= U'a'; };
    return std::count_if(left.begin(), left.end(), is_letter) >= 3 && left.back() != U':';
}

// Where the second of two texts begins that stand far apart; 0 where none does.
std::size_t second_begins(std::string_view line) {
    const auto words = laid_words(line);
    for (std::size_t i = 1; i < words.size(); ++i)
        if (words[i].at - words[i - 1].end() >= least_apart) return words[i].at;
    return 0;
}

// A title may come close to the next, which begins below the name that is far away.
bool parts_at(std::string_view line, std::size_t x) {
    if (x == 0 || line.find_first_of("\t\f") != std::string_view::npos) return false;
    const auto words = laid_words(line);
    for (std::size_t i = 1; i < words.size(); ++i)
        if (words[i].at == x) return words[i].at - words[i - 1].end() > widest_gap_within;
    return false;
}

std::string parted(std::string_view line, std::size_t x) {
    const auto words = laid_words(line);
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += words[i].at - words[i - 1].end() >= least_apart || words[i].at == x ? '\t' : ' ';
        out += base::to_utf8(words[i].text);
    }
    return out;
}

} // namespace

std::string with_columns_below(std::string text) {
    if (text.find("    ") == std::string::npos) return text;
    std::string made;
    for (const auto page : base::split(text, '\f')) {
        if (page.data() != text.data()) made += '\f';
        const auto lines = base::split(page, '\n');
        if (lines.size() > most_lines) {
            made += page;
            continue;
        }
        auto typed = parse(lines);
        std::size_t runs = 0, begin = 0;
        std::optional<two_columns> found = finder{typed}.find();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (found && i == begin + found->first) {
                put_columns(made, typed, *found);
                i = begin + found->end;
                typed.erase(typed.begin(), typed.begin() + static_cast<std::ptrdiff_t>(i - begin));
                begin = i;
                found = ++runs < most_runs ? finder{typed}.again(found->x) : std::nullopt;
                if (i >= lines.size()) break;
                if (found && found->first == 0) {
                    --i;
                    continue;
                }
            }
            made += lines[i];
            if (i + 1 < lines.size()) made += '\n';
        }
    }
    return made;
}

std::string with_parted_lines(std::string text) {
    if (text.find("    ") == std::string::npos) return text;
    const auto lines = base::split(text, '\n');
    std::string made;
    for (std::size_t i = 0; i < lines.size();) {
        auto end = i;
        std::size_t x = 0;
        while (end < lines.size() && (is_far_apart(lines[end]) || parts_at(lines[end], x))) {
            if (const auto at = second_begins(lines[end])) x = at;
            ++end;
        }
        const bool few = end - i <= most_parted;
        for (auto k = i; k < std::max(end, i + 1); ++k)
            made.append(k == 0 ? 0 : 1, '\n').append(k < end && few ? parted(lines[k], x) : std::string{lines[k]});
        i = std::max(end, i + 1);
    }
    return made;
}

} // namespace intake
