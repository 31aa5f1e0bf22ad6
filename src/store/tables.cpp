#include "store/tables.hpp"

#include "db/statement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

namespace store {
namespace {

constexpr std::string_view record_of_migrations = "schema_migration";

column_kind kind_named(const std::string& type) {
    static const std::map<std::string, column_kind, std::less<>> known{
        {"bool", column_kind::boolean}, {"int2", column_kind::integer},    {"int4", column_kind::integer},
        {"int8", column_kind::integer}, {"INTEGER", column_kind::integer}, {"INT", column_kind::integer},
        {"float8", column_kind::real},  {"REAL", column_kind::real},       {"text", column_kind::text},
        {"varchar", column_kind::text}, {"TEXT", column_kind::text},       {"bytea", column_kind::bytes},
        {"BLOB", column_kind::bytes},   {"date", column_kind::date}};
    const auto found = known.find(type);
    if (found == known.end()) throw std::logic_error{"a column of a type that no backup knows: " + type};
    return found->second;
}

constexpr db::sql columns_question{.sqlite = R"(
    select m.name, c.name, upper(c.type), c.pk, 0
    from sqlite_master m
    join pragma_table_info(m.name) c
    where m.type = 'table' and m.name not like 'sqlite\_%' escape '\'
    order by m.name, c.cid)",
                                   .pgsql = R"(
    select c.relname::text, a.attname::text, t.typname::text,
        coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)::bigint, (a.attidentity <> '')::int
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
    order by c.relname::text collate "C", a.attnum)"};

constexpr db::sql arrows_question{.sqlite = R"(
    select m.name, f."table"
    from sqlite_master m
    join pragma_foreign_key_list(m.name) f
    where m.type = 'table')",
                                  .pgsql = R"(
    select c.relname::text, to_table.relname::text
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_class to_table on to_table.oid = k.confrelid
    where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace)"};

std::vector<table> in_their_order(std::vector<table> all, const std::set<std::pair<std::string, std::string>>& arrows) {
    std::vector<table> sorted;
    std::set<std::string> placed;
    while (!all.empty()) {
        const auto next = std::find_if(all.begin(), all.end(), [&](const table& t) {
            return std::all_of(arrows.begin(), arrows.end(), [&](const auto& a) {
                return a.first != t.name || a.second == t.name || placed.contains(a.second);
            });
        });
        if (next == all.end()) throw std::logic_error{"tables that point to each other in a ring"};
        placed.insert(next->name);
        sorted.push_back(std::move(*next));
        all.erase(next);
    }
    return sorted;
}

std::string quoted(std::string_view name) { return fmt::format("\"{}\"", name); }

// Text is sorted by its bytes, whatever language the server sorts by.
std::string rows_question(const table& t, db::engine engine) {
    std::vector<std::string> names, key(t.columns.size());
    for (const auto& c : t.columns) {
        names.push_back(quoted(c.name));
        if (c.in_key == 0) continue;
        const bool by_bytes = c.kind == column_kind::text && engine == db::engine::postgresql;
        key[static_cast<std::size_t>(c.in_key - 1)] = quoted(c.name) + (by_bytes ? " collate \"C\"" : "");
    }
    std::erase(key, "");
    if (key.empty()) throw std::logic_error{"a table without a key: " + t.name};
    return fmt::format("select {} from {} order by {}", fmt::join(names, ", "), quoted(t.name), fmt::join(key, ", "));
}

raw_value value_in(const db::statement_core& from, int at, column_kind kind) {
    if (from.is_null(at)) return std::monostate{};
    switch (kind) {
    case column_kind::boolean:
        return std::int64_t{from.boolean(at)};
    case column_kind::integer:
        return from.integer(at);
    case column_kind::date:
        return std::int64_t{from.date(at).time_since_epoch().count()};
    case column_kind::real:
        return from.real(at);
    case column_kind::text:
        return std::string{from.text(at)};
    case column_kind::bytes:
        break;
    }
    return raw_bytes{from.bytes(at)};
}

void read_rows(db::prepared& rows, const table& t, const std::function<void(const raw_row&)>& each,
               std::int64_t& count) {
    raw_row row(t.columns.size());
    while (rows.step()) {
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = value_in(*rows, static_cast<int>(i), t.columns[i].kind);
        each(row);
        ++count;
    }
}

} // namespace

std::vector<table> tables_of(db::reader& r) {
    std::vector<table> all;
    for (const auto& [name, column, type, in_key, is_counted] :
         db::select<std::string, std::string, std::string, int, int>(r, columns_question)) {
        if (name == record_of_migrations) continue;
        if (all.empty() || all.back().name != name) all.push_back({name, {}});
        all.back().columns.push_back({column, kind_named(type), in_key, is_counted != 0});
    }
    std::set<std::pair<std::string, std::string>> arrows;
    for (const auto& [from, to] : db::select<std::string, std::string>(r, arrows_question))
        arrows.emplace(from, to);
    return in_their_order(std::move(all), arrows);
}

bool is_empty(db::reader& r) {
    auto rows = db::select<std::string, std::string, std::string, int, int>(r, columns_question);
    return !rows.next();
}

std::int64_t count_rows(db::reader& r, const table& t) {
    return db::find<std::int64_t>(r, "select count(*) from " + quoted(t.name)).value_or(0);
}

void for_each_row(db::reader& r, const table& t, const std::function<void(const raw_row&)>& each) {
    std::int64_t count = 0;
    if (r.on().engine() == db::engine::sqlite) {
        auto rows = r.on().prepare(rows_question(t, db::engine::sqlite));
        return read_rows(rows, t, each, count);
    }
    // libpq holds an answer whole, so a table comes in pieces.
    const auto cursor = quoted("rows_of_" + t.name);
    r.on().script(fmt::format("declare {} no scroll cursor for {}", cursor, rows_question(t, db::engine::postgresql)));
    do {
        count = 0;
        auto rows = r.on().prepare(fmt::format("fetch 2000 from {}", cursor));
        read_rows(rows, t, each, count);
    } while (count > 0);
    r.on().script("close " + cursor);
}

bool fits(column_kind kind, const raw_value& value) {
    if (std::holds_alternative<std::monostate>(value)) return true; // the schema refuses what may not be absent
    switch (kind) {
    case column_kind::boolean: {
        const auto* n = std::get_if<std::int64_t>(&value);
        return n && (*n == 0 || *n == 1);
    }
    case column_kind::integer:
        return std::holds_alternative<std::int64_t>(value);
    case column_kind::date: {
        constexpr std::int64_t furthest = 3'000'000; // days: beyond the year 9999 no calendar of ours goes
        const auto* n = std::get_if<std::int64_t>(&value);
        return n && *n > -furthest && *n < furthest;
    }
    case column_kind::real:
        return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    case column_kind::text:
        return std::holds_alternative<std::string>(value);
    case column_kind::bytes:
        break;
    }
    return std::holds_alternative<raw_bytes>(value);
}

struct table_filler::parts {
    db::transaction& t;
    const table& into;
    std::unique_ptr<db::bulk_core> rows;

    void bind(int i, column_kind kind, const raw_value& value) {
        if (std::holds_alternative<std::monostate>(value)) return rows->bind_null(i);
        if (const auto* text = std::get_if<std::string>(&value)) return rows->bind_text(i, *text);
        if (const auto* bytes = std::get_if<raw_bytes>(&value)) return rows->bind_bytes(i, bytes->value);
        if (const auto* real = std::get_if<double>(&value)) return rows->bind_real(i, *real);
        const auto n = std::get<std::int64_t>(value);
        if (kind == column_kind::boolean) return rows->bind_bool(i, n != 0);
        if (kind == column_kind::date) return rows->bind_date(i, base::date{base::days{static_cast<int>(n)}});
        if (kind == column_kind::real) return rows->bind_real(i, static_cast<double>(n));
        rows->bind_integer(i, n);
    }
};

table_filler::table_filler(db::transaction& t, const table& into) : parts_{new parts{t, into, nullptr}} {
    std::vector<std::string> names;
    for (const auto& c : into.columns)
        names.push_back(quoted(c.name));
    parts_->rows = t.on().bulk(quoted(into.name), {names.begin(), names.end()});
}

table_filler::~table_filler() = default;

void table_filler::add(const raw_row& row) {
    for (std::size_t i = 0; i < row.size(); ++i)
        parts_->bind(static_cast<int>(i) + 1, parts_->into.columns[i].kind, row[i]);
    parts_->rows->end_row();
}

void table_filler::finish() {
    parts_->rows->finish();
    parts_->rows.reset();
    if (parts_->t.on().engine() != db::engine::postgresql) return;
    // The next number follows the highest there is.
    for (const auto& c : parts_->into.columns)
        if (c.is_counted)
            db::find<std::int64_t>(
                parts_->t,
                fmt::format(
                    "select setval(pg_get_serial_sequence('{0}', '{1}'), coalesce(max({2}), 0) + 1, false) from {0}",
                    quoted(parts_->into.name), c.name, quoted(c.name)));
}

} // namespace store
