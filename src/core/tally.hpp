#pragma once

#include "core/span.hpp"

#include <limits>
#include <span>
#include <vector>

// What a reading's windows hold.
namespace core {

// One window, one member: what was logged in it.
struct tally {
    double low = 0;
    double high = 0;
    bool about = false;
    bool any = false;                                                     // something that counts was logged, be it 0
    std::int64_t last_low_day = std::numeric_limits<std::int64_t>::min(); // of measure `days`: the last day counted
    std::int64_t last_high_day = std::numeric_limits<std::int64_t>::min();
};

// Adds an entry by the measure: a sum; distinct days; or, for percent and state, the last that was reported.
void add(tally& t, const done_entry& e, ::reading::measure m);

// Entries of one reading, in the order of their days; `rows` points into the document's.
using entry_list = std::span<const done_entry* const>;

// What one entry alone counts, for rates.
struct extent {
    double low = 0;
    double high = 0;
};
extent extent_of(const done_entry& e, ::reading::measure m);

// How far an open window has run: its days up to and with `as_of`, and all; of a season's reading the days in the
// season.
struct elapsed {
    int gone = 0;
    int days = 0;
    int left() const { return days - gone; }
    double expected(double required) const { return days > 0 ? required * gone / days : 0; }
};
elapsed elapsed_of(base::date from, base::date to, const day_filter& filter, base::date as_of);

// The best calendar month's count a day, of the twelve before that of `as_of` and the running one, within the span.
double best_month(entry_list entries, const reading_plan& plan, const day_filter& filter, int member, base::date as_of);

// A window of `interval`, counted while it is cut.
struct gap {
    slot window;
    tally count;
    std::vector<std::int64_t> outside;
};
// From the beginning to the window that is open on the day, or to the end of the span.
std::vector<gap> gaps_of(const reading_plan& plan, const day_filter& filter, entry_list entries, int member,
                         base::date as_of);

} // namespace core
