#pragma once

#include "core/log.hpp"
#include "core/plan.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

struct kept_entry {
    core::log_entry entry;
    bool was_there = false;   // the same client key had been saved: `entry` is that one
    bool differs = false;     // … and says another thing than what was to be saved
    std::string overtaken_by; // the entry that corrected or withdrew the same meanwhile: nothing was saved
};

// Gives the entry its row, id (UUID v4) and recorded_at. A client key that is known saves nothing, nor does a second
// correction or withdrawal of one entry. `is_day_named`: false where the day is today because none was named; sent
// again after midnight it is the same entry.
kept_entry append(db::transaction& t, std::int64_t pledge, core::log_entry entry, bool is_day_named = true);

// Many at once, all or none: where a key was used for another thing, nothing is saved and `differing` says which of
// them (their places in `entries`). What was saved before by the same key is not saved again.
struct kept_entries {
    std::vector<std::size_t> differing;
    std::size_t added = 0;
};
kept_entries append_all(db::transaction& t, std::int64_t pledge, const std::vector<core::log_entry>& entries);

std::vector<core::log_entry> log_of(db::reader& r, std::int64_t pledge); // in the order recorded

// Takes the words (amount as typed, place, note, link) out of an entry whose time is out; the entry and its amount
// stay.
void erase_words(db::transaction& t, std::int64_t pledge, std::int64_t row);

// `by` is the holder that the audit chain names; empty: the function.
void add_reason(db::transaction& t, std::int64_t pledge, const core::verdict_reason& reason, std::string_view by = {});
// Those that say another thing than what stands already: a form that is sent twice saves once. How many they were.
std::size_t add_new_reasons(db::transaction& t, std::int64_t pledge, const std::vector<core::verdict_reason>& reasons,
                            std::string_view by);
std::vector<core::verdict_reason> reasons_of(db::reader& r, std::int64_t pledge); // in the order given

// All pledges' standing entries as the rules see them, one pledge after another: what a verdict over the whole country
// reads. `document` gives a pledge's owners; `each` gets them in no particular order.
void for_each_pledge_done(
    db::reader& r,
    const std::function<void(std::int64_t pledge, const reading::document&, std::vector<core::done_entry>)>& each);

// The same read by several threads at once, each with a reader of its own; `each` is called by all of them.
void for_each_pledge_done(
    db::database& database, unsigned threads,
    const std::function<void(std::int64_t pledge, const reading::document&, std::vector<core::done_entry>)>& each);

} // namespace store
