#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

// SQLite and PostgreSQL behind one thin interface. Statements and rows: db/statement.hpp; what it throws: db/error.hpp.
namespace db {

enum class engine { sqlite, postgresql };

class connection;
class pool;

// Reads one moment's state; leased from a pool and given back at the end of its scope. One thread at a time.
class reader {
  public:
    reader(std::unique_ptr<connection> connection, pool& home);
    reader(reader&& other) noexcept;
    reader& operator=(reader&&) = delete;
    ~reader();

    connection& on() const { return *on_; }

  protected:
    explicit reader(connection& c);

  private:
    std::unique_ptr<connection> leased_;
    connection* on_;
    pool* home_ = nullptr;
};

// A write transaction. Only database::write makes one, so that a function that writes cannot be called without one.
// It reads as well, and sees what it has written.
class transaction : public reader {
  public:
    transaction(const transaction&) = delete;
    transaction(transaction&&) = delete;

  private:
    friend class group_commit;
    explicit transaction(connection& c);
};

struct settings {
    std::string file; // SQLite: the database file
    std::string url;  // postgresql://…: used instead, where it is set
    unsigned readers = 4;
    std::chrono::milliseconds busy_timeout{10'000};
    std::function<void(std::string_view sql, std::chrono::microseconds taken)> on_statement; // the SQL log; any thread
    // PostgreSQL: 1 joins the writes of all threads into common commits; more are connections of their own, one write
    // each.
    unsigned writers = 1;
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
    // `work` may be run by another of the waiting threads. It may run again where two transactions stood in each
    // other's way or a connection broke; it must change nothing but the database and what it assigns afresh.
    virtual void write(const std::function<void(transaction&)>& work) = 0;

    // What people call it: the file, or the database's name and host.
    virtual std::string name() const = 0;

    // A whole copy as one new file, made while others read and write. SQLite only: PostgreSQL has pg_dump.
    virtual void copy_to(const std::string& file) = 0;
};

} // namespace db
