#pragma once

#include "intake/layout.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What a page of a PDF shows, by the places of its words. All lengths are points (1/72 inch), y grows downwards.
namespace intake::pdf {

struct word {
    std::string text; // UTF-8
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double size = 0; // of the font
    bool bold = false;
    double middle() const { return (y0 + y1) / 2; }
    double width() const { return x1 - x0; }
};

// Words side by side at one height, from left to right.
struct line {
    std::vector<word> words;
    double x0 = 0, x1 = 0, y = 0; // y: the middle
    double size = 0;
    bool bold = false;  // all of it
    double right = 0;   // the right edge of the column it stands in; 0 where it is the page's
    double left = 0;    // the column's left edge
    bool first = false; // the column's first line: what stands before it is no neighbour
};

struct cell {
    std::string text;
    std::size_t columns = 1;
    std::size_t rows = 1;
};

struct table {
    double y0 = 0, y1 = 0;
    std::vector<double> edges; // left edge of each column
    std::vector<std::vector<cell>> rows;
};

struct item {
    double y = 0;
    std::variant<line, table> what;
    bool in_margin = false; // of the paper: what every page repeats
};

struct page {
    double width = 0, height = 0;
    std::vector<item> items;     // in the order of reading
    std::vector<double> gutters; // left edges of the columns of text that stand beside another
};

// A picture of a page in grey, one byte a pixel, one pixel a point unless said otherwise.
struct picture {
    std::size_t width = 0, height = 0;
    std::vector<std::uint8_t> grey;
    std::uint8_t at(std::size_t x, std::size_t y) const { return grey[y * width + x]; }
};

// A straight ruled line: at `place` (x of a vertical one, y of a horizontal one), from `from` to `to`.
struct rule {
    double place = 0, from = 0, to = 0;
};
struct rules {
    std::vector<rule> across, down;
};
rules find_rules(const picture& shown);

// Ruled lines that touch each other and make cells.
struct grid {
    std::vector<double> xs, ys; // edges of columns and rows, outermost included
    std::vector<rule> across, down;
};
std::vector<grid> find_grids(const rules& drawn);

// The lines of a set of words, from top to bottom.
std::vector<line> lines_of(std::vector<word> words);
line make_line(std::vector<word> words);
// The words of a line with their spaces; of lines, with hyphens at line ends taken away where they part a word.
std::string text_of(const line& l);
void append_line(std::string& text, const std::string& next);
// A word in small letters without the signs at its ends.
std::string plain(std::string_view word, std::string_view signs);
// The words of a text that none of the marks stands in: what is still in question is no evidence.
std::vector<std::string_view> settled_words(std::string_view text, std::string_view marks);
// Decides, by the other words of the whole text, on hyphens that append_line left open.
void settle_hyphens(std::string& text);
// The lines of a cell whose text ends at most at `right`. Whether a narrow column cut words without a hyphen is left
// open until the whole text is there.
std::string text_of_cell(const std::vector<line>& lines, double right);
void append_over_page(std::string& text, const std::string& next); // what a page's end parted
void settle_breaks(std::string& text);
bool is_bullet_sign(const std::string& text);
bool begins_small(const line& l);
bool begins_large(const line& l);
// The first word of the next line would not have fitted any more before the right edge.
bool was_full(const line& l, const line& next, double right);

// True where words stand in columns, so that ruled lines are worth looking for.
bool may_hold_table(const std::vector<word>& words);

// The dots of lists that are drawn and not written become words. `may_hold_dots`: some lines are indented without one.
bool may_hold_dots(const std::vector<word>& words);
void add_drawn_dots(const picture& shown, double dpi, std::vector<word>& words);

// Tables, columns and lines of a page. `gutters` are those of the document's other pages: a page with little text in
// its columns may not show by itself that it has any.
page arrange(std::vector<word> words, double width, double height, const rules& drawn,
             const std::vector<double>& gutters = {});
// Finds tables and columns without ruled lines in lines that stand below each other.
std::vector<item> find_columns(std::vector<line> lines, const rules& drawn);

// Takes from a page's first table what belongs to the last of the page before: a head that is repeated, the rest of a
// row that was cut. True where that is all of it.
bool join_over_page(table& above, table& below);

// The pages as one text.
std::string flow(std::vector<page> pages, std::size_t most_bytes);

} // namespace intake::pdf
