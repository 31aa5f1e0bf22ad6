#pragma once

#include "core/tally.hpp"

#include <vector>

// From counted windows to verdict, standing and sentence.
namespace core {

// One reading while it is judged.
struct judged_reading {
    reading_plan plan;
    std::vector<slot> slots;   // one a group of windows: all members of one span of time
    std::vector<tally> counts; // one a window
    std::vector<int> group;    // of each window: index into slots
    bool silent = false;       // nothing is logged for the owner
    int logged = 0;            // entries of this reading
    int outside = 0;           // of them shown and not counted
    bool in_dispute = false;
    bool nothing_shared = false; // the statements of validity have no day in common
    bool begins_inside = false;  // the owner's own first day lies inside the validity
    bool ends_inside = false;
    base::date as_of;
    reading_state state;
};

// The least that meets a requirement: for `about`, less the tolerance and rounded up (hours and shares are not
// rounded).
double needed(double required, const ::reading::reading& r, ::reading::measure m, const plan_settings& settings);

// Shares and states are reported, and the last report holds; other amounts are summed.
bool is_reported_last(::reading::measure m);

// State, whether it waits for late logging, of one window.
struct window_word {
    window_state state = window_state::not_due;
    bool reporting = false;
};
window_word word_of(const slot& s, const tally& t, const judged_reading& j, const plan_settings& settings);

// The state of all members' windows of one span together.
std::vector<window_state> group_states(const judged_reading& j);

struct group_counts {
    int met = 0, missed = 0, uncertain = 0, open = 0, cannot = 0, not_due = 0;
    int counted() const { return met + missed + uncertain + cannot; }
};

verdict verdict_of(const judged_reading& j, const std::vector<window_state>& groups);
standing standing_of(const judged_reading& j, const std::vector<window_state>& groups);

// The calendar year that a standing is about: that of the day, or the last (first) that the reading's span touches.
int standing_year(const judged_reading& j);
// The year that a window is counted in: that of its last day, of a week its Thursday.
int year_of_window(const slot& s, const reading_plan& plan);
// How the windows of one year stand; those that are open on the day belong to it.
group_counts counts_of_year(const judged_reading& j, const std::vector<window_state>& groups, int year);
group_counts counts_of_all(const std::vector<window_state>& groups);

base::message sentence_of(const judged_reading& j, const std::vector<window_state>& groups,
                          const plan_settings& settings);
std::vector<base::message> arithmetic_of(const judged_reading& j, const std::vector<window_state>& groups,
                                         const plan_settings& settings, entry_list entries, const day_filter& filter);

} // namespace core
