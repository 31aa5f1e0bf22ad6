#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <string_view>

// Work that comes back, by the kind of its job. When it is due next stands in the database: any number of instances
// make one run, and one that was due while none was up is made when one is again.
namespace store {

bool is_due(db::reader& r, std::string_view kind, core::moment now); // unknown work is: its first time is to be written

// Queues the job where its time has come, and writes when it is due next; `next` is later than `now`. false: another
// instance did, its time has not come, or this is the first that is heard of it, which waits until `next`.
bool queue_when_due(db::transaction& t, std::string_view kind, core::moment now, core::moment next);

} // namespace store
