#include "store/migrate.hpp"

#include "base/clock.hpp"
#include "db/statement.hpp"
#include "store/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <vector>

namespace store {

namespace migrations {
std::span<const base::embedded_file> files();
}

namespace {

struct migration {
    int number = 0;
    std::string name; // "0001-start"
    std::string_view text;
    std::string checksum;
};

std::vector<migration> migrations_for(db::engine engine, std::span<const base::embedded_file> files) {
    const std::string_view ending = engine == db::engine::sqlite ? ".sqlite.sql" : ".pgsql.sql";
    std::vector<migration> all;
    for (const auto& file : files) {
        if (!file.path.ends_with(ending)) continue;
        migration m{0, std::string{file.path.substr(0, file.path.size() - ending.size())}, file.bytes,
                    hex(sha256(file.bytes))};
        std::from_chars(m.name.data(), m.name.data() + m.name.size(), m.number);
        all.push_back(std::move(m));
    }
    std::ranges::sort(all, {}, &migration::number);
    return all;
}

bool has_migrations(db::reader& r) {
    return db::find<std::int64_t>(r, db::sql{.sqlite = R"(
                select count(*)
                from sqlite_master
                where type = 'table' and name = 'schema_migration')",
                                             .pgsql = R"(
                select count(*)
                from pg_class
                where oid = to_regclass('schema_migration'))"})
               .value() > 0;
}

// The highest number recorded, after everything recorded was found to be what this program knows.
int recorded(db::reader& r, const std::vector<migration>& known, const std::string& database) {
    int last = 0;
    for (const auto& [number, name, checksum] : db::select<int, std::string, std::string>(r, R"(
            select number, name, checksum
            from schema_migration
            order by number)")) {
        last = number;
        const auto same = std::ranges::find(known, number, &migration::number);
        if (same != known.end() && same->checksum != checksum)
            throw db::error{db::error_class::schema,
                            {"storage.schema_changed",
                             {{"database", database}, {"number", std::to_string(number)}, {"name", name}}},
                            fmt::format("{}: migration {} has another checksum", database, name)};
    }
    const int newest = known.empty() ? 0 : known.back().number;
    if (last > newest)
        throw db::error{db::error_class::schema,
                        {"storage.schema_newer",
                         {{"database", database}, {"found", std::to_string(last)}, {"known", std::to_string(newest)}}},
                        fmt::format("{}: schema {} is newer than this program's {}", database, last, newest)};
    return last;
}

int present_schema(db::database& database, const std::vector<migration>& known) {
    auto r = database.read();
    return has_migrations(r) ? recorded(r, known, database.name()) : 0;
}

// Runs the first migration that is missing; false where none is. Another instance may have come first: looked again
// under the lock.
bool run_next(db::transaction& t, const std::vector<migration>& known, const std::string& database) {
    if (t.on().engine() == db::engine::postgresql) {
        t.on().script("set local lock_timeout = '10min'");
        db::find<std::string>(t, "select pg_advisory_xact_lock(7200)::text");
    }
    db::run(t, R"(
        create table if not exists schema_migration (
            number integer not null primary key,
            name text not null,
            checksum text not null,
            applied_at bigint not null
        ))");
    const int have = recorded(t, known, database);
    const auto next = std::ranges::find_if(known, [&](const migration& m) { return m.number > have; });
    if (next == known.end()) return false;
    t.on().script(next->text);
    db::run(t, "insert into schema_migration (number, name, checksum, applied_at) values ($1, $2, $3, $4)",
            next->number, next->name, next->checksum, base::clock{}.now());
    return true;
}

// Made under a name of its own first, so that a copy that stands is a whole one, whoever else starts at the same
// moment.
std::string copy_before(db::database& database, int next) {
    const auto wanted = fmt::format("{}.before-{:04}", database.name(), next);
    const auto making = fmt::format("{}.{}", wanted, hex(random_bytes(8)));
    database.copy_to(making);
    std::filesystem::rename(making, wanted);
    return wanted;
}

} // namespace

migrated migrate(db::database& database) { return migrate(database, migrations::files()); }

migrated migrate(db::database& database, std::span<const base::embedded_file> files) {
    const auto known = migrations_for(database.engine(), files);
    migrated done;
    done.from = done.to = present_schema(database, known);
    const int newest = known.empty() ? 0 : known.back().number;
    if (done.from == newest) return done;
    if (done.from > 0 && database.engine() == db::engine::sqlite) done.copy = copy_before(database, done.from + 1);
    for (bool more = true; more;)
        database.write([&](db::transaction& t) { more = run_next(t, known, database.name()); });
    done.to = newest;
    return done;
}

schema_mark schema_of(db::reader& r) {
    if (!has_migrations(r)) return {};
    const auto last =
        db::find<int, std::string>(r, "select number, name from schema_migration order by number desc limit 1");
    return last ? schema_mark{std::get<0>(*last), std::get<1>(*last)} : schema_mark{};
}

schema_mark newest_schema(db::engine engine) {
    const auto known = migrations_for(engine, migrations::files());
    return known.empty() ? schema_mark{} : schema_mark{known.back().number, known.back().name};
}

std::string migration_name(db::engine engine, int number) {
    const auto known = migrations_for(engine, migrations::files());
    const auto found = std::ranges::find(known, number, &migration::number);
    return found == known.end() ? std::string{} : found->name;
}

void migrate_to(db::transaction& t, int number) {
    auto known = migrations_for(t.on().engine(), migrations::files());
    std::erase_if(known, [&](const migration& m) { return m.number > number; });
    while (run_next(t, known, "backup")) {
    }
}

void require_schema(db::database& database) {
    const auto known = migrations_for(database.engine(), migrations::files());
    const int found = present_schema(database, known);
    const int newest = known.empty() ? 0 : known.back().number;
    if (found < newest)
        throw db::error{
            db::error_class::schema,
            {"storage.schema_pending",
             {{"database", database.name()}, {"found", std::to_string(found)}, {"known", std::to_string(newest)}}},
            fmt::format("{}: schema {} must be brought to {}", database.name(), found, newest)};
}

} // namespace store
