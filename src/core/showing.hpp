#pragma once

#include "core/log.hpp"

#include <string_view>
#include <vector>

// What residents see of the log, and from which day. Verdicts count all of it: they tell sums, never a day or a place.
namespace core {

inline constexpr int longest_delay = 365; // days

// Puts the choice onto an entry whose `done_on` stands; the delay is counted from that day. `area` is what residents
// see in the place's stead, where the choice shows any place; empty: nobody has named one.
void show(log_entry& entry, const showing& chosen, std::string_view area);

// The choice that an entry was saved with. An area that was to be shown and had no name is none.
showing showing_of(const log_entry& entry);

// Whether residents may see the entry's date and amount on the day; of a single entry, without what corrects it.
bool is_shown(const log_entry& entry, base::date day);

// The place and note that they see with them; empty: none. An area that stands for the place is all they see of it.
std::string_view place_shown(const log_entry& entry);
std::string_view note_shown(const log_entry& entry);

struct shown_entry {
    const log_entry* entry = nullptr;
    const log_entry* names = nullptr; // what it corrects or withdraws; null: nothing that residents see
    bool is_replaced = false;         // a later one corrects or withdraws it
};

// What residents may see of a whole log on the day, in its order. What a later correction keeps from them is kept from
// them from its first entry on; a correction of what they never saw is to them an entry like others (`names` is null).
// Valid as long as `log` is not changed.
std::vector<shown_entry> shown_of(const std::vector<log_entry>& log, base::date day);

} // namespace core
