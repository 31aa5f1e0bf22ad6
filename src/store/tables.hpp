#pragma once

#include "db/database.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// The tables of a database as it says itself that they are, and their rows whatever is in them: what a backup is made
// of. A value is the same on both engines: what PostgreSQL holds as boolean or date is a whole number, as in SQLite.
namespace store {

enum class column_kind { boolean, integer, real, text, bytes, date };

struct table_column {
    std::string name;
    column_kind kind = column_kind::text;
    int in_key = 0;          // its place in the primary key, from 1; 0: it is not in it
    bool is_counted = false; // the engine gives it the next number
};
struct table {
    std::string name;
    std::vector<table_column> columns;
};

// Each table after those that it points to. Without the record of migrations.
std::vector<table> tables_of(db::reader& r);

bool is_empty(db::reader& r); // it has no table, not even of another program

struct raw_bytes {
    std::string value;
    bool operator==(const raw_bytes&) const = default;
};
using raw_value = std::variant<std::monostate, std::int64_t, double, std::string, raw_bytes>;
using raw_row = std::vector<raw_value>;

std::int64_t count_rows(db::reader& r, const table& t);
// In the order of the key, the same on both engines; a few at a time, however many there are.
void for_each_row(db::reader& r, const table& t, const std::function<void(const raw_row&)>& each);

// Whether a column can hold the value.
bool fits(column_kind kind, const raw_value& value);

// Rows into an empty table, each of as many values as the table has columns, which must fit. `finish` before anything
// else runs in the transaction.
class table_filler {
  public:
    table_filler(db::transaction& t, const table& into);
    ~table_filler();
    void add(const raw_row& row);
    void finish();

  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

} // namespace store
