#pragma once

#include "base/date.hpp"
#include "db/database.hpp"
#include "db/sql.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// The small core that each engine fills. What is typed stands over it, in db/statement.hpp.
namespace db {

// Takes one row's values; parameters count from 1.
class binder {
  public:
    virtual ~binder() = default;
    virtual void bind_null(int i) = 0;
    virtual void bind_bool(int i, bool value) = 0;
    virtual void bind_integer(int i, std::int64_t value) = 0;
    virtual void bind_real(int i, double value) = 0;
    virtual void bind_text(int i, std::string_view value) = 0; // UTF-8 without NUL; throws error_class::constraint else
    virtual void bind_bytes(int i, std::string_view value) = 0;
    virtual void bind_date(int i, base::date value) = 0;
};

// A prepared statement of one connection. Columns count from 0. A value of another type than asked for throws.
class statement_core : public binder {
  public:
    virtual int parameters() const = 0;
    virtual bool step() = 0; // true: there is a row
    virtual std::int64_t changes() const = 0;
    virtual void reset() noexcept = 0; // ends its use: no lock, no row and no bound value is kept

    virtual int columns() const = 0;
    virtual bool is_null(int column) const = 0;
    virtual bool boolean(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    virtual std::string_view text(int column) const = 0; // valid until the next step
    virtual std::string bytes(int column) const = 0;
    virtual base::date date(int column) const = 0;
};

// Many rows into one table. Nothing else may run on the connection until `finish`.
class bulk_core : public binder {
  public:
    virtual void end_row() = 0;
    virtual void finish() = 0;
};

// A cached statement while it is used; its end resets it.
class prepared;

// One thread at a time.
class connection {
  public:
    explicit connection(db::engine e) : engine_{e} {}
    virtual ~connection() = default;
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    db::engine engine() const { return engine_; }

    prepared prepare(const sql_text& text);
    virtual std::unique_ptr<bulk_core> bulk(std::string_view table, const std::vector<std::string_view>& columns) = 0;
    virtual void script(std::string_view statements) = 0; // several statements; no parameters, no rows

    virtual void begin_read() = 0;
    virtual void begin_write() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;
    virtual bool in_transaction() const = 0;
    virtual bool usable() noexcept = 0; // false: broken, to be replaced by a new one
    // What else this transaction meets locked is waited for shortly: others wait for what it has locked itself.
    virtual void wait_shortly() {}
    // How this transaction's statements are best answered depends on their values: PostgreSQL plans them anew.
    virtual void plan_for_values() {}
    void savepoint() { run("savepoint one_work"); }
    void release() { run("release savepoint one_work"); }
    void undo() { run("rollback to savepoint one_work"), release(); }

    void log_to(std::function<void(std::string_view, std::chrono::microseconds)> sink) { sink_ = std::move(sink); }

  protected:
    virtual std::unique_ptr<statement_core> make(std::string_view sql) = 0;
    void run(std::string_view sql);
    void forget_statements() { cache_.clear(); }

  private:
    friend class prepared;
    struct cached {
        std::unique_ptr<statement_core> core;
        bool used = false;
    };
    static constexpr std::size_t most_cached = 200;

    db::engine engine_;
    std::function<void(std::string_view, std::chrono::microseconds)> sink_;
    std::unordered_map<std::string, cached> cache_;
};

class prepared {
  public:
    ~prepared();
    prepared(prepared&& other) noexcept;
    prepared& operator=(prepared&&) = delete;

    statement_core& operator*() const { return *core_; }
    statement_core* operator->() const { return core_; }
    bool step() { return timed_ ? timed_step() : core_->step(); }

  private:
    friend class connection;
    prepared() = default;
    bool timed_step();

    statement_core* core_ = nullptr;
    connection::cached* cached_ = nullptr; // where it is given back to
    std::unique_ptr<statement_core> own_;  // where the same statement was in use: a second one, for this use only
    connection* timed_ = nullptr;          // the connection whose log wants to know
    std::string sql_;
    std::chrono::steady_clock::duration taken_{};
};

} // namespace db
