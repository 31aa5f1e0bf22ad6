#include "db/statement.hpp"

#include "engines.hpp"

#include <algorithm>
#include <limits>
#include <thread>

namespace {

class statements : public on_engine {
  protected:
    void SetUp() override {
        on_engine::SetUp();
        if (!database) return;
        database->write([&](db::transaction& t) {
            t.on().script(sqlite()
                              ? "create table thing (id integer primary key, flag integer, big integer, share real,"
                                " words text, raw blob, day integer, at integer)"
                              : "create table thing (id bigint primary key, flag boolean, big bigint,"
                                " share double precision, words text, raw bytea, day date, at bigint)");
        });
    }
    void insert_id(std::int64_t id) {
        database->write([&](db::transaction& t) { db::run(t, "insert into thing (id) values ($1)", id); });
    }
    std::int64_t count() {
        auto r = database->read();
        return db::find<std::int64_t>(r, "select count(*) from thing").value();
    }
};

using thing_id = base::id<struct thing_tag>;

TEST_P(statements, bring_back_every_type_as_it_was) {
    const std::string raw{"\0\xff\x01 \\x", 6};
    const auto day = base::make_date(1969, 12, 31);
    const db::moment at{std::chrono::microseconds{1'700'000'000'123'456}};
    const std::string words = "Trygghet i Åre – \"citat\"\\\n\ttecken 😀";
    database->write([&](db::transaction& t) {
        db::run(t,
                "insert into thing (id, flag, big, share, words, raw, day, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                thing_id{7}, true, std::numeric_limits<std::int64_t>::min(), 0.1, words, db::bytes{raw}, day, at);
    });

    auto r = database->read();
    const auto row = db::find<thing_id, bool, std::int64_t, double, std::string, db::bytes, base::date, db::moment>(
        r, "select id, flag, big, share, words, raw, day, at from thing");

    ASSERT_TRUE(row);
    EXPECT_EQ(*row, std::tuple(thing_id{7}, true, std::numeric_limits<std::int64_t>::min(), 0.1, words, db::bytes{raw},
                               day, at));
}

TEST_P(statements, bring_back_nothing_as_nothing) {
    database->write([&](db::transaction& t) {
        db::run(t, "insert into thing (id, flag, big, words, day) values ($1, $2, $3, $4, $5)", 1,
                std::optional<bool>{}, std::nullopt, std::optional<std::string>{}, std::optional<base::date>{});
    });

    auto r = database->read();
    const auto row = db::find<std::optional<bool>, std::optional<std::int64_t>, std::optional<std::string>,
                              std::optional<base::date>>(r, "select flag, big, words, day from thing");

    EXPECT_EQ(row, std::tuple(std::nullopt, std::nullopt, std::nullopt, std::nullopt));
}

TEST_P(statements, tell_an_empty_text_and_empty_bytes_from_nothing) {
    database->write([&](db::transaction& t) {
        db::run(t, "insert into thing (id, words, raw) values ($1, $2, $3)", 1, "", db::bytes{});
    });

    auto r = database->read();

    EXPECT_EQ((db::find<std::optional<std::string>, std::optional<db::bytes>>(r, "select words, raw from thing")),
              std::tuple(std::string{}, db::bytes{}));
}

TEST_P(statements, refuse_a_value_of_another_type_instead_of_bending_it) {
    database->write([&](db::transaction& t) {
        db::run(t, "insert into thing (id, words, big) values ($1, $2, $3)", 1, "abc", 5'000'000'000);
    });
    auto r = database->read();

    EXPECT_THROW(db::find<std::int64_t>(r, "select words from thing"), std::logic_error);
    EXPECT_THROW(db::find<std::int32_t>(r, "select big from thing"), std::out_of_range);
    EXPECT_THROW(db::find<std::string>(r, "select raw from thing"), std::logic_error);
    EXPECT_EQ(db::find<std::int64_t>(r, "select big from thing"), 5'000'000'000);
}

TEST_P(statements, refuse_a_text_with_nul_or_broken_utf8) {
    for (const auto& text : {std::string{"a\0b", 3}, std::string{"\xc3"}})
        try {
            database->write(
                [&](db::transaction& t) { db::run(t, "insert into thing (id, words) values ($1, $2)", 1, text); });
            FAIL() << "the text was taken";
        } catch (const db::error& e) {
            EXPECT_EQ(e.kind(), db::error_class::constraint);
        }
    EXPECT_EQ(count(), 0);
}

TEST_P(statements, may_use_a_parameter_twice_and_in_any_order) {
    auto r = database->read();

    EXPECT_EQ((db::find<std::string, std::string>(r, "select cast($2 as text) || cast($1 as text), cast($2 as text)",
                                                  "a", "b")),
              std::tuple(std::string{"ba"}, std::string{"b"}));
}

TEST_P(statements, refuse_another_number_of_parameters_or_columns) {
    auto r = database->read();

    EXPECT_THROW(db::find<std::int64_t>(r, "select id from thing where id = $1"), std::logic_error);
    EXPECT_THROW((db::find<std::int64_t, std::int64_t>(r, "select 1")), std::logic_error);
}

TEST_P(statements, refuse_two_statements_in_one_text) {
    auto r = database->read();

    EXPECT_ANY_THROW(db::find<std::int64_t>(r, "select 1; select 2"));
}

TEST_P(statements, may_run_inside_themselves) {
    for (const int id : {1, 2, 3})
        insert_id(id);
    auto r = database->read();
    constexpr auto all = "select id from thing order by id";

    int pairs = 0;
    for (const auto& [outer] : db::select<int>(r, all))
        for (const auto& [inner] : db::select<int>(r, all))
            pairs += outer * inner;

    EXPECT_EQ(pairs, 36);
}

TEST_P(statements, keep_no_row_and_no_value_after_their_use) {
    insert_id(1);
    {
        auto r = database->read();
        auto rows = db::select<std::int64_t>(r, "select id from thing");
        rows.next();
    }
    insert_id(2);
    auto r = database->read();

    EXPECT_EQ(db::find<std::int64_t>(r, "select count(id) from thing"), 2);
}

TEST_P(statements, count_what_they_change) {
    for (const int id : {1, 2, 3})
        insert_id(id);
    std::int64_t changed = 0;
    database->write([&](db::transaction& t) { changed = db::run(t, "update thing set big = 1 where id > $1", 1); });

    EXPECT_EQ(changed, 2);
}

TEST_P(statements, insert_in_bulk_what_they_would_insert_one_by_one) {
    const std::string words = "a\tb\nc\\N \\x å\r";
    database->write([&](db::transaction& t) {
        db::bulk_insert<std::int64_t, std::optional<bool>, std::string, db::bytes, double, base::date> rows{
            t, "thing", {"id", "flag", "words", "raw", "share", "day"}};
        for (std::int64_t i = 0; i < 20'000; ++i)
            rows.add(i, i % 2 ? std::optional{i % 3 == 0} : std::nullopt, words, db::bytes{std::string{"\0\\", 2}}, 0.5,
                     base::make_date(2024, 2, 29));
        rows.finish();
    });

    auto r = database->read();
    EXPECT_EQ(count(), 20'000);
    EXPECT_EQ(
        (db::find<std::optional<bool>, std::string, db::bytes, double, base::date>(
            r, "select flag, words, raw, share, day from thing where id = $1", 9)),
        std::tuple(std::optional{true}, words, db::bytes{std::string{"\0\\", 2}}, 0.5, base::make_date(2024, 2, 29)));
}

TEST_P(statements, undo_a_bulk_insert_that_fails) {
    insert_id(1);
    const auto insert = [&](db::transaction& t) {
        db::bulk_insert<std::int64_t> rows{t, "thing", {"id"}};
        for (const std::int64_t id : {5, 6, 1})
            rows.add(id);
        rows.finish();
    };

    EXPECT_THROW(database->write(insert), db::error);
    EXPECT_EQ(count(), 1);
}

TEST_P(statements, leave_a_bulk_insert_that_is_given_up_without_a_trace) {
    EXPECT_THROW(database->write([&](db::transaction& t) {
        db::bulk_insert<std::int64_t> rows{t, "thing", {"id"}};
        rows.add(1);
        throw std::runtime_error{"given up"};
    }),
                 std::runtime_error);
    insert_id(1);

    EXPECT_EQ(count(), 1);
}

TEST_P(statements, are_logged_with_their_time) {
    std::vector<std::string> logged;
    auto settings = made->settings();
    settings.on_statement = [&](std::string_view sql, std::chrono::microseconds taken) {
        EXPECT_GE(taken.count(), 0);
        logged.emplace_back(sql);
    };
    const auto second = db::database::open(settings);
    {
        auto r = second->read();
        db::find<std::int64_t>(r, "select count(*) from thing");
    }

    EXPECT_NE(std::ranges::find(logged, "select count(*) from thing"), logged.end());
}

TEST_P(statements, of_a_dialect_pair_are_the_engines_own) {
    auto r = database->read();

    EXPECT_EQ(db::find<std::string>(r, db::sql{.sqlite = "select 'sqlite'", .pgsql = "select 'postgresql'"}),
              sqlite() ? "sqlite" : "postgresql");
}

ON_BOTH_ENGINES(statements);

} // namespace
