#pragma once

#include "base/id.hpp"
#include "db/connection.hpp"
#include "db/database.hpp"
#include "db/error.hpp"
#include "db/sql.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// Typed statements:
//   for (const auto& [id, slug] : db::select<std::int64_t, std::string>(r, "select id, slug from document where status
//   = $1", s)) const auto found = db::find<std::int64_t>(r, "select id from document where slug = $1", slug);  //
//   nullopt: no row db::run(t, "update document set lede = $2 where id = $1", id, lede);
namespace db {

using moment = std::chrono::sys_time<std::chrono::microseconds>;

// Bytes that are no text.
struct bytes {
    std::string value;
    bool operator==(const bytes&) const = default;
};
struct bytes_view {
    std::string_view value;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<base::id<Tag>> = true;

template <class T>
concept whole_number = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

template <class T>
void bind_value(binder& to, int i, const T& value) {
    if constexpr (std::same_as<T, std::nullopt_t>) {
        to.bind_null(i);
    } else if constexpr (is_optional<T>) {
        if (value)
            bind_value(to, i, *value);
        else
            to.bind_null(i);
    } else if constexpr (std::same_as<T, bool>) {
        to.bind_bool(i, value);
    } else if constexpr (whole_number<T>) {
        if (!std::in_range<std::int64_t>(value)) throw std::out_of_range{"a number over 63 bits"};
        to.bind_integer(i, static_cast<std::int64_t>(value));
    } else if constexpr (std::floating_point<T>) {
        to.bind_real(i, static_cast<double>(value));
    } else if constexpr (std::same_as<T, bytes> || std::same_as<T, bytes_view>) {
        to.bind_bytes(i, value.value);
    } else if constexpr (std::same_as<T, base::date>) {
        to.bind_date(i, value);
    } else if constexpr (std::same_as<T, moment>) {
        to.bind_integer(i, value.time_since_epoch().count());
    } else if constexpr (is_id<T>) {
        to.bind_integer(i, value.value);
    } else {
        static_assert(std::convertible_to<const T&, std::string_view>, "no way to bind this type");
        to.bind_text(i, std::string_view{value});
    }
}

template <class T>
T column(const statement_core& from, int i) {
    if constexpr (is_optional<T>) {
        if (from.is_null(i)) return std::nullopt;
        return column<typename T::value_type>(from, i);
    } else if constexpr (std::same_as<T, bool>) {
        return from.boolean(i);
    } else if constexpr (whole_number<T>) {
        const auto value = from.integer(i);
        if (!std::in_range<T>(value)) throw std::out_of_range{"a stored number does not fit its type"};
        return static_cast<T>(value);
    } else if constexpr (std::floating_point<T>) {
        return static_cast<T>(from.real(i));
    } else if constexpr (std::same_as<T, bytes>) {
        return bytes{from.bytes(i)};
    } else if constexpr (std::same_as<T, base::date>) {
        return from.date(i);
    } else if constexpr (std::same_as<T, moment>) {
        return moment{std::chrono::microseconds{from.integer(i)}};
    } else if constexpr (is_id<T>) {
        return T{from.integer(i)};
    } else {
        static_assert(std::same_as<T, std::string> || std::same_as<T, std::string_view>, "no way to read this type");
        return T{from.text(i)};
    }
}

namespace detail {

template <class... Values>
prepared bound(connection& on, const sql_text& text, const Values&... values) {
    auto statement = on.prepare(text);
    if (statement->parameters() != static_cast<int>(sizeof...(Values)))
        throw std::logic_error{"a statement with another number of parameters: " + std::string{text.of(on.engine())}};
    [[maybe_unused]] int i = 0;
    (bind_value(*statement, ++i, values), ...);
    return statement;
}

template <class... T, std::size_t... I>
std::tuple<T...> row_of(const statement_core& from, std::index_sequence<I...>) {
    return std::tuple<T...>{column<T>(from, static_cast<int>(I))...};
}

} // namespace detail

// The rows of one question, one after another, read while they come. A string_view is valid until the next row.
template <class... T>
class rows {
  public:
    explicit rows(prepared statement) : statement_{std::move(statement)} {}

    bool next() {
        if (!statement_.step()) return false;
        if (statement_->columns() != static_cast<int>(sizeof...(T)))
            throw std::logic_error{"a statement with another number of columns than are read"};
        return true;
    }
    std::tuple<T...> row() const { return detail::row_of<T...>(*statement_, std::index_sequence_for<T...>{}); }

    struct end_mark {};
    class iterator {
      public:
        explicit iterator(rows& of) : of_{&of}, more_{of.next()} {}
        std::tuple<T...> operator*() const { return of_->row(); }
        iterator& operator++() {
            more_ = of_->next();
            return *this;
        }
        bool operator==(end_mark) const { return !more_; }

      private:
        rows* of_;
        bool more_;
    };
    iterator begin() { return iterator{*this}; }
    end_mark end() const { return {}; }

  private:
    prepared statement_;
};

template <class... T, class... Values>
rows<T...> select(reader& r, const sql_text& text, const Values&... values) {
    return rows<T...>{detail::bound(r.on(), text, values...)};
}

// The first row: a value where one column is asked for, else a tuple.
template <class T, class... More, class... Values>
auto find(reader& r, const sql_text& text, const Values&... values) {
    auto all = select<T, More...>(r, text, values...);
    if constexpr (sizeof...(More) == 0) {
        return all.next() ? std::optional<T>{std::get<0>(all.row())} : std::nullopt;
    } else {
        return all.next() ? std::optional<std::tuple<T, More...>>{all.row()} : std::nullopt;
    }
}

// Changes rows; how many.
template <class... Values>
std::int64_t run(transaction& t, const sql_text& text, const Values&... values) {
    auto statement = detail::bound(t.on(), text, values...);
    while (statement.step()) {
    }
    return statement->changes();
}

// Changes one row and reads it (`returning`).
template <class T, class... More, class... Values>
auto run_returning(transaction& t, const sql_text& text, const Values&... values) {
    return find<T, More...>(t, text, values...);
}

// Many rows into one table: a prepared loop on SQLite, `copy` on PostgreSQL. Nothing else may run in the transaction
// between the first row and `finish`.
template <class... T>
class bulk_insert {
  public:
    bulk_insert(transaction& t, std::string_view table, const std::vector<std::string_view>& columns)
        : core_{t.on().bulk(table, columns)} {
        if (columns.size() != sizeof...(T)) throw std::logic_error{"a bulk insert with another number of columns"};
    }
    void add(const T&... values) {
        int i = 0;
        (bind_value(*core_, ++i, values), ...);
        core_->end_row();
    }
    void finish() { core_->finish(); }

  private:
    std::unique_ptr<bulk_core> core_;
};

} // namespace db
