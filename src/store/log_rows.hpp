#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace store {

namespace detail_columns {
std::optional<std::string> parts_text(const core::log_entry& e);
std::optional<std::string> channel_word(const core::log_entry& e);
} // namespace detail_columns

// A whole log into a document that has none, in bulk. Rows are numbered from 1; what has no id or moment gets one.
void store_log(db::transaction& t, std::int64_t pledge, std::vector<core::log_entry>& log);

} // namespace store
