#include "reading/document_stacked.hpp"

#include "reading/document_plan.hpp"

#include <algorithm>
#include <optional>

namespace reading::doc {
namespace {

constexpr std::size_t most_name_words = 5;
constexpr std::size_t fewest_named = 3;
constexpr std::size_t fewest_columns = 4;
constexpr std::size_t fewest_rows = 3; // the head among them

class finder {
  public:
    explicit finder(const manuscript& text) : t_{text}, lines_{text.lines()} {}

    std::vector<stacked_table> run() const {
        std::vector<stacked_table> all;
        for (std::size_t i = 0; i < lines_.size();) {
            const auto named = count_named(i);
            const auto found = named < fewest_named ? std::nullopt : table_at(i, named);
            if (found) all.push_back(*found);
            i = found ? found->first + found->columns * found->rows : i + std::max<std::size_t>(named, 1);
        }
        return all;
    }

  private:
    bool is_line(std::size_t i) const { return lines_[i].cells.size() <= 1; }
    bool goes_on(std::size_t i) const {
        return i < lines_.size() && lines_[i].gap == 0 && !lines_[i].page_begins && is_line(i);
    }

    // "Vad: belysa gångvägen" holds what the label names.
    bool is_labelled(range words) const {
        for (auto i = words.first; i + 1 < words.last; ++i)
            if (t_.is(i, ":")) return true;
        return false;
    }

    std::size_t count_named(std::size_t from) const {
        std::size_t n = 0;
        while (from + n < lines_.size() && (n == 0 ? is_line(from) : goes_on(from + n)) &&
               lines_[from + n].words.size() <= most_name_words && !is_labelled(lines_[from + n].words) &&
               names_column(t_, lines_[from + n].words))
            ++n;
        return n;
    }

    // The first column may have a name of its own, which then stands above the names that are known.
    std::optional<stacked_table> table_at(std::size_t from, std::size_t named) const {
        std::size_t end = from + 1;
        while (goes_on(end))
            ++end;
        const bool above = from > 0 && goes_on(from) && is_line(from - 1) && !names_area(t_, lines_[from].words) &&
                           lines_[from - 1].words.size() <= most_name_words &&
                           !t_.any(lines_[from - 1].words, tag::sec_plan);
        const std::size_t first = above ? from - 1 : from;
        const auto columns = above ? named + 1 : named;
        if (!fits(first, columns, end)) return std::nullopt;
        return stacked_table{first, columns, (end - first) / columns};
    }

    bool fits(std::size_t first, std::size_t columns, std::size_t end) const {
        if (columns < fewest_columns || (end - first) % columns != 0 || (end - first) / columns < fewest_rows)
            return false;
        std::vector<range> cells;
        for (auto i = first; i < first + columns; ++i)
            cells.push_back(lines_[i].words);
        return heads_plan(t_, cells);
    }

    const manuscript& t_;
    const std::vector<manuscript::line>& lines_;
};

} // namespace

std::vector<stacked_table> find_stacked(const manuscript& text) { return finder{text}.run(); }

} // namespace reading::doc
