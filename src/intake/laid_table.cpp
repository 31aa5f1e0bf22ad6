#include "intake/laid_table.hpp"

#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace intake {
namespace {

using cells = std::vector<std::string>;

constexpr std::size_t fewest_columns = 4;
constexpr std::size_t most_columns = 12;
constexpr std::size_t longest_head_cell = 32; // letters
constexpr std::size_t fewest_rows = 2;
constexpr std::size_t most_page_head = 8; // lines, the empty ones too
constexpr std::size_t most_drift = 8;     // letters between a column's places in its head and in a row

// A word, and whether two spaces or the line's start stand before it: then it may begin a cell.
struct word : laid_word {
    bool apart = false;
};
using words = std::vector<word>;

words words_of(std::string_view line) {
    words all;
    for (auto& w : laid_words(line)) {
        const bool apart = all.empty() || w.at - all.back().end() > 1;
        all.push_back({std::move(w), apart});
    }
    return all;
}

std::size_t count_apart(const words& line) {
    return static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](const word& w) { return w.apart; }));
}

bool begins_small(const word& w) {
    const auto c = w.text.front();
    return base::fold_case(c) == c && (c >= U'a' && (c <= U'z' || c >= 0xDF));
}

std::size_t count_small(const words& line) {
    return static_cast<std::size_t>(
        std::count_if(line.begin(), line.end(), [](const word& w) { return w.apart && begins_small(w); }));
}

// The names of columns are short and begin large.
bool is_head(const words& line) {
    const auto columns = count_apart(line);
    if (columns < fewest_columns || columns > most_columns || count_small(line) > 0) return false;
    std::size_t begin = 0;
    for (const auto& w : line) {
        if (w.apart) begin = w.at;
        if (w.end() - begin > longest_head_cell) return false;
    }
    return true;
}

// Three columns are a table only where the lines below the head keep to its columns, and two of them fill all.
bool keep_to_columns(const std::vector<std::string_view>& lines, std::size_t head) {
    constexpr std::size_t columns = 3;
    std::set<std::size_t> begins;
    const auto names = words_of(lines[head]);
    if (count_apart(names) != columns || count_small(names) > 0 || names.front().at > 1) return false;
    for (const auto& w : names)
        if (w.apart) begins.insert(w.at);
    std::size_t full = 0;
    for (auto i = head + 1; i < lines.size() && !base::trimmed(lines[i]).empty(); ++i) {
        const auto line = words_of(lines[i]);
        for (const auto& w : line)
            if (w.apart && !begins.contains(w.at)) return false;
        full += count_apart(line) == columns;
    }
    return full >= fewest_rows;
}

// "-----": drawn between a head and its rows, or between rows.
bool is_rule(const words& line) {
    return !line.empty() && std::all_of(line.begin(), line.end(), [](const word& w) {
        return w.text.find_first_not_of(U"-–—=_") == std::u32string::npos;
    });
}

// The words of a line without its numbers, which a page's head counts.
std::string key_of(std::string_view line) {
    std::string key;
    for (const char c : base::squeezed(line))
        if (c < '0' || c > '9') key += c;
    return key;
}

class reader {
  public:
    reader(const std::vector<std::string_view>& lines, std::size_t first) : first_{first}, end_{first} {
        std::set<std::string> above;
        for (std::size_t i = 0; i < std::min(first, most_page_head); ++i)
            above.insert(key_of(lines[i]));
        const auto head = base::squeezed(lines[first]);
        for (; end_ < lines.size(); ++end_) {
            auto line = words_of(lines[end_]);
            if (end_ == first_)
                for (const auto& w : line)
                    if (w.apart) head_.push_back(w.at);
            if (is_rule(line)) {
                if (!goes_on_below(lines, end_)) break;
                continue;
            }
            // On the next page the page's head and the table's stand again.
            if (end_ > first_ && count_apart(line) > 1 &&
                (base::squeezed(lines[end_]) == head || above.contains(key_of(lines[end_]))))
                continue;
            // A heading, and the same head below it: another table
            if (end_ > first_ && end_ + 1 < lines.size() && count_apart(line) == 1 &&
                base::trimmed(lines[end_ - 1]).empty() && base::squeezed(lines[end_ + 1]) == head)
                break;
            if (is_page_number(line) || is_page_foot(line) || is_text(line) ||
                (end_ > first_ && begins_text(lines, end_)))
                break;
            all_.push_back(std::move(line));
        }
        while (!all_.empty() && all_.back().empty()) {
            all_.pop_back();
            --end_;
        }
    }

    laid_table read(const std::vector<cells>& above) const {
        laid_table made{first_, end_, {}, {}, {}};
        std::vector<std::size_t> starts;
        for (std::size_t i = 1; i < all_.size(); ++i)
            if (begins_row(i)) starts.push_back(i);
        if (starts.size() < fewest_rows) return made;
        const auto repeated = lines_of_repeated(above, starts.front());
        made.head.push_back(row(0, repeated.value_or(starts.front())));
        if (repeated && *repeated < starts.front()) made.rest.push_back(row(*repeated, starts.front()));
        for (std::size_t s = 0; s < starts.size(); ++s)
            made.rows.push_back(row(starts[s], s + 1 < starts.size() ? starts[s + 1] : all_.size()));
        return made;
    }

  private:
    // Below a drawn line, cells beside each other; the last one ends the table.
    static bool goes_on_below(const std::vector<std::string_view>& lines, std::size_t rule) {
        auto next = rule + 1;
        while (next < lines.size() && base::trimmed(lines[next]).empty())
            ++next;
        return next < lines.size() && count_apart(words_of(lines[next])) > 1;
    }

    // Between empty lines stands nothing but text in the first column: a heading and what it heads, not a row.
    static bool begins_text(const std::vector<std::string_view>& lines, std::size_t i) {
        if (!base::trimmed(lines[i - 1]).empty() || base::trimmed(lines[i]).empty()) return false;
        for (; i < lines.size() && !base::trimmed(lines[i]).empty(); ++i) {
            const auto line = words_of(lines[i]);
            if ((count_apart(line) != 1 && !is_numbered(line)) || line.front().at > 1) return false;
        }
        return true;
    }

    // "5  Uppföljning": the number of a heading.
    static bool is_numbered(const words& line) {
        constexpr std::size_t most_apart = 3;
        return line.size() > 1 && count_apart(line) == 2 && line[1].apart && line[1].at - line[0].end() <= most_apart &&
               line[0].text.find_first_not_of(U"0123456789.") == std::u32string::npos;
    }

    // Running text begins at the left and runs over the places of columns.
    bool is_text(const words& line) const {
        if (line.empty() || head_.size() < 2 || line.front().at > head_[0] + 1) return false;
        if (count_apart(line) > 1) return false;
        return line.back().end() > head_[2] + 1;
    }

    // "Sida 1 av 2" between the parts of a table.
    static bool is_page_number(const words& line) {
        if (line.empty() || line.size() > 5) return false;
        bool digit = false;
        for (const auto& w : line) {
            const auto text = base::lower(base::to_utf8(w.text));
            const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
            const bool number = std::all_of(text.begin(), text.end(),
                                            [&](char c) { return is_digit(c) || c == '(' || c == ')' || c == '/'; });
            digit = digit || number;
            if (!number && text != "sida" && text != "sid" && text != "av" && text != "-") return false;
        }
        return digit;
    }

    // "Norrbylöftet 2031                Sida 2 (3)"
    static bool is_page_foot(const words& line) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const auto text = base::lower(base::to_utf8(line[i].text));
            if (line[i].apart && (text == "sida" || text == "sid"))
                return is_page_number({line.begin() + static_cast<std::ptrdiff_t>(i), line.end()});
        }
        return false;
    }

    // "B   UNGA OCH NARKOTIKA", and a row below it: a letter or number and what it heads.
    bool begins_part(std::size_t i) const {
        constexpr std::size_t longest_number = 3;
        const auto& line = all_[i];
        if (line.size() < 2 || count_apart(line) != 2 || i + 1 >= all_.size()) return false;
        if (line[0].at > head_[0] + 1 || line[0].text.size() > longest_number || begins_small(line[0])) return false;
        return line[1].apart && !begins_small(line[1]) && line[1].at + 1 >= head_[1] && fills_row(i + 1);
    }

    // Rows that empty lines part need not fill the first column: it stands for those below it too.
    bool begins_parted_row(std::size_t i) const {
        const auto& line = all_[i];
        if (i < 2 || line.empty() || begins_small(line.front())) return false;
        const auto filled = count_apart(line);
        // A line that fills all other columns, each with a beginning, needs no empty line above it.
        const bool whole = filled + 1 == head_.size() && count_small(line) == 0;
        if (!all_[i - 1].empty() && !whole) return false;
        return filled * 2 >= head_.size() && filled > 2 && count_small(line) * 2 <= filled &&
               line.front().at + 1 >= head_[1];
    }

    bool begins_row(std::size_t i) const { return begins_parted_row(i) || begins_part(i) || fills_row(i); }

    bool fills_row(std::size_t i) const {
        const auto& line = all_[i];
        if (line.empty() || line.front().at > head_[0] + 1 || begins_small(line.front())) return false;
        const auto filled = count_apart(line);
        return filled * 2 >= head_.size() && filled > 1 && count_small(line) * 2 <= filled;
    }

    // How many lines the head has, where it is the one of the page before.
    std::optional<std::size_t> lines_of_repeated(const std::vector<cells>& above, std::size_t first_row) const {
        if (above.empty()) return std::nullopt;
        for (std::size_t n = 1; n <= first_row; ++n)
            if (row(0, n) == above.front()) return n;
        return std::nullopt;
    }

    // Where a row's columns begin: what stands apart in its lines goes to the nearest column of the head. A cell that
    // fills its column stands one space before the next, which then begins at the word that is nearest to its place.
    std::vector<std::size_t> starts_of(std::size_t from, std::size_t to) const {
        std::vector<std::map<std::size_t, int>> found(head_.size());
        for (auto i = from; i < to; ++i)
            for (const auto& w : all_[i])
                if (w.apart)
                    if (const auto c = nearest(w.at); c < head_.size()) ++found[c][w.at];
        constexpr std::size_t unknown = static_cast<std::size_t>(-1);
        std::vector<std::size_t> starts(head_.size(), unknown);
        for (std::size_t c = 0; c < head_.size(); ++c) {
            const auto most = std::max_element(found[c].begin(), found[c].end(),
                                               [](const auto& a, const auto& b) { return a.second < b.second; });
            if (most != found[c].end()) starts[c] = most->first;
        }
        starts[0] = std::min(starts[0], head_[0]);
        for (std::size_t c = 1; c < head_.size(); ++c)
            if (starts[c] == unknown) starts[c] = word_near(from, to, expected(starts, c, unknown));
        for (std::size_t c = 1; c < head_.size(); ++c)
            starts[c] = std::max(starts[c], starts[c - 1] + 1);
        return starts;
    }

    std::size_t nearest(std::size_t at) const {
        std::size_t best = head_.size();
        std::size_t least = most_drift + 1;
        for (std::size_t c = 0; c < head_.size(); ++c) {
            const auto off = at > head_[c] ? at - head_[c] : head_[c] - at;
            if (off < least) {
                least = off;
                best = c;
            }
        }
        return best;
    }

    // By the drift of the nearest column to the left that is known.
    std::size_t expected(const std::vector<std::size_t>& starts, std::size_t c, std::size_t unknown) const {
        for (auto k = c; k-- > 0;)
            if (starts[k] != unknown) return head_[c] + starts[k] - head_[k];
        return head_[c];
    }

    std::size_t word_near(std::size_t from, std::size_t to, std::size_t at) const {
        auto best = at;
        std::size_t least = most_drift;
        for (auto i = from; i < to; ++i)
            for (const auto& w : all_[i]) {
                const auto off = w.at > at ? w.at - at : at - w.at;
                if (off >= least) continue;
                least = off;
                best = w.at;
            }
        return best;
    }

    cells row(std::size_t from, std::size_t to) const {
        const auto starts = starts_of(from, to);
        cells made(starts.size());
        for (auto i = from; i < to; ++i) {
            std::vector<std::string> parts(starts.size());
            for (const auto& w : all_[i]) {
                const auto after = std::upper_bound(starts.begin() + 1, starts.end(), w.at);
                auto& part = parts[static_cast<std::size_t>(after - starts.begin()) - 1];
                part.append(part.empty() ? 0 : 1, ' ').append(base::to_utf8(w.text));
            }
            for (std::size_t c = 0; c < parts.size(); ++c)
                pdf::append_line(made[c], parts[c]);
        }
        return made;
    }

    std::size_t first_;
    std::size_t end_;
    std::vector<words> all_;
    std::vector<std::size_t> head_; // where its columns begin
};

} // namespace

std::vector<laid_word> laid_words(std::string_view line) {
    const auto text = base::to_utf32(line);
    std::vector<laid_word> all;
    for (std::size_t at = 0; at < text.size();) {
        if (base::is_space(text[at])) {
            ++at;
            continue;
        }
        const auto from = at;
        while (at < text.size() && !base::is_space(text[at]))
            ++at;
        all.push_back({text.substr(from, at - from), from});
    }
    return all;
}

std::string joined(const std::vector<laid_word>& words, std::size_t from, std::size_t to) {
    std::string out;
    for (auto i = from; i < to; ++i)
        out.append(i == from ? 0 : 1, ' ').append(base::to_utf8(words[i].text));
    return out;
}

laid_table find_laid_table(const std::vector<std::string_view>& lines, std::size_t from,
                           const std::vector<std::vector<std::string>>& above) {
    for (auto i = from; i < lines.size(); ++i) {
        if (!is_head(words_of(lines[i])) && !keep_to_columns(lines, i)) continue;
        auto made = reader{lines, i}.read(above);
        if (!made.rows.empty()) return made;
    }
    return {};
}

} // namespace intake
