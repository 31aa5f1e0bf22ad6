#pragma once

#include "base/message.hpp"
#include "core/published.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What a pledge's document, or a setting, asks its parties to have done by a day.
namespace core {

enum class duty_kind {
    window,    // what a reading of a plan row or a pledge requires in one window
    follow_up, // the parties' own
    feedback,  // telling the residents
    revision,  // of the plan
    law,       // a municipality's situational picture and action plan (law 2023:196)
};

struct duty {
    duty_kind kind = duty_kind::window;
    std::string slug;   // of the pledge; empty: the organisation's own
    std::string series; // what somebody is put in charge of once for all: "m5", "follow_up", "feedback", "revision"
    std::string id;     // "m5-1-2021-09-30": this one; the same every day, unique in its pledge
    base::date from;    // it can be done from this day on
    base::date due;     // … to this, included
    bool done = false;
    std::optional<double> so_far; // what is done of the `required`; absent where that is not counted, or is of several
    double required = 0;
    bool by_rule = false;           // a setting asks for it, not the document
    base::message what;             // what was promised, in few words of the document; "Genomförandeplanen" …
    base::message sentence;         // what it takes, and of whom: "Minst 10 kontroller av polisen."
    std::vector<std::string> named; // who answers for it where no account was put in charge (core/whose)
};

// What is asked of a pledge although its document does not say it.
struct duty_rules {
    bool follow_up_yearly = false;
    int feedback_times = 0; // in the whole period, evenly; at most most_feedback_times
    bool revise_yearly = false;
    bool operator==(const duty_rules&) const = default;
};
inline constexpr int most_feedback_times = 50;

// Said to be done by a person, where nothing that is logged can tell: revisions.
struct duty_done {
    std::string id;
    base::date on;
};

// Due from one day to another, both included, by due day. What was missed and waits for nothing any more is no duty; a
// revision stays one until the next is due. Nothing where the pledge has ended. `state` is of the day that counts as
// today.
std::vector<duty> duties_of(const pledge_file& file, const document_state& state, const duty_rules& rules,
                            const std::vector<duty_done>& done, base::date from, base::date to);

// The series that the pledge has duties of, in the document's order: what accounts are put in charge of.
std::vector<std::string> duty_series(const std::vector<duty>& duties);

// What the document itself asks: the same as a rule, where it says so in words.
bool asks_for_revision(const ::reading::document& document); // "årligen görs justeringar i genomförandeplanen"
bool asks_for_follow_up(const ::reading::document& document);
bool asks_for_feedback(const ::reading::document& document);

// Law 2023:196 as a setting: when a municipality last decided its picture and plan, and how often it does (years).
struct law_rule {
    std::optional<base::date> decided; // absent: nothing is due
    int years = 2;
};
inline constexpr int most_law_years = 10;
std::optional<duty> law_duty(const law_rule& rule, std::string_view municipality);

} // namespace core
