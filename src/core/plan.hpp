#pragma once

#include "base/message.hpp"
#include "core/log.hpp"
#include "reading/document.hpp"

#include <cstdint>
#include <optional>
#include <span>
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
    showing usual;                 // of an entry that says nothing of what residents see
};

// What readings can belong to and a log entry can be about: plan rows, pledges, the follow-up and the feedback duty.
struct owner_ref {
    std::string id; // "m5", "p3", "follow_up", "feedback"
    const std::vector<::reading::reading>* readings = nullptr;
    const ::reading::lifetime* life = nullptr; // of a plan row or a pledge
};
// In the document's order: pledges by focus area, plan rows, follow_up, feedback. Points into the document.
std::vector<owner_ref> owners_of(const ::reading::document& document);

// A standing entry as the rules see it: small, so that a country's log fits in memory.
struct done_entry {
    std::int64_t row = 0; // log_entry::row
    base::date on;
    std::int32_t owner = 0;    // index into owners_of(document)
    std::int16_t reading = -1; // -1: the entry names none
    std::int16_t subject = -1; // index into the reading's per.members; -1: the entry names none
    double hours = -1;         // -1: none said
    bool about = false;
    bool share = false; // the amount was a percentage
    double low = 0;     // 0 where open
    double high = 0;    // infinity where open
};

// Standing entries that have an owner in the document, as the rules see them; in the order given.
std::vector<done_entry> done_entries(const ::reading::document& document, const std::vector<log_entry>& standing);
std::vector<done_entry> done_entries(const ::reading::document& document,
                                     const std::vector<const log_entry*>& standing);

enum class window_state { not_due, open, met, missed, uncertain, no_requirement, cannot_be_judged };
enum class pace { on_pace, ahead, behind, at_risk };

struct window_result {
    base::date from;
    base::date to; // included; the last representable day where it never closes (`open_ended`)
    bool open_ended = false;
    bool partial = false; // cut by the validity or the row
    std::optional<double> required;
    ::reading::quantity done; // low, high, about
    window_state state = window_state::not_due;
    bool reporting = false; // closed, and still waiting for late logging ("rapporteras")
    std::optional<core::pace> pace;
    std::int16_t subject = -1;         // "for" in JSON: index into the reading's per.members, -1: none
    std::vector<std::int64_t> outside; // log_entry::row of entries shown and not counted
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
    std::string owner;      // "m5", "p3", "follow_up", "feedback"
    std::string carried_by; // of a pledge: the row that says the same and has its log, see core/carried.hpp
    core::verdict verdict = verdict::cannot_be_judged;
    core::standing standing = standing::cannot_be_judged;
    base::message sentence;              // one plain sentence with the counts
    std::vector<reading_state> readings; // as the owner's readings
    std::vector<verdict_reason> reasons;
    int entries = 0;                   // standing entries on or before the day
    std::vector<std::int64_t> outside; // log_entry::row of those from days when the owner did not hold: not counted
};

struct document_state {
    base::date as_of;
    bool validity_in_dispute = false;
    std::vector<owner_state> owners; // pledges, plan rows, follow_up, feedback: those that have readings or entries
    const owner_state* find(std::string_view owner) const;
};

// What holds on the day: entries done on or before it, as known now. `done` may be in any order. Cost is linear in
// windows + entries (n log n where the entries of an owner are not in the order of their days).
document_state judge(const ::reading::document& document, std::span<const done_entry> done,
                     const std::vector<verdict_reason>& reasons, const plan_settings& settings, base::date as_of);

// The same from the log as it was written.
document_state judge(const ::reading::document& document, const std::vector<log_entry>& log,
                     const std::vector<verdict_reason>& reasons, const plan_settings& settings, base::date as_of);

// What a report of the whole pledge tells of: from its first day to its last, or to today. In a dispute the end that
// all statements share.
date_range span_told(const ::reading::document& document, base::date today);

} // namespace core
