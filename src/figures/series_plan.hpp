#pragma once

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/table.hpp"
#include "base/translate.hpp"
#include "figures/survey_plan.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace figures {

enum class pace { month, week };

// Months from January of year 0, or weeks from that of 1 January 1970: one number apart where they follow each other.
std::optional<std::int64_t> period_number(std::string_view text,
                                          pace p); // "2023-10", "2023-10-01", "2023M10"; "2023-W41"
base::date first_day(std::int64_t period, pace p);
std::string period_iso(std::int64_t period, pace p); // "2023-10"; of a week its first day
std::string period_words(std::int64_t period, pace p, const base::translator& say); // "oktober 2023", "vecka 41 2023"

// The file that says which column is what (docs/statistics.md).
struct series_plan {
    std::string title;
    pace per = pace::month;
    std::string period_column, count_column;
    std::string population_column;                        // empty: residents are not known
    std::string series_column;                            // one series for each word in it; empty: a single one
    double per_persons = 1000;                            // what a rate is told for
    bool hide_small = false;                              // 1–4 are not shown
    std::vector<std::pair<std::string, bilingual>> names; // what a series is called: "Anmälda bostadsinbrott"

    [[nodiscard]] const bilingual* name_of(std::string_view series) const;
};

base::result<series_plan> parse_series_plan(std::string_view json);

// One series without gaps, from its first period to the file's last.
struct counted_series {
    std::string id; // its word in the series' column
    std::int64_t first = 0;
    std::vector<double> count;
    std::vector<double> population; // empty: not known
    [[nodiscard]] std::int64_t last() const { return first + static_cast<std::int64_t>(count.size()) - 1; }
};

// Refused with the line, or the period that is missing.
base::result<std::vector<counted_series>> read_series(const series_plan& plan, const base::table& counts);

} // namespace figures
