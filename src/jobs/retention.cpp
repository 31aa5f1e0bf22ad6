#include "jobs/retention.hpp"

#include "store/retention.hpp"

namespace jobs {

base::result<void> erase_what_is_due(db::database& database, const base::clock& clock, const std::stop_token& stop) {
    {
        auto reader = database.read();
        if (!store::erases_by_itself(reader)) return {};
    }
    const auto now = clock.now();
    for (const auto& rule : core::retention_rules) {
        auto n = store::retention_batch;
        while (n == store::retention_batch && !stop.stop_requested())
            database.write([&](db::transaction& t) { n = store::erase_due(t, rule, {}, now); });
    }
    return {};
}

} // namespace jobs
