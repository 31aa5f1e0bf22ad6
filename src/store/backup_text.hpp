#pragma once

#include "store/tables.hpp"

#include <optional>
#include <string>
#include <string_view>

// One row as a line of a backup, and back.
namespace store::backup_text {

inline constexpr std::string_view first_line = "lofte-backup/1";

// Without its line end, with the mark that rows begin with.
void append(std::string& out, const raw_row& row);

// nullopt: it is no such line, or has another number of fields.
std::optional<raw_row> parse(std::string_view line, std::size_t fields);

} // namespace store::backup_text
