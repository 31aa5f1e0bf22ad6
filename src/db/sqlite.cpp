#include "db/sqlite.hpp"

#include "base/text.hpp"
#include "db/error.hpp"

#include <fmt/format.h>

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace db {
namespace {

error_class class_of(int extended, int system_errno) {
    switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return error_class::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return error_class::foreign_key;
    default:
        break;
    }
    switch (extended & 0xFF) {
    case SQLITE_CONSTRAINT:
        return error_class::constraint;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_class::busy;
    case SQLITE_FULL:
        return error_class::full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return error_class::read_only;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return error_class::damaged;
    case SQLITE_CANTOPEN:
        if (system_errno == EACCES || system_errno == EROFS || system_errno == EPERM) return error_class::read_only;
        return error_class::missing;
    case SQLITE_IOERR:
        if (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG) return error_class::full;
        if (system_errno == EROFS) return error_class::read_only;
        return error_class::other;
    default:
        return error_class::other;
    }
}

// SQLite tries again for reading only where it may not write, and tells the second failure.
bool may_not_write(const std::string& file) {
    const auto folder = std::filesystem::path{file}.parent_path();
    return ::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0 && (errno == EACCES || errno == EROFS);
}

[[noreturn]] void fail(sqlite3* on, int code) {
    const char* file = sqlite3_db_filename(on, "main");
    const int extended = code == SQLITE_OK || (code & 0xFF) == code ? sqlite3_extended_errcode(on) : code;
    throw error{class_of(extended, sqlite3_system_errno(on)), file ? file : "SQLite",
                fmt::format("{} [{}]", sqlite3_errmsg(on), extended)};
}

[[noreturn]] void wrong_type(const char* wanted, int column) {
    throw std::logic_error{fmt::format("column {} holds no {}", column, wanted)};
}

class sqlite_statement final : public statement_core {
  public:
    sqlite_statement(sqlite3* on, std::string_view sql) : on_{on} {
        const char* tail = nullptr;
        const int code = sqlite3_prepare_v3(on, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                            &statement_, &tail);
        if (code != SQLITE_OK) fail(on, code);
        if (!statement_) throw std::logic_error{"an empty statement"};
        if (!base::trimmed({tail, static_cast<std::size_t>(sql.data() + sql.size() - tail)}).empty()) {
            sqlite3_finalize(statement_);
            throw std::logic_error{"two statements in one text: " + std::string{sql}};
        }
        places_.resize(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_)));
        for (std::size_t n = 1; n <= places_.size(); ++n)
            places_[n - 1] = sqlite3_bind_parameter_index(statement_, fmt::format("${}", n).c_str());
    }
    ~sqlite_statement() override { sqlite3_finalize(statement_); }

    int parameters() const override { return static_cast<int>(places_.size()); }

    void bind_null(int i) override { check(sqlite3_bind_null(statement_, place(i))); }
    void bind_bool(int i, bool value) override { check(sqlite3_bind_int(statement_, place(i), value ? 1 : 0)); }
    void bind_integer(int i, std::int64_t value) override { check(sqlite3_bind_int64(statement_, place(i), value)); }
    void bind_real(int i, double value) override { check(sqlite3_bind_double(statement_, place(i), value)); }
    void bind_text(int i, std::string_view value) override {
        if (value.find('\0') != value.npos || !base::is_valid_utf8(value))
            throw error{error_class::constraint, sqlite3_db_filename(on_, "main"), "a text with NUL or broken UTF-8"};
        check(sqlite3_bind_text64(statement_, place(i), value.empty() ? "" : value.data(), value.size(),
                                  SQLITE_TRANSIENT, SQLITE_UTF8));
    }
    void bind_bytes(int i, std::string_view value) override {
        check(sqlite3_bind_blob64(statement_, place(i), value.empty() ? "" : value.data(), value.size(),
                                  SQLITE_TRANSIENT));
    }
    void bind_date(int i, base::date value) override { bind_integer(i, value.time_since_epoch().count()); }

    bool step() override {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) fail(on_, code);
        changes_ = sqlite3_changes64(on_);
        return false;
    }
    std::int64_t changes() const override { return changes_; }
    void reset() noexcept override {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

    int columns() const override { return sqlite3_column_count(statement_); }
    bool is_null(int c) const override { return sqlite3_column_type(statement_, c) == SQLITE_NULL; }
    bool boolean(int c) const override { return integer(c) != 0; }
    std::int64_t integer(int c) const override {
        if (sqlite3_column_type(statement_, c) != SQLITE_INTEGER) wrong_type("whole number", c);
        return sqlite3_column_int64(statement_, c);
    }
    double real(int c) const override {
        const int type = sqlite3_column_type(statement_, c);
        if (type != SQLITE_FLOAT && type != SQLITE_INTEGER) wrong_type("number", c);
        return sqlite3_column_double(statement_, c);
    }
    std::string_view text(int c) const override {
        if (sqlite3_column_type(statement_, c) != SQLITE_TEXT) wrong_type("text", c);
        const auto* at = reinterpret_cast<const char*>(sqlite3_column_text(statement_, c));
        return {at, static_cast<std::size_t>(sqlite3_column_bytes(statement_, c))};
    }
    std::string bytes(int c) const override {
        if (sqlite3_column_type(statement_, c) != SQLITE_BLOB) wrong_type("bytes", c);
        const auto* at = static_cast<const char*>(sqlite3_column_blob(statement_, c));
        return at ? std::string{at, static_cast<std::size_t>(sqlite3_column_bytes(statement_, c))} : std::string{};
    }
    base::date date(int c) const override { return base::date{base::days{static_cast<int>(integer(c))}}; }

  private:
    int place(int i) const { return places_.at(static_cast<std::size_t>(i - 1)); }
    void check(int code) const {
        if (code != SQLITE_OK) fail(on_, code);
    }

    sqlite3* on_;
    sqlite3_stmt* statement_ = nullptr;
    std::vector<int> places_; // of $1, $2 …
    std::int64_t changes_ = 0;
};

// A prepared loop is as fast as SQLite gets.
class sqlite_bulk final : public bulk_core {
  public:
    sqlite_bulk(sqlite3* on, const std::string& sql) : statement_{on, sql} {}
    void bind_null(int i) override { statement_.bind_null(i); }
    void bind_bool(int i, bool value) override { statement_.bind_bool(i, value); }
    void bind_integer(int i, std::int64_t value) override { statement_.bind_integer(i, value); }
    void bind_real(int i, double value) override { statement_.bind_real(i, value); }
    void bind_text(int i, std::string_view value) override { statement_.bind_text(i, value); }
    void bind_bytes(int i, std::string_view value) override { statement_.bind_bytes(i, value); }
    void bind_date(int i, base::date value) override { statement_.bind_date(i, value); }
    void end_row() override {
        try {
            statement_.step();
        } catch (...) {
            statement_.reset();
            throw;
        }
        statement_.reset();
    }
    void finish() override {}

  private:
    sqlite_statement statement_;
};

class sqlite_connection final : public connection {
  public:
    sqlite_connection(const std::string& file, sqlite_use use, std::chrono::milliseconds busy_timeout)
        : connection{engine::sqlite} {
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                          (use == sqlite_use::write ? SQLITE_OPEN_CREATE : 0);
        const int code = sqlite3_open_v2(file.c_str(), &on_, flags, nullptr);
        try {
            if (code != SQLITE_OK)
                throw error{may_not_write(file) ? error_class::read_only : class_of(code, sqlite3_system_errno(on_)),
                            file, fmt::format("{} [{}]", sqlite3_errmsg(on_), code)};
            prepare_connection(use, busy_timeout);
        } catch (...) {
            forget_statements();
            sqlite3_close_v2(on_);
            throw;
        }
    }
    ~sqlite_connection() override {
        forget_statements();
        sqlite3_close_v2(on_);
    }

    std::unique_ptr<bulk_core> bulk(std::string_view table, const std::vector<std::string_view>& columns) override {
        std::string places;
        for (std::size_t i = 1; i <= columns.size(); ++i)
            places += fmt::format("{}${}", i > 1 ? ", " : "", i);
        return std::make_unique<sqlite_bulk>(
            on_, fmt::format("insert into {} ({}) values ({})", table, fmt::join(columns, ", "), places));
    }
    void script(std::string_view statements) override {
        const int code = sqlite3_exec(on_, std::string{statements}.c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) fail(on_, code);
    }

    void begin_read() override { run("begin"); }
    // SQLite cannot wait when a read transaction turns into a write (it fails at once, timeout or not), so every
    // transaction that may write begins "immediate".
    void begin_write() override { run("begin immediate"); }
    void commit() override { run("commit"); }
    void rollback() noexcept override {
        if (in_transaction()) sqlite3_exec(on_, "rollback", nullptr, nullptr, nullptr);
    }
    bool in_transaction() const override { return sqlite3_get_autocommit(on_) == 0; }
    bool usable() noexcept override { return true; }

  protected:
    std::unique_ptr<statement_core> make(std::string_view sql) override {
        return std::make_unique<sqlite_statement>(on_, sql);
    }

  private:
    void prepare_connection(sqlite_use use, std::chrono::milliseconds busy_timeout) {
        sqlite3_busy_timeout(on_, static_cast<int>(busy_timeout.count()));
        // Who only reads goes on where the file was made read-only under a running server.
        if (use == sqlite_use::write && sqlite3_db_readonly(on_, "main") == 1)
            throw error{error_class::read_only, sqlite3_db_filename(on_, "main"), "the file may only be read"};
        script("pragma journal_mode = wal");
        script(use == sqlite_use::write ? "pragma synchronous = full" : "pragma synchronous = normal");
        script("pragma foreign_keys = on;"
               "pragma temp_store = memory;"
               "pragma cache_size = -32000;"
               "pragma trusted_schema = off");
        if (use == sqlite_use::read) script("pragma query_only = on");
    }

    sqlite3* on_ = nullptr;
};

} // namespace

std::unique_ptr<connection> open_sqlite(const std::string& file, sqlite_use use,
                                        std::chrono::milliseconds busy_timeout) {
    return std::make_unique<sqlite_connection>(file, use, busy_timeout);
}

void copy_sqlite(const std::string& from, const std::string& to, std::chrono::milliseconds busy_timeout) {
    const auto source = open_sqlite(from, sqlite_use::write, busy_timeout);
    auto statement = source->prepare("vacuum into $1");
    statement->bind_text(1, to);
    statement.step();
}

} // namespace db
