#pragma once

#include "base/result.hpp"
#include "base/table.hpp"
#include "figures/survey_plan.hpp"
#include "stats/column.hpp"

#include <string>
#include <vector>

// The answers' table as columns of numbers, by the plan. Whatever does not fit is refused with its line.
namespace figures {

struct coded {
    std::vector<std::int32_t> code; // −1: not known
    std::int32_t levels = 0;
    [[nodiscard]] stats::factor factor() const { return {code, levels}; }
};

struct margin_column {
    coded group;
    std::vector<std::string> names;
    std::vector<double> totals; // persons
};

// The rows of one round. Codes of clusters and persons mean the same in every round.
struct round_rows {
    std::string round;
    std::vector<std::size_t> row; // in the table
    coded stratum;                // one where the plan has none
    std::vector<std::string> stratum_names;
    coded unit; // clusters, or persons where rounds may share them; empty: each row was drawn by itself
    std::vector<double> weight;
    std::vector<double> population; // primary units in the row's stratum; empty: as good as endless
    std::vector<margin_column> margins;
};

// One for each of `rounds`, in their order. A self-selected survey's have no more than their rows.
base::result<std::vector<round_rows>> read_rounds(const survey_plan& plan, const base::table& answers,
                                                  const std::vector<std::string>& rounds);

// 1 where the answer is counted, 0 where another was given; or the number. Missing where there is no answer.
base::result<std::vector<double>> read_item(const base::table& answers, const question& q, const round_rows& rows);

// The groups there are in all of the rounds: as the plan writes them where it names their numbers, else by their words.
base::result<std::vector<std::string>> group_levels(const survey_plan& plan, const base::table& answers,
                                                    const std::string& column, const std::vector<round_rows>& rounds);
base::result<coded> read_group(const base::table& answers, const std::string& column,
                               const std::vector<std::string>& levels, const round_rows& rows);

} // namespace figures
