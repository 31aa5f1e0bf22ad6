#include "awkward.hpp"

#include <cmath>

namespace vectors {

namespace {

using namespace stats::survey;
using stats::result;

const char* word_of(stats::trouble what) {
    switch (what) {
    case stats::trouble::lengths_differ:
        return "lengths_differ";
    case stats::trouble::no_data:
        return "no_data";
    case stats::trouble::too_few:
        return "too_few";
    case stats::trouble::bad_number:
        return "bad_number";
    case stats::trouble::bad_code:
        return "bad_code";
    case stats::trouble::no_weight:
        return "no_weight";
    case stats::trouble::over_population:
        return "over_population";
    case stats::trouble::stratum_alone:
        return "stratum_alone";
    case stats::trouble::empty_in_sample:
        return "empty_in_sample";
    case stats::trouble::empty_in_population:
        return "empty_in_population";
    case stats::trouble::margins_disagree:
        return "margins_disagree";
    case stats::trouble::cannot_be_met:
        return "cannot_be_met";
    case stats::trouble::not_converged:
        return "not_converged";
    case stats::trouble::singular:
        return "singular";
    case stats::trouble::no_variation:
        return "no_variation";
    case stats::trouble::not_offered:
        return "not_offered";
    case stats::trouble::too_large:
        return "too_large";
    case stats::trouble::not_additive:
        return "not_additive";
    case stats::trouble::given_away:
        return "given_away";
    }
    return "";
}

// Where R writes NA, not NaN: a mean with answers missing, a design effect of more answers than persons.
bool is_na(const std::string& name, const std::string& quantity) {
    return (name == "missing/mean" && quantity == "est") || (name.starts_with("w/") && quantity == "deff");
}

cases all_of(const vectors::set& from) {
    cases out;
    add_lonely(from, out);
    add_zeros(from, out);
    add_weights(from, out);
    add_failures(from, out);
    return out;
}

} // namespace

void cases::add(const std::string& name, const result<values>& outcome, bool warned) {
    status_.rows.push_back({name,
                            !outcome ? "error"
                            : warned ? "warning"
                                     : "ok",
                            "", outcome ? "" : word_of(outcome.error().what)});
    if (!outcome) return;
    for (const auto& [quantity, value] : *outcome)
        values_.rows.push_back({name, quantity, std::isnan(value) && is_na(name, quantity) ? cell(na) : cell(value)});
}

result<cases::values> named(const result<estimate>& e) {
    if (!e) return tl::unexpected(e.error());
    return cases::values{{"est", e->value}, {"se", e->answers == 1 && std::isnan(e->se) ? 0 : e->se}};
}

void add_lonely(const vectors::set& from, cases& to) {
    const auto in = from.read("awk_lonely.csv");
    const group stratum(in.text("stratum"));
    const auto y = in.numbers("y");
    const auto weight = in.numbers("weight");
    const auto population = in.numbers("N");
    std::vector<char> domain;
    for (const double v : in.numbers("dom"))
        domain.push_back(v == 1);
    std::vector<int> left(static_cast<std::size_t>(stratum.of.count()), 0);
    std::vector<int> all(left.size(), 0);
    for (std::size_t i = 0; i < y.size(); ++i) {
        left[static_cast<std::size_t>(stratum.of.code[i])] += domain[i];
        ++all[static_cast<std::size_t>(stratum.of.code[i])];
    }
    bool one_left = false; // R speaks of it where it adjusts domains
    for (std::size_t h = 0; h < left.size(); ++h)
        one_left = one_left || (left[h] == 1 && all[h] > 1);
    const std::vector<std::pair<std::string, lonely>> rules = {{"fail", lonely::refuse},
                                                               {"remove", lonely::leave_out},
                                                               {"certainty", lonely::leave_out},
                                                               {"adjust", lonely::about_zero},
                                                               {"average", lonely::as_the_others}};
    for (const auto& [rule, how] : rules)
        for (const bool adjust : {false, true})
            for (const bool finite : {true, false}) {
                const auto d = design::make({.stratum = stratum.factor(),
                                             .weight = weight,
                                             .population = finite ? stats::column(population) : stats::column(),
                                             .alone = how,
                                             .adjust_domains = adjust})
                                   .value();
                const std::string name =
                    "lonely/" + rule + "/domain=" + (adjust ? "TRUE" : "FALSE") + "/fpc=" + (finite ? "TRUE" : "FALSE");
                to.add(name + "/mean", named(mean(d, y)));
                to.add(name + "/total", named(total(d, y)));
                to.add(name + "/dommean", named(mean(d, y, domain)), adjust && one_left);
                to.add(name + "/domtotal", named(total(d, y, domain)), adjust && one_left);
            }
}

void add_awkward(recipes& all) {
    all["awk_values.csv"] = [](const vectors::set& from) { return all_of(from).value_sheet(); };
    all["awk_status.csv"] = [](const vectors::set& from) { return all_of(from).status_sheet(); };
}

} // namespace vectors
