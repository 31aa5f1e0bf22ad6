#pragma once

#include "db/database.hpp"

#include <string>
#include <string_view>

namespace db {

// The same question in both dialects, where they differ. Parameters are $1, $2 … on both.
struct sql {
    std::string_view sqlite;
    std::string_view pgsql;
};

// What a statement is made of: a text that both engines know, or a pair. It must outlive the call only.
class sql_text {
  public:
    sql_text(const char* both) : sqlite_{both}, pgsql_{both} {}             // NOLINT(google-explicit-constructor)
    sql_text(const std::string& both) : sqlite_{both}, pgsql_{both} {}      // NOLINT(google-explicit-constructor)
    sql_text(std::string_view both) : sqlite_{both}, pgsql_{both} {}        // NOLINT(google-explicit-constructor)
    sql_text(const sql& pair) : sqlite_{pair.sqlite}, pgsql_{pair.pgsql} {} // NOLINT(google-explicit-constructor)

    std::string_view of(engine e) const { return e == engine::sqlite ? sqlite_ : pgsql_; }

  private:
    std::string_view sqlite_;
    std::string_view pgsql_;
};

} // namespace db
