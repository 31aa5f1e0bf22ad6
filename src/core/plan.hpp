#pragma once

#include "base/message.hpp"
#include "core/log.hpp"
#include "reading/document.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

// Windows, pace, standings and verdicts: docs/method.md, sentence by sentence.
namespace core {

struct date_range {
    base::date from;
    base::date to; // included
    std::string name;
};

// What a municipality decides or keeps lists of. Empty lists: what needs them cannot be judged.
struct plan_settings {
    std::vector<date_range> risk_weekends;
    std::vector<date_range> events;        // school breaks, fairs, campaign weeks
    std::vector<date_range> school_breaks; // no school inside a term
    // First and last day of the terms, as (month, day).
    std::pair<unsigned, unsigned> spring_from{1, 1}, spring_to{6, 30}, autumn_from{8, 1}, autumn_to{12, 31};
    int reporting_days = 10;       // a closed window waits so long for late logging
    double about_tolerance = 0.10; // "ca n" is met from n less this share, rounded up
};

enum class window_state { not_due, open, met, missed, uncertain, no_requirement, cannot_be_judged };
enum class pace { on_pace, ahead, behind, at_risk };

struct window_result {
    base::date from;
    base::date to;                // included; the last representable day where it never closes (`open_ended`)
    bool open_ended = false;
    bool partial = false;         // cut by the validity or the row
    std::optional<double> required;
    ::reading::quantity done;     // low, high, about
    window_state state = window_state::not_due;
    bool reporting = false;       // closed, and still waiting for late logging ("rapporteras")
    std::optional<core::pace> pace;
    std::optional<std::string> subject; // "for" in JSON
    std::vector<std::string> outside;   // ids of entries shown and not counted
};

enum class verdict { kept, not_kept, partly, ongoing, cannot_be_judged };
enum class standing { keeping, behind, missed, done, cannot_be_judged };

struct reading_state {
    core::verdict verdict = verdict::cannot_be_judged;
    core::standing standing = standing::cannot_be_judged;
    std::vector<window_result> windows; // in time; of one window, one a subject
    base::message sentence;
    std::vector<base::message> arithmetic; // how the figures came about, a line each
};

struct owner_state {
    std::string owner; // "m5", "p3", "follow_up", "feedback"
    core::verdict verdict = verdict::cannot_be_judged;
    core::standing standing = standing::cannot_be_judged;
    base::message sentence; // one plain sentence with the counts
    std::vector<reading_state> readings; // as the owner's readings
    std::vector<verdict_reason> reasons;
    int entries = 0; // standing entries on or before the day
};

struct document_state {
    base::date as_of;
    bool validity_in_dispute = false;
    std::vector<owner_state> owners; // pledges, plan rows, follow_up, feedback: those that have readings or entries
    const owner_state* find(std::string_view owner) const;
};

// What holds on the day: entries done on or before it, as known now. Cost is linear in windows + entries.
document_state judge(const ::reading::document& document, const std::vector<log_entry>& standing_entries,
                     const std::vector<verdict_reason>& reasons, const plan_settings& settings, base::date as_of);

}
