#pragma once

#include "base/message.hpp"

#include <stdexcept>
#include <string>
#include <string_view>

namespace db {

enum class error_class {
    unique,      // a value that may stand once stands already
    foreign_key, // what a row points to is absent
    constraint,  // another rule of the schema
    busy,        // locked by somebody else for longer than we wait
    lost,        // the connection broke, or there is no server
    full,        // no room on the disk
    read_only,   // the file, its folder or the server refuses writing
    schema,      // the database is not of this program's schema
    missing,     // the folder, or the database on the server, does not exist
    damaged,     // not a database, or a broken one
    other,
};

// What a storage engine refused. `text` is the sentence for the operator; what() is the same for the log, in English,
// with the engine's own words.
class error : public std::runtime_error {
  public:
    error(error_class kind, std::string_view subject, std::string_view detail, bool retry = false);
    error(error_class kind, base::message text, std::string_view detail);

    error_class kind() const { return kind_; }
    const base::message& text() const { return text_; }
    // Two transactions stood in each other's way: the same again goes through.
    bool retry() const { return retry_; }

  private:
    error_class kind_;
    base::message text_;
    bool retry_ = false;
};

std::string_view name(error_class kind);

} // namespace db
