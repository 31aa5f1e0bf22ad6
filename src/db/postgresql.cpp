#include "db/postgresql.hpp"

#include "base/text.hpp"
#include "db/copy_text.hpp"
#include "db/error.hpp"

#include <fmt/format.h>

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace db {
namespace {

using pg_result = std::unique_ptr<PGresult, decltype(&PQclear)>;

pg_result owned(PGresult* r) { return {r, &PQclear}; }

error_class class_of(std::string_view state) {
    const auto is = [&](std::string_view start) { return state.starts_with(start); };
    if (state == "23505") return error_class::unique;
    if (state == "23503") return error_class::foreign_key;
    if (is("23") || is("22")) return error_class::constraint;
    if (state == "40001" || state == "40P01" || state == "55P03" || state == "57014" || state == "53300")
        return error_class::busy;
    if (state.empty() || is("08") || is("57P")) return error_class::lost;
    if (state == "53100") return error_class::full;
    if (state == "25006" || state == "42501") return error_class::read_only;
    if (state == "3D000") return error_class::missing;
    if (is("XX001") || is("XX002")) return error_class::damaged;
    return error_class::other;
}

// Where the server's machine is gone, nobody refuses: without limits a thread would wait for a quarter of an hour, or
// two hours. The address may say otherwise: of two values for one setting libpq takes the later.
PGconn* connected(const std::string& url) {
    const std::array keywords{"connect_timeout",
                              "keepalives_idle",
                              "keepalives_interval",
                              "keepalives_count",
                              "tcp_user_timeout",
                              "dbname",
                              static_cast<const char*>(nullptr)};
    const std::array values{"10", "30", "10", "3", "30000", url.c_str(), static_cast<const char*>(nullptr)};
    return PQconnectdbParams(keywords.data(), values.data(), 1);
}

std::string one_line(const char* text) { return base::squeezed(base::trimmed(text ? text : "")); }

[[noreturn]] void fail(PGconn* on, const std::string& name, const PGresult* result) {
    const char* field = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const std::string state = field ? field : "";
    const char* text = result ? PQresultErrorMessage(result) : nullptr;
    const bool retry = state == "40001" || state == "40P01";
    const auto kind = PQstatus(on) == CONNECTION_BAD ? error_class::lost : class_of(state);
    throw error{kind, name, fmt::format("{} [{}]", one_line(text && *text ? text : PQerrorMessage(on)), state), retry};
}

void check(PGconn* on, const std::string& name, const pg_result& result) {
    switch (PQresultStatus(result.get())) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
        return;
    default:
        fail(on, name, result.get());
    }
}

// The types whose binary form is read here, by their fixed object ids (PostgreSQL's catalog pg_type).
namespace type {
constexpr Oid boolean = 16, bytes = 17, int8 = 20, int2 = 21, int4 = 23, text = 25, float8 = 701, varchar = 1043,
              date = 1082;
}

bool is_read_in_binary(Oid t) {
    using namespace type;
    return t == boolean || t == bytes || t == int8 || t == int2 || t == int4 || t == text || t == float8 ||
           t == varchar || t == date;
}

// The integers of the binary form are in network byte order.
template <class T>
T from_network(const char* bytes) {
    T value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        value = static_cast<T>(value << 8 | static_cast<unsigned char>(bytes[i]));
    return value;
}

template <class T>
T number(std::string_view text, const char* wanted, int column) {
    T value{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        throw std::logic_error{fmt::format("column {} holds no {}", column, wanted)};
    return value;
}

class pg_statement final : public statement_core {
  public:
    pg_statement(PGconn* on, const std::string& connection_name, std::string name, std::string_view sql)
        : on_{on}, connection_name_{connection_name}, name_{std::move(name)} {
        check(on_, connection_name_, owned(PQprepare(on_, name_.c_str(), std::string{sql}.c_str(), 0, nullptr)));
        const auto described = owned(PQdescribePrepared(on_, name_.c_str()));
        check(on_, connection_name_, described);
        values_.resize(static_cast<std::size_t>(PQnparams(described.get())));
        for (int c = 0; c < PQnfields(described.get()); ++c)
            types_.push_back(PQftype(described.get(), c));
        // Numbers and dates neither written out by the server nor parsed here: a third of the time of reading a log.
        is_binary_ = std::all_of(types_.begin(), types_.end(), is_read_in_binary);
    }
    ~pg_statement() override {
        if (PQstatus(on_) == CONNECTION_OK) owned(PQexec(on_, ("deallocate " + name_).c_str()));
    }

    int parameters() const override { return static_cast<int>(values_.size()); }

    void bind_null(int i) override { at(i) = {}; }
    void bind_bool(int i, bool value) override { at(i) = {value ? "t" : "f", false, false}; }
    void bind_integer(int i, std::int64_t value) override { at(i) = {fmt::to_string(value), false, false}; }
    void bind_real(int i, double value) override { at(i) = {copy_text::real(value), false, false}; }
    void bind_text(int i, std::string_view value) override {
        copy_text::require_text(value, connection_name_);
        at(i) = {std::string{value}, true, false};
    }
    void bind_bytes(int i, std::string_view value) override { at(i) = {std::string{value}, true, false}; }
    void bind_date(int i, base::date value) override { at(i) = {base::to_iso(value), false, false}; }

    bool step() override {
        if (!result_) {
            execute();
            row_ = -1;
        }
        return ++row_ < PQntuples(result_.get());
    }
    std::int64_t changes() const override {
        const std::string_view text = PQcmdTuples(result_.get());
        return text.empty() ? 0 : number<std::int64_t>(text, "count", 0);
    }
    void reset() noexcept override {
        result_.reset();
        for (auto& v : values_)
            v = {};
    }

    int columns() const override { return PQnfields(result_.get()); }
    bool is_null(int c) const override { return PQgetisnull(result_.get(), row_, c) == 1; }
    bool boolean(int c) const override {
        const auto v = value(c);
        if (is_binary_ && type_of(c) == type::boolean) return v[0] != 0;
        if (is_binary_ || (v != "t" && v != "f")) holds_no("yes or no", c);
        return v == "t";
    }
    std::int64_t integer(int c) const override {
        const auto v = value(c);
        if (!is_binary_) return number<std::int64_t>(v, "whole number", c);
        switch (type_of(c)) {
        case type::int8:
            return static_cast<std::int64_t>(from_network<std::uint64_t>(v.data()));
        case type::int4:
            return static_cast<std::int32_t>(from_network<std::uint32_t>(v.data()));
        case type::int2:
            return static_cast<std::int16_t>(from_network<std::uint16_t>(v.data()));
        default:
            holds_no("whole number", c);
        }
    }
    double real(int c) const override {
        const auto v = value(c);
        if (!is_binary_) return copy_text::parse_real(v);
        if (type_of(c) != type::float8) return static_cast<double>(integer(c));
        return std::bit_cast<double>(from_network<std::uint64_t>(v.data()));
    }
    std::string_view text(int c) const override {
        const auto v = value(c);
        if (is_binary_ && type_of(c) != type::text && type_of(c) != type::varchar) holds_no("text", c);
        return v;
    }
    std::string bytes(int c) const override {
        const auto v = value(c);
        if (!is_binary_) return copy_text::from_hex(v);
        if (type_of(c) != type::bytes) holds_no("bytes", c);
        return std::string{v};
    }
    base::date date(int c) const override {
        const auto v = value(c);
        if (is_binary_ && type_of(c) == type::date)
            return base::make_date(2000, 1, 1) +
                   base::days{static_cast<std::int32_t>(from_network<std::uint32_t>(v.data()))};
        const auto d = is_binary_ ? std::nullopt : base::parse_iso_date(v);
        if (!d) holds_no("date", c);
        return *d;
    }

  private:
    struct argument {
        std::string text;
        bool binary = false; // with its length, so that no NUL cuts it
        bool null = true;
    };
    argument& at(int i) { return values_.at(static_cast<std::size_t>(i - 1)); }

    Oid type_of(int c) const { return types_.at(static_cast<std::size_t>(c)); }
    std::string_view value(int c) const {
        if (is_null(c)) throw std::logic_error{fmt::format("column {} holds nothing", c)};
        return {PQgetvalue(result_.get(), row_, c), static_cast<std::size_t>(PQgetlength(result_.get(), row_, c))};
    }
    [[noreturn]] static void holds_no(const char* wanted, int c) {
        throw std::logic_error{fmt::format("column {} holds no {}", c, wanted)};
    }

    void execute() {
        const auto n = values_.size();
        std::vector<const char*> pointers(n);
        std::vector<int> lengths(n), formats(n);
        for (std::size_t i = 0; i < n; ++i) {
            pointers[i] = values_[i].null ? nullptr : values_[i].text.c_str();
            lengths[i] = static_cast<int>(values_[i].text.size());
            formats[i] = values_[i].binary ? 1 : 0;
        }
        auto result = owned(PQexecPrepared(on_, name_.c_str(), static_cast<int>(n), pointers.data(), lengths.data(),
                                           formats.data(), is_binary_ ? 1 : 0));
        check(on_, connection_name_, result);
        result_ = std::move(result);
    }

    PGconn* on_;
    const std::string& connection_name_;
    std::string name_;
    std::vector<argument> values_;
    std::vector<Oid> types_; // of the result's columns
    bool is_binary_ = false; // the result comes in binary form
    pg_result result_{nullptr, &PQclear};
    int row_ = -1;
};

// `copy … from stdin`, text format, sent in pieces of about 256 KiB.
class pg_bulk final : public bulk_core {
  public:
    pg_bulk(PGconn* on, const std::string& name, const std::string& sql, std::size_t columns)
        : on_{on}, name_{name}, fields_(columns) {
        check(on_, name_, owned(PQexec(on_, sql.c_str())));
    }
    ~pg_bulk() override {
        if (finished_) return;
        PQputCopyEnd(on_, "given up");
        while (owned(PQgetResult(on_))) {
        }
    }

    void bind_null(int i) override { at(i) = "\\N"; }
    void bind_bool(int i, bool value) override { at(i) = value ? "t" : "f"; }
    void bind_integer(int i, std::int64_t value) override { at(i) = fmt::to_string(value); }
    void bind_real(int i, double value) override { at(i) = copy_text::real(value); }
    void bind_text(int i, std::string_view value) override {
        copy_text::require_text(value, name_);
        at(i) = copy_text::escaped(value);
    }
    void bind_bytes(int i, std::string_view value) override { at(i) = "\\\\x" + copy_text::to_hex(value); }
    void bind_date(int i, base::date value) override { at(i) = base::to_iso(value); }
    void end_row() override {
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            if (i > 0) buffer_ += '\t';
            buffer_ += fields_[i];
        }
        buffer_ += '\n';
        if (buffer_.size() > (std::size_t{256} << 10)) send();
    }
    void finish() override {
        send();
        finished_ = true;
        if (PQputCopyEnd(on_, nullptr) != 1) fail(on_, name_, nullptr);
        std::exception_ptr problem;
        while (const auto result = owned(PQgetResult(on_))) {
            try {
                check(on_, name_, result);
            } catch (...) {
                if (!problem) problem = std::current_exception();
            }
        }
        if (problem) std::rethrow_exception(problem);
    }

  private:
    std::string& at(int i) { return fields_.at(static_cast<std::size_t>(i - 1)); }
    void send() {
        if (PQputCopyData(on_, buffer_.data(), static_cast<int>(buffer_.size())) != 1) fail(on_, name_, nullptr);
        buffer_.clear();
    }

    PGconn* on_;
    const std::string& name_;
    std::vector<std::string> fields_;
    std::string buffer_;
    bool finished_ = false;
};

class pg_connection final : public connection {
  public:
    pg_connection(const std::string& url, std::chrono::milliseconds busy_timeout)
        : connection{engine::postgresql}, name_{name_of_postgresql(url)}, on_{connected(url), &PQfinish} {
        if (PQstatus(on_.get()) != CONNECTION_OK) refuse_connection();
        PQsetNoticeReceiver(
            on_.get(), [](void*, const PGresult*) {}, nullptr);
        script(fmt::format("set client_encoding = 'UTF8';"
                           "set datestyle = 'ISO';"
                           "set lock_timeout = {};"
                           "set idle_in_transaction_session_timeout = '5min'",
                           busy_timeout.count()));
        // Planning anew takes longer than answering, and but for plan_for_values no plan depends on a value.
        script("set plan_cache_mode = force_generic_plan");
        // What was answered "saved" is on the disk, whatever the server's default is.
        script("select set_config('synchronous_commit', 'on', false)"
               " where current_setting('synchronous_commit') = 'off'");
        script("select set_config('application_name', 'lofte', false) where current_setting('application_name') = ''");
    }
    ~pg_connection() override { forget_statements(); }

    std::unique_ptr<bulk_core> bulk(std::string_view table, const std::vector<std::string_view>& columns) override {
        return std::make_unique<pg_bulk>(
            on_.get(), name_, fmt::format("copy {} ({}) from stdin", table, fmt::join(columns, ", ")), columns.size());
    }
    void script(std::string_view statements) override {
        check(on_.get(), name_, owned(PQexec(on_.get(), std::string{statements}.c_str())));
    }

    void begin_read() override { script("begin isolation level repeatable read, read only"); }
    void begin_write() override { script("begin"); }
    void commit() override {
        const auto result = owned(PQexec(on_.get(), "commit"));
        check(on_.get(), name_, result);
        // A transaction that failed answers "commit" with a rollback, and no error.
        if (std::string_view{PQcmdStatus(result.get())} != "COMMIT")
            throw error{error_class::other, name_, "the transaction had failed and was undone"};
    }
    void rollback() noexcept override {
        if (in_transaction()) owned(PQexec(on_.get(), "rollback"));
    }
    bool in_transaction() const override {
        const auto status = PQtransactionStatus(on_.get());
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
    }
    void plan_for_values() override { script("set local plan_cache_mode = force_custom_plan"); }
    void wait_shortly() override { script("set local lock_timeout = 100"); }
    // The server says nothing while nothing is asked; if it has, it was mostly good-bye.
    bool usable() noexcept override {
        pollfd waiting{PQsocket(on_.get()), POLLIN, 0};
        if (waiting.fd < 0) return false;
        if (poll(&waiting, 1, 0) > 0) PQconsumeInput(on_.get());
        return PQstatus(on_.get()) == CONNECTION_OK;
    }

  protected:
    std::unique_ptr<statement_core> make(std::string_view sql) override {
        return std::make_unique<pg_statement>(on_.get(), name_, fmt::format("s{}", ++prepared_), sql);
    }

  private:
    // A refused connection has no SQLSTATE in libpq 15; what the server said is all there is.
    [[noreturn]] void refuse_connection() const {
        const auto said = one_line(PQerrorMessage(on_.get()));
        const bool missing = said.find("does not exist") != said.npos && said.find("database") != said.npos;
        throw error{missing ? error_class::missing : error_class::lost, name_, said};
    }

    std::string name_;
    std::unique_ptr<PGconn, decltype(&PQfinish)> on_;
    unsigned long prepared_ = 0;
};

} // namespace

std::string name_of_postgresql(const std::string& url) {
    char* problem = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &problem);
    PQfreemem(problem);
    std::string database = "PostgreSQL", host;
    for (const auto* o = options; o && o->keyword; ++o) {
        if (!o->val) continue;
        if (std::strcmp(o->keyword, "dbname") == 0) database = o->val;
        if (std::strcmp(o->keyword, "host") == 0) host = o->val;
    }
    PQconninfoFree(options);
    return host.empty() ? database : database + " @ " + host;
}

std::unique_ptr<connection> open_postgresql(const std::string& url, std::chrono::milliseconds busy_timeout) {
    return std::make_unique<pg_connection>(url, busy_timeout);
}

} // namespace db
