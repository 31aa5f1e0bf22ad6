#pragma once

#include "base/message.hpp"
#include "core/published.hpp"

// What a window requires, in words that need no verdict beside them.
namespace core {

// "minst 10 kontroller", "minst 20 timmar", "ungefär 4 procent": the bound, the number and the counted noun.
base::message required_of(const ::reading::reading& r, double required);

// Days of which only the evenings count, and no noun says so: "3 kvällar" is said, not "3 dagar på kvällar".
bool counts_evenings(const ::reading::reading& r);

// Shares and states are reported, and the last report holds: there is nothing left of them to do.
bool is_last_report(const ::reading::reading& r);

// "I juli", "Vecka 40", "Från 3 februari till 28 februari": the year is said where it is not the day's.
base::message window_words(const pledge_file& file, const ::reading::reading& r, const window_result& w,
                           base::date today);

} // namespace core
