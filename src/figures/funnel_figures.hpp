#pragma once

#include "figures/series_plan.hpp"
#include "stats/column.hpp"

#include <string>
#include <vector>

namespace figures {

// Where an area's latest year lies among others, instead of its rank.
enum class among {
    usual, // within what chance and the common differences between areas give
    above, // outside, as one in a thousand would be
    below,
    too_few,  // fewer than five are expected of so few residents: nothing to judge
    hidden,   // 1–4, where such are not shown
    protects, // with the others it would give such a one away
};
bool is_shown(among a);

struct funnel_figure {
    std::string id;
    bilingual name;
    double count = stats::missing, rate = stats::missing; // of the latest year; missing where hidden
    double expected = stats::missing;                     // were all areas alike, by residents
    stats::interval usual;                                // counts that are nothing out of the common
    among where = among::usual;
};

struct funnel_report {
    std::string title;
    pace per = pace::month;
    double per_persons = 1000;
    std::int64_t last = 0;
    std::vector<funnel_figure> figures; // in the order of the table, never of their size
};

// How many areas the differences between them can be judged from, and from how many they are well known.
inline constexpr std::size_t least_areas = 5;
inline constexpr std::size_t enough_areas = 20;

// Each series is an area; residents must be known, and a year of counts. Limits of 99.8 % with over-dispersion
// (stats/funnel.hpp).
base::result<funnel_report> funnel_figures(const series_plan& plan, const base::table& counts);

} // namespace figures
