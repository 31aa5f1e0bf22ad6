#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// The lines and cells of a table as spreadsheets save it (RFC 4180 with any separator), of text that decode() gave.
namespace intake {

// Without what stands before the headings: empty lines, and the line by which Excel is told of the separator.
std::string_view without_preface(std::string_view text, std::int64_t& line);

// ; , or tab, whichever the first line holds most of outside quotes.
char separator_of(std::string_view text);

// One record from `at` on, which moves past it; `line` counts the lines it took. Cells past `most_cells` run together.
// False: a quote never ends.
bool read_record(std::string_view text, char separator, std::size_t most_cells, std::size_t& at, std::int64_t& line,
                 std::vector<std::string>& cells);

} // namespace intake
