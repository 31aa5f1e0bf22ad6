#pragma once

#include "base/date.hpp"
#include "base/translate.hpp"
#include "reading/outcomes.hpp"

#include <string>
#include <vector>

// What a follow-up report tells of a pledge (`lofte import --outcomes`), as JSON.
namespace exchange {

struct proposed_entry {
    reading::found_outcome told;
    base::date on;
    base::message problem; // why it cannot be saved; empty: it can
    bool is_known = false; // it was saved before
};

std::string outcomes_json(const std::vector<proposed_entry>& proposed,
                          const std::vector<reading::unplaced_outcome>& unplaced, const base::translator& say);

} // namespace exchange
