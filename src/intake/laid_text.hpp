#pragma once

#include <string>

namespace intake {

// A plain text whose columns stand beside each other by spaces, as a PDF saved as text has them: rows of tables become
// lines of cells with tabs between, columns of running text follow each other. All other lines are kept as they are.
std::string with_laid_rows(std::string text);

} // namespace intake
