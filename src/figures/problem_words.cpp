#include "figures/problem_words.hpp"

#include <cmath>

namespace figures {
namespace {

std::string key_of(stats::trouble what) {
    using stats::trouble;
    switch (what) {
    case trouble::lengths_differ:
        return "figures.trouble_lengths_differ";
    case trouble::no_data:
        return "figures.trouble_no_data";
    case trouble::too_few:
        return "figures.trouble_too_few";
    case trouble::bad_number:
        return "figures.trouble_bad_number";
    case trouble::bad_code:
        return "figures.trouble_bad_code";
    case trouble::no_weight:
        return "figures.trouble_no_weight";
    case trouble::over_population:
        return "figures.trouble_over_population";
    case trouble::stratum_alone:
        return "figures.trouble_stratum_alone";
    case trouble::empty_in_sample:
        return "figures.trouble_empty_in_sample";
    case trouble::empty_in_population:
        return "figures.trouble_empty_in_population";
    case trouble::margins_disagree:
        return "figures.trouble_margins_disagree";
    case trouble::cannot_be_met:
        return "figures.trouble_cannot_be_met";
    case trouble::not_converged:
        return "figures.trouble_not_converged";
    case trouble::singular:
        return "figures.trouble_singular";
    case trouble::no_variation:
        return "figures.trouble_no_variation";
    case trouble::not_offered:
        return "figures.trouble_not_offered";
    case trouble::too_large:
        return "figures.trouble_too_large";
    case trouble::not_additive:
        return "figures.trouble_not_additive";
    case trouble::given_away:
        return "figures.trouble_given_away";
    }
    return "figures.trouble_not_offered";
}

} // namespace

base::problem in_words(const stats::problem& p, const named_place& at) {
    return {base::problem_kind::invalid,
            {key_of(p.what),
             {{"step", base::message{at.step, {}}},
              {"cell", at.cell.empty() ? std::string{"?"} : at.cell},
              {"part", at.part.empty() ? std::string{"?"} : at.part},
              {"amount", std::round(std::abs(p.amount))}}},
            {}};
}

} // namespace figures
