#pragma once

#include "db/connection.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace db {

// What people call the database of an address, without its password: "lofte on db.example.org".
std::string name_of_postgresql(const std::string& url);

std::unique_ptr<connection> open_postgresql(const std::string& url, std::chrono::milliseconds busy_timeout);

std::unique_ptr<database> open_postgresql_database(const settings& s);

} // namespace db
