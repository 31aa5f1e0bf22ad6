#pragma once

#include "core/verdict.hpp"

// Pieces of the sentences that a verdict is told in.
namespace core {

base::message say(std::string key, std::vector<base::message::argument> arguments = {});

// "I september", "Vecka 40", "Under 2023": how a window is called at the head of a sentence. The year is said where
// it is not `year`.
base::message when_of(const slot& s, const reading_plan& plan, const plan_settings& settings, int year);

// "11", "80–89", "minst 20", "högst 30".
base::message amount_of(double low, double high);

// "minst 10", "högst 2", "exakt 1", "ungefär 20"; hours and shares say so.
base::message promised(double n, const judged_reading& j);

// How many there are of those that each must have it: "4 årskurser", "4".
base::message members_of(const ::reading::reading& r, std::int64_t n);

// A line about one of them says whose it is: "Årskurs 8: …", "Högsby: …".
base::message line_of_member(const ::reading::reading& r, std::int16_t subject, base::message line);

// "Hittills i år", "Under 2022".
base::message in_year(int year, base::date as_of);

// Of what time the entries are: "sedan 1 januari 2019", where it is over "under 2019–2022", "från … till …".
base::message logged_span(base::date from, base::date to, base::date as_of);

// Why a reading is not judged; not of obstacle::none.
base::message why_not_judged(obstacle o, const ::reading::reading& r);

// "month" for P1M, "quarter" for P3M; empty where the length has no name of its own.
std::string_view name_of(::reading::duration every);

// The kind of window, for counting them: "month", "week" …
std::string kind_of_window(const reading_plan& plan);

} // namespace core
