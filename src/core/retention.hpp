#pragma once

#include <array>
#include <optional>
#include <string_view>

// How long what is kept of people is kept. One row a kind of record; the days are what holds until a setting says
// otherwise.
namespace core {

enum class record_kind {
    log_words,        // an entry's place, note, link and the words of its amount; its day and number stay
    closed_accounts,  // the address and the function of an account, from the day it was closed
    questions,        // what residents wrote that is not shown in public, from the day it was settled
    letters,          // to whom mail was sent, and what became of it
    invitations,      // the address that a link was for, from the day it could no longer be used
    read_events,      // who read what
    sessions,         // browsers that were signed in, from the day the session ended
    sign_in_failures, // how often a sign-in failed
    failed_jobs,      // work in the background that was given up
    made_files,       // reports as PDF; the next change makes a new one
};

struct retention_rule {
    record_kind what;
    std::string_view name; // "log_words"
    int days;              // 0: kept for ever
};
inline constexpr std::array retention_rules{
    retention_rule{record_kind::log_words, "log_words", 1826},
    retention_rule{record_kind::closed_accounts, "closed_accounts", 90},
    retention_rule{record_kind::questions, "questions", 365},
    retention_rule{record_kind::letters, "letters", 90},
    retention_rule{record_kind::invitations, "invitations", 365},
    retention_rule{record_kind::read_events, "read_events", 730},
    retention_rule{record_kind::sessions, "sessions", 30},
    retention_rule{record_kind::sign_in_failures, "sign_in_failures", 7},
    retention_rule{record_kind::failed_jobs, "failed_jobs", 90},
    retention_rule{record_kind::made_files, "made_files", 0},
};
inline constexpr int longest_retention = 36'500; // days

constexpr std::optional<retention_rule> retention_rule_named(std::string_view name) {
    for (const auto& rule : retention_rules)
        if (rule.name == name) return rule;
    return std::nullopt;
}

} // namespace core
