#pragma once

#include "stats/survey/design.hpp"

#include <optional>

namespace stats::survey {

// How many persons the population has in each level of a group.
struct margin {
    factor group;
    std::span<const double> totals;
};

// What is asked of margins before weights are made to meet them. `part` of a problem is the margin, `cell` its level.
std::optional<problem> fault_of(const design& d, std::span<const margin> margins); // lengths, codes, numbers
std::optional<problem> disagreement(std::span<const margin> margins);              // sums that differ
// Levels where only one of sample and population has people; `partial`: those of the population alone are no fault.
std::optional<problem> lopsided(const std::vector<double>& sample, const margin& m, std::int64_t part, bool partial);

std::vector<double> weight_by_level(const std::vector<double>& weight, const factor& group);

} // namespace stats::survey
