#pragma once

#include "base/embedded.hpp"
#include "db/database.hpp"

#include <optional>
#include <span>
#include <string>

namespace store {

// Brings the database to this program's schema, each migration in a transaction of its own, recorded with its checksum.
// An existing SQLite file is copied beside itself first ("lofte.db.before-0007"). Safe with several instances at once.
// Throws db::error (class schema) with a sentence where the database is newer than the program, or a recorded migration
// has another checksum than the program's.
struct migrated {
    int from = 0;
    int to = 0;
    std::optional<std::string> copy;
};
migrated migrate(db::database& database);

// The same with other migrations than the program's: "0001-name.sqlite.sql" and "0001-name.pgsql.sql" with their texts.
migrated migrate(db::database& database, std::span<const base::embedded_file> files);

// For `--no-migrate`: throws the same where a migration is missing, and changes nothing.
void require_schema(db::database& database);

} // namespace store
