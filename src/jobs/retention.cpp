#include "jobs/retention.hpp"

#include "store/retention.hpp"

namespace jobs {

base::result<void> erase_what_is_due(db::database& database, const base::clock& clock, const std::stop_token& stop) {
    {
        auto reader = database.read();
        if (!store::erases_by_itself(reader)) return {};
    }
    const auto now = clock.now();
    for (const auto& rule : core::retention_rules)
        store::erase_due(database, rule, {}, now, {.stop = stop});
    return {};
}

} // namespace jobs
