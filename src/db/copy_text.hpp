#pragma once

#include <string>
#include <string_view>

// Values as PostgreSQL writes them.
namespace db::copy_text {

std::string real(double value); // the shortest text that reads back as the same value
double parse_real(std::string_view text);

std::string escaped(std::string_view text); // for `copy`
std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view text); // "\x0aff"

// Throws error_class::constraint for NUL or broken UTF-8.
void require_text(std::string_view value, const std::string& database);

} // namespace db::copy_text
