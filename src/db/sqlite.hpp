#pragma once

#include "db/connection.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace db {

enum class sqlite_use { read, write };

std::unique_ptr<connection> open_sqlite(const std::string& file, sqlite_use use,
                                        std::chrono::milliseconds busy_timeout);

// A whole copy of an open database as a new file.
void copy_sqlite(const std::string& from, const std::string& to, std::chrono::milliseconds busy_timeout);

std::unique_ptr<database> open_sqlite_database(const settings& s);

} // namespace db
