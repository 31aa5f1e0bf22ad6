#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

// A word of a line and the letter that it begins at.
struct laid_word {
    std::u32string text;
    std::size_t at = 0;
    std::size_t end() const { return at + text.size(); }
};
std::vector<laid_word> laid_words(std::string_view line);

// The words from one to before another, a space between them.
std::string joined(const std::vector<laid_word>& words, std::size_t from, std::size_t to);

// A table in lines of text whose columns drift: a program that lays a page out in letters keeps the places of a row's
// columns to each other, and not always those of one row to the next.
struct laid_table {
    std::size_t first = 0, end = 0; // lines
    std::vector<std::vector<std::string>> head;
    std::vector<std::vector<std::string>> rest; // what belongs to the last row of the page before; one row, or none
    std::vector<std::vector<std::string>> rows;
};

// The first table at or after line `from`, known by its head of four columns or more; `above` is the head of the page
// before, which may be repeated. Without rows where there is none.
laid_table find_laid_table(const std::vector<std::string_view>& lines, std::size_t from,
                           const std::vector<std::vector<std::string>>& above);

} // namespace intake
