#pragma once

#include "core/log.hpp"
#include "core/retention.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// What is kept longer than it should be, shown before it is erased. What is erased is its content: the row stays where
// the audit chain tells of it, and the chain holds.
namespace store {

int retention_days(db::reader& r, core::retention_rule rule); // of the setting, or the rule's own; 0: for ever
void set_retention_days(db::transaction& t, core::retention_rule rule, int days, std::string_view by);
bool erases_by_itself(db::reader& r); // a job does it each night
void set_erases_by_itself(db::transaction& t, bool on, std::string_view by);

struct due_records {
    core::retention_rule rule;
    int days = 0;
    std::int64_t count = 0;
    std::optional<core::moment> oldest;
    std::vector<std::string> examples; // at most three, as an administrator may see them
};
std::vector<due_records> preview_retention(db::reader& r, core::moment now); // a row for each kind

inline constexpr std::int64_t retention_batch = 500; // records in one transaction

struct erase_limits {
    std::stop_token stop;
    int batches = std::numeric_limits<int>::max();
};
struct erased {
    std::int64_t count = 0;
    bool more = false; // a limit was met: there may be more
};
// All of one kind, a batch a transaction with its event in the chain, so that others write in between; fewer where a
// limit is met.
erased erase_due(db::database& database, core::retention_rule rule, std::string_view by, core::moment now,
                 const erase_limits& limits = {});

} // namespace store
