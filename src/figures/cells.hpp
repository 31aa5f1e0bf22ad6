#pragma once

#include "base/result.hpp"
#include "base/table.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace figures {

// Where a heading stands; a problem that says which there are.
base::result<std::size_t> column_of(const base::table& t, const std::string& heading);

// A number as people write it in a table: "1 200,5", "2.5". nullopt: it is none.
std::optional<double> number_in(std::string_view cell);

// What is wrong with one cell: the line, the column and what stands there go with every sentence.
base::problem refuse_cell(std::string key, const base::table& t, std::size_t row, std::size_t column,
                          std::string known = {});

} // namespace figures
