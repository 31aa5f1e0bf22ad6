#pragma once

#include "core/log.hpp"
#include "reading/document.hpp"

#include <cstddef>
#include <string>
#include <vector>

// What a change of a document does to what was logged by it. An entry stays with the row that it names, and with the
// part of it and the member that it names; where those are others by then, it would be told of what was never done.
namespace core {

struct uncounted_entries {
    std::string owner;         // "m9", before the change
    std::size_t outside = 0;   // done on days when the owner no longer holds
    std::size_t elsewhere = 0; // would count for another part or member, or for none
    base::date last;           // the day of the latest of them
    bool operator==(const uncounted_entries&) const = default;
};

// Of the entries that count by `before` those that would not by `after`, or for something else: by owner, in the order
// of `before`. A part is the same in both where it has the same place among as many, or where it is counted alike in
// the same place among more or fewer.
std::vector<uncounted_entries> uncounted_after(const ::reading::document& before, const ::reading::document& after,
                                               const std::vector<log_entry>& log);

} // namespace core
