#include "figures/survey_design.hpp"

#include "figures/problem_words.hpp"
#include "stats/survey/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace figures {
namespace {

using stats::survey::design;

std::string name_at(const std::vector<std::string>& names, std::int64_t at) {
    return at >= 0 && static_cast<std::size_t>(at) < names.size() ? names[static_cast<std::size_t>(at)] : std::string{};
}

base::result<design> weighted(const survey_plan& plan, const design& d, const std::vector<margin_column>& margins,
                              const std::string& round) {
    if (margins.empty()) return d;
    stats::survey::calibration to;
    for (const auto& m : margins)
        to.margins.push_back({m.group.factor(), m.totals});
    stats::survey::calibration_options by{.how = plan.weighted.how};
    if (plan.weighted.bounds) {
        by.low = plan.weighted.bounds->low;
        by.high = plan.weighted.bounds->high;
    }
    auto out = stats::survey::calibrate(d, to, by);
    if (out) return *std::move(out);
    const auto& p = out.error();
    const bool has_part = p.part >= 0 && static_cast<std::size_t>(p.part) < margins.size();
    const auto part = has_part ? static_cast<std::size_t>(p.part) : 0;
    auto problem = in_words(p, {.step = "figures.step_margins",
                                .cell = name_at(margins[part].names, p.cell),
                                .part = plan.margins[part].column});
    problem.field = round.empty() ? "margins" : fmt::format("margins, {}", round);
    return tl::unexpected(std::move(problem));
}

base::result<design> made(const stats::survey::design_input& input, const std::vector<std::string>& strata,
                          const std::string& round) {
    auto out = design::make(input);
    if (out) return *std::move(out);
    auto problem =
        in_words(out.error(), {.step = "figures.step_sample", .cell = name_at(strata, out.error().cell), .part = {}});
    problem.field = round.empty() ? "strata" : fmt::format("strata, {}", round);
    return tl::unexpected(std::move(problem));
}

void append(coded& to, const coded& from) {
    to.code.insert(to.code.end(), from.code.begin(), from.code.end());
    to.levels = std::max(to.levels, from.levels);
}

// Rounds' levels side by side: a margin's totals are a round's own.
margin_column beside(const margin_column& a, const margin_column& b) {
    auto out = a;
    for (const auto c : b.group.code)
        out.group.code.push_back(c + a.group.levels);
    out.group.levels += b.group.levels;
    out.names.insert(out.names.end(), b.names.begin(), b.names.end());
    out.totals.insert(out.totals.end(), b.totals.begin(), b.totals.end());
    return out;
}

} // namespace

base::result<design> design_of(const survey_plan& plan, const round_rows& rows) {
    auto d = made({.stratum = rows.stratum.factor(),
                   .unit = rows.unit.factor(),
                   .weight = rows.weight,
                   .population = rows.population,
                   .alone = stats::survey::lonely::about_zero},
                  rows.stratum_names, rows.round);
    if (!d) return d;
    return weighted(plan, *d, rows.margins, rows.round);
}

base::result<design> design_of_both(const survey_plan& plan, const round_rows& first, const round_rows& second) {
    std::vector<std::string> names = first.stratum_names;
    coded stratum = first.stratum;
    for (const auto c : second.stratum.code) {
        const auto& name = second.stratum_names[static_cast<std::size_t>(c)];
        auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) found = names.insert(names.end(), name);
        stratum.code.push_back(static_cast<std::int32_t>(found - names.begin()));
    }
    stratum.levels = static_cast<std::int32_t>(names.size());
    coded unit = first.unit;
    append(unit, second.unit);
    auto weight = first.weight;
    weight.insert(weight.end(), second.weight.begin(), second.weight.end());
    // A stratum that grew has the larger number of units in both rounds.
    std::vector<double> population;
    if (!first.population.empty() && !second.population.empty()) {
        population = first.population;
        population.insert(population.end(), second.population.begin(), second.population.end());
        std::vector<double> most(names.size());
        for (std::size_t i = 0; i < population.size(); ++i) {
            auto& m = most[static_cast<std::size_t>(stratum.code[i])];
            m = std::max(m, population[i]);
        }
        for (std::size_t i = 0; i < population.size(); ++i)
            population[i] = most[static_cast<std::size_t>(stratum.code[i])];
    }
    auto d = made({.stratum = stratum.factor(),
                   .unit = unit.factor(),
                   .weight = weight,
                   .population = population,
                   .alone = stats::survey::lonely::about_zero},
                  names, {});
    if (!d) return d;
    std::vector<margin_column> margins;
    for (std::size_t m = 0; m < first.margins.size(); ++m)
        margins.push_back(beside(first.margins[m], second.margins[m]));
    return weighted(plan, *d, margins, {});
}

std::vector<std::string> strata_alone(const round_rows& rows) {
    std::vector<std::set<std::size_t>> units(rows.stratum_names.size());
    for (std::size_t i = 0; i < rows.stratum.code.size(); ++i)
        units[static_cast<std::size_t>(rows.stratum.code[i])].insert(
            rows.unit.code.empty() ? i : static_cast<std::size_t>(rows.unit.code[i]));
    std::vector<std::string> out;
    for (std::size_t h = 0; h < units.size(); ++h)
        if (units[h].size() == 1) out.push_back(rows.stratum_names[h]);
    return out;
}

} // namespace figures
