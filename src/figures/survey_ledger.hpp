#pragma once

#include "base/result.hpp"
#include "stats/disclosure/suppress.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace figures {

// What a sensitive question's figure was worked out from, and what became of it.
struct kept_figure {
    std::string column;               // of the group; empty: everybody
    std::optional<std::string> level; // nothing: whoever is in none of the column's groups
    double answers = 0, counted = 0;  // persons who answered, and whose answer is counted
    stats::disclosure::cell_state state = stats::disclosure::cell_state::show;
    friend bool operator==(const kept_figure&, const kept_figure&) = default;
};

// What was shown and what was withheld of a survey's sensitive questions, over all calls that kept it: what is withheld
// once stays so, and no two calls together give a figure away (stats/disclosure/ledger.hpp). It holds the counts that
// must not be seen, and is for whoever publishes alone.
struct survey_ledger {
    std::map<std::pair<std::string, std::string>, std::vector<kept_figure>> of; // by round and question
    friend bool operator==(const survey_ledger&, const survey_ledger&) = default;
};

// `field` of a problem is the place in the file: "figures[3].shown".
base::result<survey_ledger> parse_survey_ledger(std::string_view json);
std::string ledger_json(const survey_ledger& all);

} // namespace figures
