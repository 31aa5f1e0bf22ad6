#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

// SQLite and PostgreSQL behind one thin interface. Statements and rows: db/statement.hpp.
namespace db {

enum class engine { sqlite, postgresql };

class connection;

// Reads one moment's state; leased from a pool and given back at the end of its scope.
class reader;

// A write transaction. Only database::write makes one, so that a function that writes cannot be called without one.
class transaction;

struct settings {
    std::string file;                            // SQLite: the database file
    std::string url;                             // postgresql://…: used instead, where it is set
    unsigned readers = 4;
    std::chrono::milliseconds busy_timeout{10'000};
    std::function<void(std::string_view sql, std::chrono::microseconds taken)> on_statement; // the SQL log
};

class database {
  public:
    static std::unique_ptr<database> open(const db::settings& settings); // throws db::error
    virtual ~database() = default;

    virtual db::engine engine() const = 0;

    // Waits for a free reader; throws error_class::busy after the busy timeout.
    virtual reader read() = 0;

    // Runs `work` in a transaction and returns when it is durable. Work of several threads may share one commit (group
    // commit): each runs under a savepoint of its own, and one that throws is undone alone, its exception thrown here.
    // On PostgreSQL `work` may run again after a serialization failure; it must change nothing but the database and what
    // it assigns afresh.
    virtual void write(const std::function<void(transaction&)>& work) = 0;
};

}
