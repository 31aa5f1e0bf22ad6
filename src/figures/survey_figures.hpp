#pragma once

#include "base/result.hpp"
#include "base/table.hpp"
#include "figures/survey_ledger.hpp"
#include "figures/survey_plan.hpp"
#include "stats/column.hpp"

#include <optional>
#include <string>
#include <vector>

namespace figures {

enum class standing {
    plain,
    weak,       // few enough answers that the figure is shown as uncertain
    self_told,  // of those who answered alone: never a level
    no_answers, // the rest are withheld, and have no number
    few,
    tells_of_few, // sensitive, and so few said one thing that they could be known
    protects,     // another such figure could be worked out from it
    impossible,   // weights below none give a value that nobody could have, or stand for nobody
};
bool is_shown(standing s);

enum class turn {
    unasked,
    up, // certain, also with all the comparisons that are made at once
    down,
    alone,       // would be certain if it were the only comparison
    not_certain, // may be chance
    withheld,    // a figure of one of the rounds is
    few_one_way, // fewer than five gave one of the answers in a round: too few to judge by
    unchanging,  // everybody answered alike in both rounds
};

// after − before: of shares 0…1, or on the question's scale.
struct change_figure {
    turn way = turn::unasked;
    double before = stats::missing;
    double difference = stats::missing;
    stats::interval limits;
    double p = stats::missing;
    double p_adjusted = stats::missing; // over all that the call compares (Benjamini–Hochberg), unless named before
    double detectable = stats::missing; // the smallest change that would mostly have been found
};

struct survey_figure {
    std::size_t question = 0;        // in the report
    std::string column, level;       // of the group; empty: everybody
    bilingual label;                 // of the column
    double answers = stats::missing; // missing where they are so few that they are withheld themselves
    standing told = standing::plain;
    double value = stats::missing; // 0…1, or on the scale
    stats::interval limits;
    bool exact = false; // limits by Clopper and Pearson, with very few in one of the answers
    double design_effect = stats::missing;
    change_figure change;
};

struct survey_note {
    base::message text;
};

struct survey_report {
    std::string title, round, since; // since: empty where no change was asked for
    bool self_selected = false;
    std::vector<question> questions;
    std::vector<survey_figure> figures;  // question by question: everybody, then each group's levels
    std::vector<survey_note> notes;      // what whoever reads the figures should know
    std::size_t comparisons = 0;         // changes judged together
    std::optional<survey_ledger> ledger; // with what is told here, where one was given
};

struct survey_request {
    std::vector<std::string> items; // empty: all
    std::vector<std::string> by;
    std::string round;                                  // empty: the last
    std::string since;                                  // empty: no change
    std::optional<survey_ledger> ledger = std::nullopt; // of the calls before; without one each call stands alone
};

// Fewer answers: withheld; fewer than enough: weak. docs/statistics.md.
inline constexpr double least_answers = 30;
inline constexpr double enough_answers = 60;

base::result<survey_report> survey_figures(const survey_plan& plan, const base::table& answers,
                                           const survey_request& asked);

} // namespace figures
