#pragma once

#include "base/translate.hpp"
#include "figures/survey_figures.hpp"

#include <string>
#include <vector>

namespace figures {

// "38 % (34–42) känner sig otrygga; ändringen sedan 2021 är inte säkerställd (+2 procentenheter, −3 till +7)." What is
// withheld is said to be, and why; of a self-selected survey so answered those who answered, and nothing more.
std::string sentence(const survey_report& all, const survey_figure& f, const base::translator& say);

// What the sentences' words mean, and what the figures were not able to take in.
std::vector<std::string> reading_notes(const survey_report& all, const base::translator& say);

// The parts that a table shows beside each other. "–" where there is none.
std::string value_head(const question& q, const base::translator& say);                         // "Känner sig otrygga"
std::string value_cell(const question& q, const survey_figure& f, const base::translator& say); // "38 % (34–42)"
std::string change_cell(const question& q, const survey_figure& f, const base::translator& say); // "+2 (−3 till +7)"
std::string question_words(const question& q, const base::translator& say); // its text, or its column

// A scale's means have two decimals where it is short.
int decimals_of(const question& q);

} // namespace figures
