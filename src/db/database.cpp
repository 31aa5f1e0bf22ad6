#include "db/database.hpp"

#include "db/postgresql.hpp"
#include "db/sqlite.hpp"

namespace db {

std::unique_ptr<database> database::open(const db::settings& settings) {
    return settings.url.empty() ? open_sqlite_database(settings) : open_postgresql_database(settings);
}

} // namespace db
