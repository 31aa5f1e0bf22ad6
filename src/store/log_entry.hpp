#pragma once

#include "core/log.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace store {

// One entry of a log, found without reading the rest.
struct found_entry {
    core::log_entry entry;
    bool is_withdrawn = false; // itself, not what corrects it
};
std::optional<found_entry> find_entry(db::reader& r, std::int64_t pledge, std::string_view id);

} // namespace store
