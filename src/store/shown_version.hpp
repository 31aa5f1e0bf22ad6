#pragma once

#include "core/shown_version.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <vector>

// The versions of a document that residents were shown: those that were approved, and the one that they are shown now.
namespace store {

// The newest first.
std::vector<core::shown_version> shown_versions(db::reader& r, std::int64_t pledge);

} // namespace store
