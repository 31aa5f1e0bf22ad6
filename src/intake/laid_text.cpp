#include "intake/laid_text.hpp"

#include "intake/laid_table.hpp"
#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace intake {
namespace {

// A page of typed letters, in points: two spaces are wider than any within a text, an empty line parts paragraphs.
constexpr double letter_width = 6;
constexpr double line_height = 11.5;
constexpr double font_size = 10;

constexpr std::size_t fewest_parted = 3; // lines of a page with words in three columns or more
constexpr std::size_t fewest_gaps = 2;   // in such a line
constexpr std::size_t widest_line = 1000;
constexpr std::size_t most_lines = 1500; // of a page

std::size_t wide_gaps_in(std::string_view line) {
    const auto text = base::trimmed(line);
    std::size_t n = 0;
    constexpr std::string_view dot = "\xC2\xB7"; // "NORRBY KOMMUN  ·  POLISEN" is one line of names
    for (std::size_t at = text.find("  "); at != std::string_view::npos; at = text.find("  ", at)) {
        const auto next = text.find_first_not_of(' ', at);
        const bool beside = text.substr(0, at).ends_with(dot) || text.substr(next).starts_with(dot);
        n += !beside;
        at = next;
    }
    return n;
}

bool is_laid(const std::vector<std::string_view>& lines) {
    if (lines.size() > most_lines) return false;
    std::size_t parted = 0;
    for (const auto line : lines) {
        if (line.find('\t') != std::string_view::npos || line.size() > widest_line) return false;
        parted += wide_gaps_in(line) >= fewest_gaps;
    }
    return parted >= fewest_parted;
}

void add_words(std::vector<pdf::word>& words, std::string_view line, std::size_t row) {
    const auto top = static_cast<double>(row) * line_height;
    for (const auto& w : laid_words(line))
        words.push_back({base::to_utf8(w.text), static_cast<double>(w.at) * letter_width, top,
                         static_cast<double>(w.end()) * letter_width, top + font_size, font_size, false});
}

class page_writer {
  public:
    explicit page_writer(const std::vector<std::string_view>& lines) : lines_{lines} {}

    std::string write() {
        std::vector<pdf::word> words;
        for (std::size_t row = 0; row < lines_.size(); ++row)
            add_words(words, lines_[row], row);
        for (const auto& item : pdf::find_columns(pdf::lines_of(std::move(words)), {})) {
            if (const auto* line = std::get_if<pdf::line>(&item.what))
                put(*line);
            else
                put(std::get<pdf::table>(item.what));
        }
        return std::move(out_);
    }

  private:
    static std::size_t row_at(double y) { return static_cast<std::size_t>(std::max(0.0, y) / line_height); }

    // The empty lines that stand above a row stay there.
    void go_to(std::size_t row) {
        if (row > next_ || row + 1 < next_) out_ += '\n';
        next_ = row + 1;
    }

    void put(const pdf::line& l) {
        const auto row = row_at(l.y);
        go_to(row);
        const auto words = static_cast<std::size_t>(l.words.size());
        std::vector<pdf::word> whole;
        add_words(whole, lines_[row], row);
        out_ += whole.size() == words ? std::string{lines_[row]} : pdf::text_of(l);
        out_ += '\n';
    }

    void put(const pdf::table& t) {
        go_to(row_at(t.y0 + font_size / 2));
        for (const auto& row : t.rows) {
            for (std::size_t c = 0; c < row.size(); ++c)
                out_.append(c == 0 ? 0 : 1, '\t').append(row[c].text);
            out_ += '\n';
        }
        next_ = row_at(t.y1 - font_size / 2) + 1;
    }

    const std::vector<std::string_view>& lines_;
    std::string out_;
    std::size_t next_ = 0;
};

// Pages of which a table goes on over their ends: its last row is held until it is known that nothing more of it comes.
class drifting_tables {
  public:
    void put(std::string_view page) {
        settle();
        head_.clear();
        made_ += page;
    }

    // Between two pages.
    void turn() { ++turned_; }

    // False where the page holds no such table.
    bool read(const std::vector<std::string_view>& lines) {
        std::size_t at = 0;
        for (auto found = find_laid_table(lines, 0, head_); !found.rows.empty();
             found = find_laid_table(lines, at, head_)) {
            put_lines(lines, at, found.first);
            // On its own page a head that stands again begins a table of its own.
            const bool repeated = at == 0 && !head_.empty() && found.head == head_;
            if (repeated && !found.rest.empty() && !last_.empty())
                for (std::size_t c = 0; c < last_.size(); ++c)
                    pdf::append_line(last_[c], found.rest.front()[c]);
            settle();
            if (!repeated) put_row(found.head.front());
            for (auto& row : found.rows) {
                settle();
                last_ = std::move(row);
            }
            head_ = std::move(found.head);
            at = found.end;
        }
        if (at == 0) return false;
        put_lines(lines, at, lines.size());
        return true;
    }

    std::string take() {
        settle();
        return std::move(made_);
    }

  private:
    void put_lines(const std::vector<std::string_view>& lines, std::size_t from, std::size_t to) {
        if (std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(from),
                        lines.begin() + static_cast<std::ptrdiff_t>(to),
                        [](std::string_view line) { return base::trimmed(line).empty(); }))
            return;
        settle();
        for (auto i = from; i < to; ++i)
            made_.append(lines[i]).append(i + 1 < lines.size() ? 1 : 0, '\n');
    }

    void put_row(const std::vector<std::string>& row) {
        for (std::size_t c = 0; c < row.size(); ++c)
            made_.append(c == 0 ? 0 : 1, '\t').append(row[c]);
        made_ += '\n';
    }

    void settle() {
        if (!last_.empty()) put_row(std::exchange(last_, {}));
        made_.append(std::exchange(turned_, 0), '\f');
    }

    std::string made_;
    std::size_t turned_ = 0; // pages that ended since the last thing was put down
    std::vector<std::vector<std::string>> head_;
    std::vector<std::string> last_;
};

} // namespace

std::string with_laid_rows(std::string text) {
    drifting_tables tables;
    for (const auto page : base::split(text, '\f')) {
        if (page.data() != text.data()) tables.turn();
        const auto lines = base::split(page, '\n');
        if (!is_laid(lines))
            tables.put(page);
        else if (!tables.read(lines))
            tables.put(page_writer{lines}.write());
    }
    auto made = tables.take();
    pdf::settle_breaks(made);
    pdf::settle_hyphens(made);
    return made;
}

} // namespace intake
