#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store {

// One entry that has its row, id and moment; `about` is the row of the entry that its chain of corrections began with.
void insert_row(db::transaction& t, std::int64_t pledge, const core::log_entry& entry,
                std::optional<std::int64_t> about);

// A whole log into a document that has none, in bulk. Rows are numbered from 1; what has no id or moment gets one.
void store_log(db::transaction& t, std::int64_t pledge, std::vector<core::log_entry>& log);

} // namespace store
