#pragma once

#include "base/translate.hpp"
#include "figures/series_figures.hpp"

#include <string>

namespace figures {

// The same three ways as a survey's (survey_out.hpp).
std::string series_text(const series_report& all, const base::translator& say);
std::string series_csv(const series_report& all, const base::translator& say);
std::string series_json(const series_report& all, const base::translator& say);

} // namespace figures
