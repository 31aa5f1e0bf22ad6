#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Files of other programs' kinds, made from a plain text: what the readers of files are tried against.
// In the text an empty line parts paragraphs, "- " or "• " begins a bullet, tabs part a table's cells,
// and a short line without an end mark between empty lines is a heading.
namespace support {

std::string html_of(std::string_view text, std::string_view style = {});
std::string docx_of(std::string_view text);
std::string odt_of(std::string_view text);
// Rows of cells; a cell of digits is a number.
std::string xlsx_of(const std::vector<std::vector<std::string>>& rows);

// By WeasyPrint; empty where it is not installed.
std::string pdf_of_html(std::string_view html);
std::string pdf_of(std::string_view text, std::string_view style = {});
// The same pages as pictures, without text; empty where WeasyPrint or pdftoppm is not installed.
std::string scan_of(std::string_view pdf, int dpi = 200);

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& parts);

} // namespace support
