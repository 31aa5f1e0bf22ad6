#pragma once

#include "core/calendar.hpp"
#include "core/plan.hpp"

#include <optional>
#include <string_view>
#include <vector>

// What a document's and a reading's validity is, and the windows it is cut into.
namespace core {

// The last day that is written where a window never closes.
base::date end_of_time();

// The validity that windows run over.
struct validity_span {
    std::optional<base::date> from; // absent: nothing can be judged
    base::date to;                  // end_of_time() where open ended
    bool open_ended = false;
    bool in_dispute = false;     // `to` is the end that all statements share
    bool nothing_shared = false; // … and no day is in all of them: `from` is absent
    // Of a plan row or a pledge: where its own first or last day lies inside the validity.
    bool begins_inside = false;
    bool ends_inside = false;
    base::date whole_from; // the validity's: what windows are aligned to
    base::date whole_to;   // end_of_time() where the validity is open ended
};
validity_span validity_of(const ::reading::document& document);
// The part of a validity that a row or a pledge holds for; `from` is absent where there is no such day. The same
// where `life` is null.
validity_span span_of(const validity_span& valid, const ::reading::lifetime* life);
// The other way about: from the earliest begin to the latest end that any statement names.
validity_span widest_validity_of(const ::reading::document& document);

// Why no verdict can be given, whatever is logged.
enum class obstacle {
    none,
    no_validity,
    not_measurable,  // measurable: no
    possibility,     // "möjlighet att"
    not_schedulable, // "vid behov", "löpande"
    no_count,
    service_level,  // "inom 24 timmar", and no share of those in time is logged
    ask,            // an open question
    lone_noun,      // per each ["station"]
    no_grid,        // shifts and meetings are not counted here
    no_list,        // risk weekends or events are not entered
    early_deadline, // the deadline is before the validity begins
};
// Obstacles that leave no requirement: windows are shown with what was logged, and the state `no_requirement`.
bool has_no_requirement(obstacle o);

// Days, weeks and months are short against a season: one that a season's edge cuts is a cut window.
bool is_short(::reading::duration every);

// One member in small letters is a noun that nobody has spelt out ("station"); a name or a grade is a member.
bool is_lone_noun(const ::reading::subjects& per);
// A figure alone is a school grade in these texts: "6".
bool is_grade(std::string_view member);

// A reading prepared for counting.
struct reading_plan {
    const ::reading::reading* reading = nullptr;
    core::obstacle obstacle = core::obstacle::none;
    ::reading::measure measure = ::reading::measure::occasions;
    ::reading::aggregate aggregate = ::reading::aggregate::each;
    std::optional<::reading::recurrence> every; // absent: one window over the span
    double count = 0;                           // the low end
    base::date from; // of the reading: the validity, cut by the row's own span and the deadline
    base::date to;
    base::date whole_from; // the same, were the row not to begin or end inside
    base::date whole_to;
    bool open_ended = false;
    int members = 1; // of `per each`; else 1
    bool each = false;
    bool has_count = true;
};
reading_plan plan_of(const ::reading::reading& reading, const validity_span& valid, const plan_settings& settings,
                     bool has_shares);

// A window before anything is counted.
struct slot {
    base::date from;
    base::date to;
    int full_days = 0;   // of the whole window
    int inside_days = 0; // of them inside the reading's span (and season)
    bool open_ended = false;
    bool partial = false;
    bool no_list = false;
    std::optional<double> required;
    double whole = 0; // the requirement of an uncut window
};
// All windows but those of `interval`, in time. None begin after the calendar year of `as_of` where the span is open
// ended, nor more than fifty years after it.
std::vector<slot> slots_of(const reading_plan& plan, const day_filter& filter, const plan_settings& settings,
                           base::date as_of);

// How a requirement is cut: × days inside / days of the window, rounded down, at least 1; hours are not rounded.
double cut_requirement(double whole, int inside, int full, ::reading::measure measure);

// Last day of the n-th ISO week (calendar month, day) after `start`.
base::date end_after(base::date start, ::reading::duration every);

} // namespace core
