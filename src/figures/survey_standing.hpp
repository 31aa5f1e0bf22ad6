#pragma once

#include "base/result.hpp"
#include "figures/survey_data.hpp"
#include "figures/survey_figures.hpp"
#include "figures/survey_ledger.hpp"

#include <vector>

namespace figures {

// A group with its levels, and where each row of each round lies.
struct grouping {
    const group* of = nullptr;
    std::vector<std::string> levels;
    std::vector<coded> rows; // by round
    [[nodiscard]] const std::string& column() const { return of->column; }
};

// A question's answers in one round, with the groups that are asked for and those that only a ledger knows.
struct asked_item {
    const question& of;
    const std::vector<double>& item; // read_item
    std::size_t round = 0;           // in `rows` of the groups
    const std::vector<grouping>& groups;
    const std::vector<grouping>& remembered;
};

// Of one item in one domain, unweighted but for Kish's sums.
struct tally {
    double answers = 0, counted = 0; // counted: who gave an answer that makes the share
    double weight = 0, squares = 0;
    [[nodiscard]] double weight_effect() const { return squares > 0 ? answers * squares / (weight * weight) : 1; }
};

// Everybody, then each group's levels: the order of every list of domains.
std::vector<tally> tallied(const std::vector<double>& item, const std::vector<double>& weight,
                           const std::vector<grouping>& groups, std::size_t round);

// What may be shown of an item in each domain. A sensitive share from which it follows that fewer than five said one
// thing is withheld, and as many others as keep it from being worked out (stats/disclosure); from what was shown
// before, too, where `kept` is what a ledger has of the question, which is brought up to date.
base::result<std::vector<standing>> standings(const asked_item& it, const std::vector<tally>& domains,
                                              std::vector<kept_figure>* kept = nullptr);

} // namespace figures
