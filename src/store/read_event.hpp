#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <string>
#include <string_view>

// Who read what not everybody may see. One event for a person, an act, a thing and an hour, however often a page is
// loaded; in the chain of what belongs to no document as an event "read" over the digest of this one.
namespace store {

struct read_event {
    std::int64_t number = 0;
    core::moment at{}; // the first time in its hour
    std::string by;    // the holder
    std::string act;   // "read_events" "read_members" "export_account" …
    std::int64_t document = 0;
    std::string subject;
};

bool is_noted(db::reader& r, const read_event& e);
void note_read(db::transaction& t, read_event e); // once; a second time it does nothing

std::string canonical_text(const read_event& e); // what the chain's digest is over

} // namespace store
