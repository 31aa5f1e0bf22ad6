#include "fixture.hpp"

#include "db/statement.hpp"

#include <filesystem>
#include <map>
#include <set>
#include <thread>

namespace {

class migrations : public on_engine {
  protected:
    db::error_class refusal() {
        try {
            store::migrate(*database);
        } catch (const db::error& e) {
            said = e.text().key;
            return e.kind();
        }
        ADD_FAILURE() << "nothing was refused";
        return db::error_class::other;
    }
    void run(const std::string& sql) {
        database->write([&](db::transaction& t) { t.on().script(sql); });
    }
    std::string said;
};

TEST_P(migrations, bring_an_empty_database_to_the_programs_schema_once) {
    const auto first = store::migrate(*database);
    const auto second = store::migrate(*database);

    EXPECT_EQ(first.from, 0);
    EXPECT_GE(first.to, 1);
    EXPECT_EQ(second.from, first.to);
    EXPECT_EQ(second.to, first.to);
    EXPECT_FALSE(first.copy || second.copy);
    EXPECT_NO_THROW(store::require_schema(*database));
}

TEST_P(migrations, may_be_started_by_many_instances_at_once) {
    std::atomic<int> failed = 0;
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < 6; ++n)
            all.emplace_back([&] {
                try {
                    const auto own = made->open();
                    store::migrate(*own);
                } catch (const std::exception& e) {
                    ADD_FAILURE() << e.what();
                    ++failed;
                }
            });
    }

    EXPECT_EQ(failed, 0);
    auto r = database->read();
    EXPECT_EQ(
        (db::find<std::int64_t, std::int64_t>(r, "select count(*), count(distinct number) from schema_migration")),
        (db::find<std::int64_t, std::int64_t>(r, "select max(number), max(number) from schema_migration")));
}

TEST_P(migrations, refuse_a_database_that_is_newer_than_the_program) {
    store::migrate(*database);
    run("insert into schema_migration (number, name, checksum, applied_at) values (9999, '9999-later', 'x', 0)");

    EXPECT_EQ(refusal(), db::error_class::schema);
    EXPECT_EQ(said, "storage.schema_newer");
}

TEST_P(migrations, refuse_another_form_of_what_was_run) {
    store::migrate(*database);
    run("update schema_migration set checksum = 'x' where number = 1");

    EXPECT_EQ(refusal(), db::error_class::schema);
    EXPECT_EQ(said, "storage.schema_changed");
}

TEST_P(migrations, that_are_missing_are_told_where_none_may_run) {
    try {
        store::require_schema(*database);
        FAIL() << "an empty database was taken";
    } catch (const db::error& e) {
        EXPECT_EQ(e.text().key, "storage.schema_pending");
    }
}

constexpr base::embedded_file first_release[] = {
    {"0001-start.sqlite.sql", "create table thing (id integer primary key, words text not null) strict"},
    {"0001-start.pgsql.sql", "create table thing (id bigint primary key, words text not null)"},
};
constexpr base::embedded_file second_release[] = {
    {"0003-more.sqlite.sql",
     "create index thing_by_words on thing (words); create table other (id integer primary key)"},
    {"0003-more.pgsql.sql", "create index thing_by_words on thing (words); create table other (id bigint primary key)"},
    {"0002-size.sqlite.sql", "alter table thing add column size integer not null default 0"},
    {"0002-size.pgsql.sql", "alter table thing add column size bigint not null default 0"},
    first_release[0],
    first_release[1],
};

TEST_P(migrations, run_in_order_over_what_is_stored_after_a_copy_of_the_file) {
    EXPECT_EQ(store::migrate(*database, first_release).to, 1);
    run("insert into thing (id, words) values (1, 'åäö')");

    const auto done = store::migrate(*database, second_release);

    EXPECT_EQ(done.from, 1);
    EXPECT_EQ(done.to, 3);
    auto r = database->read();
    EXPECT_EQ((db::find<std::string, std::int64_t>(r, "select words, size from thing")),
              std::tuple(std::string{"åäö"}, 0));
    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from other"), 0);
    ASSERT_EQ(done.copy.has_value(), sqlite());
    if (!sqlite()) return;
    EXPECT_TRUE(done.copy->ends_with("lofte.db.before-0002")) << *done.copy;
    db::settings copy;
    copy.file = *done.copy;
    const auto before = db::database::open(copy);
    auto old = before->read();
    EXPECT_EQ(db::find<std::string>(old, "select words from thing"), "åäö");
    EXPECT_THROW(db::find<std::int64_t>(old, "select size from thing"), db::error);
}

TEST_P(migrations, that_fail_leave_nothing_of_themselves) {
    store::migrate(*database, first_release);
    constexpr base::embedded_file broken[] = {
        first_release[0],
        first_release[1],
        {"0002-broken.sqlite.sql", "create table half (id integer); insert into nowhere values (1)"},
        {"0002-broken.pgsql.sql", "create table half (id integer); insert into nowhere values (1)"},
    };

    EXPECT_THROW(store::migrate(*database, broken), db::error);

    auto r = database->read();
    EXPECT_EQ(db::find<std::int64_t>(r, "select max(number) from schema_migration"), 1);
    EXPECT_THROW(db::find<std::int64_t>(r, "select count(*) from half"), db::error);
}

ON_BOTH_ENGINES(migrations);

// What a schema consists of, in words that both engines share.
using shape = std::map<std::string, std::set<std::string>>;

shape shape_of(db::database& database) {
    shape all;
    auto r = database.read();
    for (auto [table, column, needed] : db::select<std::string, std::string, bool>(r, db::sql{.sqlite = R"(
            select m.name, c.name, c."notnull" = 1 or c.pk > 0
            from sqlite_master m, pragma_table_info(m.name) c
            where m.type = 'table' and m.name not like 'sqlite_%')",
                                                                                      .pgsql = R"(
            select table_name::text, column_name::text, is_nullable = 'NO'
            from information_schema.columns
            where table_schema = current_schema())"}))
        all[table].insert(column + (needed ? " not null" : ""));
    // Unique or not, with the columns in their order; names are given by the engine where we gave none.
    for (auto [table, columns, unique] : db::select<std::string, std::string, bool>(r, db::sql{.sqlite = R"(
            select m.name, (select group_concat(name, ',') from (select name from pragma_index_info(i.name) order by seqno)),
                i."unique" = 1
            from sqlite_master m, pragma_index_list(m.name) i
            where m.type = 'table' and m.name not like 'sqlite_%')",
                                                                                       .pgsql = R"(
            select t.relname::text, (
                    select string_agg(a.attname::text, ',' order by k.place)
                    from unnest(i.indkey) with ordinality k (number, place)
                    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number),
                i.indisunique
            from pg_index i
            join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = t.relnamespace
            where n.nspname = current_schema())"}))
        all[table].insert("index (" + columns + ")" + (unique ? " unique" : ""));
    // SQLite's "integer primary key" is the row itself and has no index beside it.
    for (auto& [table, parts] : all)
        parts.erase("index (id) unique");
    for (auto& [table, parts] : all)
        if (table == "schema_migration" || table == "read_event") parts.erase("index (number) unique");
    return all;
}

TEST(the_schema, has_the_same_tables_columns_and_indexes_on_both_engines) {
    if (!support::test_database::available(db::engine::postgresql)) GTEST_SKIP() << "no PostgreSQL: PGHOST is not set";
    const support::test_database one{db::engine::sqlite}, two{db::engine::postgresql};
    const auto sqlite = one.open(), postgresql = two.open();
    store::migrate(*sqlite);
    store::migrate(*postgresql);

    const auto tables = shape_of(*sqlite);

    EXPECT_GE(tables.size(), 14u);
    EXPECT_TRUE(tables.at("log_detail").contains("index (document,client_key) unique"));
    // Table by table: a long list is cut where it is told.
    auto others = shape_of(*postgresql);
    for (const auto& [table, parts] : tables)
        EXPECT_EQ(parts, others[table]) << table;
    EXPECT_EQ(tables.size(), others.size());
}

} // namespace
