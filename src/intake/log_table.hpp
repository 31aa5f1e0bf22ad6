#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// A log that somebody kept in a spreadsheet, as it was saved or copied from there.
namespace intake {

struct log_table_row {
    std::int64_t line = 0; // in the file, from 1
    std::string date, what, part, amount, hours, subject, place, note, link;
};

struct log_table {
    char separator = ';';
    std::vector<std::string> known;   // headings that were understood, as they were written
    std::vector<std::string> unknown; // … and those whose columns are left out
    std::vector<log_table_row> rows;  // none that is empty
};

// UTF-8, UTF-16 or code page 1252; columns by ; , or tab, whichever the first line holds most of; cells in quotes as
// RFC 4180 says. The first line holds headings in Swedish or English, in any order: there must be one of the day and
// one of what was done. Refused: what is no text, no such headings, the same one twice, over 5,000 rows, a quote that
// never ends.
base::result<log_table> read_log_table(std::string_view bytes);

} // namespace intake
