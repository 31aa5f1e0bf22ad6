#pragma once

#include "core/board.hpp"
#include "core/duties.hpp"
#include "mail/letter.hpp"

#include <optional>
#include <string>
#include <vector>

// What is told of pledges: the board's rows and the duties as core computes them, in a letter.
namespace mail {

// nullopt: nothing on the board is pressing, and an empty letter teaches nobody to read the next.
std::optional<letter> digest(const core::board& board, std::string decline_path);

struct due_duty {
    std::string title; // of the pledge; empty: an organisation's own duty
    core::duty duty;
};
// Those who may not log are led to the page of duties.
letter reminder(const std::vector<due_duty>& due, base::date today, bool may_log, std::string decline_path);

// A version waits for the organisation's approval: of a new document, or of changes to one that is in force.
letter approval_wanted(const std::string& title, const std::string& slug, bool is_change);

} // namespace mail
