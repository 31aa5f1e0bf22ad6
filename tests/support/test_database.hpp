#pragma once

#include "db/database.hpp"

#include <memory>
#include <ostream>
#include <string>

namespace db {
inline void PrintTo(engine e, std::ostream* out) { *out << (e == engine::sqlite ? "sqlite" : "postgresql"); }
} // namespace db

namespace support {

// An empty database of its own for one test: a file in a new folder, or a schema on the server that PGHOST names
// (pg_virtualenv sets it). Both are removed at the end.
class test_database {
  public:
    explicit test_database(db::engine engine);
    ~test_database();
    test_database(const test_database&) = delete;
    test_database& operator=(const test_database&) = delete;

    static bool available(db::engine engine); // PostgreSQL is where PGHOST is set

    db::settings settings() const { return settings_; }
    std::unique_ptr<db::database> open() const { return db::database::open(settings_); }
    const std::string& folder() const { return folder_; } // SQLite

  private:
    db::settings settings_;
    std::string folder_;
    std::string schema_;
};

} // namespace support
