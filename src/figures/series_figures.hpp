#pragma once

#include "figures/series_plan.hpp"
#include "stats/column.hpp"

#include <string>
#include <vector>

namespace figures {

// The latest period beside what its own past leads one to expect.
enum class lately {
    higher,
    higher_alone, // would be, if this were the only series looked at
    as_expected,
    too_short, // fewer periods than three years and a little
    too_rare,  // fewer than twelve in the years that are learnt from
    not_fitted,
};

// Since something began, beside the trend and the seasons before.
enum class since_then {
    unasked,
    fewer,
    more,
    not_certain,
    outside,   // it began before the first period, or after the last
    too_short, // fewer than two years before or one after
    too_rare,  // fewer than five a month
    not_fitted,
};

struct series_figure {
    std::string id;
    bilingual name;
    std::size_t periods = 0;
    // Of the latest period and of the latest year; missing where they are 1–4 and such are not shown.
    double latest = stats::missing, year = stats::missing;
    stats::interval year_limits;  // Garwood's of the year's count
    double rate = stats::missing; // of the year, for plan.per_persons residents
    stats::interval rate_limits;
    lately now = lately::too_short;
    int years = 0; // learnt from
    double expected = stats::missing, unusual_above = stats::missing, p = stats::missing, p_adjusted = stats::missing;
    since_then turn = since_then::unasked;
    std::size_t before = 0, after = 0; // periods
    double ratio = stats::missing;     // to what was expected, on average since
    stats::interval ratio_limits;      // the wider of those at two lags
    double turn_p = stats::missing, turn_p_adjusted = stats::missing;
};

struct series_report {
    std::string title;
    pace per = pace::month;
    double per_persons = 1000;
    bool hide_small = false;
    std::int64_t last = 0;             // the latest period
    std::optional<std::int64_t> began; // what was asked about
    std::vector<series_figure> figures;
};

struct series_request {
    std::vector<std::string> items; // series; empty: all
    std::string began;              // a period; empty: nothing
};

base::result<series_report> series_figures(const series_plan& plan, const base::table& counts,
                                           const series_request& asked);

// How many periods each comparison needs.
std::size_t least_for_latest(pace p);
std::size_t least_before(pace p);
std::size_t least_after(pace p);

} // namespace figures
