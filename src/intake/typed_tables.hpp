#pragma once

#include <string>

// Tables that a plain text draws with signs: grids of +---+, columns under dashes, cells between bars or semicolons.
namespace intake {

// Their rows become lines of cells with tabs between.
std::string with_typed_rows(std::string text);

// For Markdown, whose reader knows tables with bars only: grids and columns under dashes become such.
std::string with_barred_tables(std::string text);

} // namespace intake
