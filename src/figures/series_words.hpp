#pragma once

#include "base/translate.hpp"
#include "figures/series_figures.hpp"

#include <string>
#include <vector>

namespace figures {

// What a series is called, with a large first letter.
std::string series_name(const series_figure& f, const base::translator& say);

// "Anmälda bostadsinbrott: 14 i oktober 2023. På ett år 152 (129–178), alltså 14,4 per 1 000 invånare
// (12,2–16,9)."
std::string level_sentence(const series_report& all, const series_figure& f, const base::translator& say);
// Whether that is higher than its own past leads one to expect, or why that cannot be said.
std::string latest_sentence(const series_report& all, const series_figure& f, const base::translator& say);
// What came after `began` beside what was before, or why that cannot be said. Empty where nothing was asked.
std::string turn_sentence(const series_report& all, const series_figure& f, const base::translator& say);

std::vector<std::string> reading_notes(const series_report& all, const base::translator& say);

// A ratio of counts: "25 % färre", "12 % fler", "lika många". Here per cent are of a count, and right.
std::string ratio_words(double ratio, const base::translator& say);

} // namespace figures
