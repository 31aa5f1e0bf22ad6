#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace figures {

// Rows under headings, columns as wide as they need, figures to the right. The first row is the headings.
std::string laid_out(const std::vector<std::vector<std::string>>& rows);

// A cell of CSV: quoted where it must be; words that a spreadsheet would run as a formula begin with an apostrophe.
std::string csv_words(std::string_view text);
// Digits and a decimal comma; empty where there is none.
std::string csv_number(double x, int decimals);
std::string csv_rows(const std::vector<std::vector<std::string>>& rows);

} // namespace figures
