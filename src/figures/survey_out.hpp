#pragma once

#include "base/translate.hpp"
#include "figures/survey_figures.hpp"

#include <string>

namespace figures {

// To read at a terminal or in a letter: a table a question, then a sentence for each figure, then what the words mean.
std::string survey_text(const survey_report& all, const base::translator& say);
// As Swedish Excel takes it: semicolons, decimal comma, byte order mark. A row a figure, its sentence last.
std::string survey_csv(const survey_report& all, const base::translator& say);
// Shares 0…1; null where a figure is withheld or was never there. Keys: docs/statistics.md.
std::string survey_json(const survey_report& all, const base::translator& say);

} // namespace figures
