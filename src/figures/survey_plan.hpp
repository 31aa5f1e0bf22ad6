#pragma once

#include "base/result.hpp"
#include "base/translate.hpp"
#include "stats/survey/calibrate.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace figures {

// Words in both languages; what stands in one only serves for both.
struct bilingual {
    std::string sv, en;
    [[nodiscard]] const std::string& in(base::language l) const {
        const auto& own = l == base::language::sv ? sv : en;
        return own.empty() ? (l == base::language::sv ? en : sv) : own;
    }
    [[nodiscard]] bool empty() const { return sv.empty() && en.empty(); }
};

// Persons (or clusters) in each level of a column, in the order in which they were written.
using level_counts = std::vector<std::pair<std::string, double>>;

// The same by round; under "" what holds for all.
struct counts_by_round {
    std::map<std::string, level_counts> of;
    [[nodiscard]] const level_counts* at(const std::string& round) const;
};

struct counted_column {
    std::string column;
    counts_by_round population;
};

// How weights are made to agree with the margins (stats/survey/calibrate.hpp).
struct weighting {
    stats::survey::distance how = stats::survey::distance::raking;
    std::optional<stats::interval> bounds; // of what a weight may be multiplied with
};

struct question {
    std::string id; // its column
    std::string text;
    bilingual says;                        // what those who are counted do: "känner sig otrygga"
    std::vector<std::string> answers;      // all that are valid; empty: a number on the scale
    std::vector<std::string> counted;      // those that make the share
    std::vector<std::string> not_answered; // "vet ej": as if left empty
    double scale_from = 0, scale_to = 0;   // of a number
    bool sensitive = false;                // a few who said one thing must not be seen
    bool named_before = false;             // an indicator that was named before anybody looked: tested alone
    [[nodiscard]] bool is_share() const { return !answers.empty(); }
};

struct group {
    std::string column;
    bilingual label;
};

// The design file (docs/statistics.md).
struct survey_plan {
    std::string title;
    bool self_selected = false;      // whoever wanted could answer: no level and no trend, ever
    std::string round_column;        // empty: one round
    std::vector<std::string> rounds; // from the first on; {""} where there is one
    std::string person_column;       // the same number in two rounds is the same person
    std::string weight_column;
    std::optional<counted_column> strata;
    std::map<std::string, double> population; // of everybody, by round, where there are no strata
    std::string cluster_column;
    counts_by_round clusters; // how many there are in each stratum; empty: as good as endlessly many
    std::vector<counted_column> margins;
    weighting weighted;
    std::vector<group> groups;
    std::vector<question> questions;

    [[nodiscard]] const question* find_question(std::string_view id) const;
    [[nodiscard]] const group* find_group(std::string_view column) const;
    [[nodiscard]] std::string questions_known() const; // "q1, q2"
    [[nodiscard]] std::string groups_known() const;
    [[nodiscard]] std::string rounds_known() const;
};

// `field` of a problem is the place in the file: "questions.q1.answers".
base::result<survey_plan> parse_survey_plan(std::string_view json);

} // namespace figures
