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

// The last migration of a database, of this program, and the name of one by its number; empty: it has none.
struct schema_mark {
    int number = 0;
    std::string name; // "0006-say-whose-party-it-is"
};
schema_mark schema_of(db::reader& r);
schema_mark newest_schema(db::engine engine);
std::string migration_name(db::engine engine, int number);

// The migrations up to this one that are missing, in the caller's transaction.
void migrate_to(db::transaction& t, int number);

// For `--no-migrate`: throws the same where a migration is missing, and changes nothing.
void require_schema(db::database& database);

} // namespace store
