#pragma once

#include "core/draft.hpp"
#include "db/database.hpp"

#include <cstdint>
#include <optional>

// The text that a draft was read from, kept beside it so that a person can see what was understood from where.
namespace store {

// Of the document's first version.
void store_source(db::transaction& t, std::int64_t pledge, const core::draft_source& source);

// With the document as it was read; nullopt where there is none.
struct read_source {
    core::draft_source source;
    reading::document document;
};
std::optional<read_source> source_of(db::reader& r, std::int64_t pledge);

} // namespace store
