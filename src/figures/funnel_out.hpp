#pragma once

#include "base/translate.hpp"
#include "figures/funnel_figures.hpp"

#include <string>

namespace figures {

// "Norr: 98 på ett år, 9,2 per 1 000 invånare. Inget ovanligt: med så många invånare väntas 60, och 31–98 är vanligt."
std::string sentence(const funnel_report& all, const funnel_figure& f, const base::translator& say);

// The same three ways as a survey's (survey_out.hpp).
std::string funnel_text(const funnel_report& all, const base::translator& say);
std::string funnel_csv(const funnel_report& all, const base::translator& say);
std::string funnel_json(const funnel_report& all, const base::translator& say);

} // namespace figures
