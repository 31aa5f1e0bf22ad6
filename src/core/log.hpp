#pragma once

#include "base/date.hpp"
#include "reading/document.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace core {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

enum class visibility { internal, open };
// What residents may see of an entry: nothing · day and amount · also the area of the place · also place and note.
enum class shown_part { nothing, amount, area, all };
enum class entry_kind { entry, correction, withdrawal };

// What is chosen for an entry when it is logged (core/showing.hpp).
struct showing {
    shown_part what = shown_part::amount;
    int after_days = 0; // from the day it was done, 0–365; 0: at once

    bool operator==(const showing&) const = default;
};

// One thing done. Entries are only ever added: a correction or a withdrawal is a new entry that names the old.
struct log_entry {
    std::int64_t row = 0;               // its number in its document's log, from 1, in the order recorded
    std::string id;                     // UUID, public
    std::string owner;                  // "m5", "p3", "follow_up", "feedback"
    std::optional<int> reading;         // which of the owner's readings, from 0; needed where it has several
    std::optional<std::string> subject; // whom it was for, where the reading is `per each`
    base::date done_on;
    std::string said; // the amount as it was typed ("80-talet")
    ::reading::quantity amount;
    std::optional<double> hours;
    std::string place;
    std::string note;
    std::optional<::reading::channel> channel; // of a feedback given
    std::string link;
    visibility amount_visibility = visibility::open;     // date and amount
    visibility detail_visibility = visibility::internal; // place and note
    std::optional<base::date> open_from;                 // what is open is so from this day on; absent: at once
    std::string public_place; // what residents see in the place's stead, an area; empty: nobody named one
    entry_kind kind = entry_kind::entry;
    std::string names;      // the entry that a correction or withdrawal is about
    std::string client_key; // the client's own key: the same key saves once
    std::string by;         // the holder: a token's name, "command line"
    moment recorded_at{};
};

// The entries that count: withdrawn ones left out, corrected ones replaced by their last correction.
std::vector<log_entry> standing_entries(const std::vector<log_entry>& all);
// The same without copies; valid as long as `all` is not changed.
std::vector<const log_entry*> standing_of(const std::vector<log_entry>& all);

using ::reading::reason_code;

// Why a window was missed or a measure not kept, as its owner wrote it.
struct verdict_reason {
    std::string owner;
    std::optional<base::date> window_from; // absent: the whole owner
    reason_code code = reason_code::other;
    std::string text;
    std::string function; // who answers for it: a function, never a person
    base::date given_on;
};

} // namespace core
