#include "db/statement.hpp"

#include "engines.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace {

using std::filesystem::perms;
constexpr auto only_read = perms::owner_read | perms::group_read | perms::others_read;
constexpr auto only_read_and_entered = only_read | perms::owner_exec | perms::group_exec | perms::others_exec;

using support::test_database;

db::error_class refusal_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const db::error& e) {
        EXPECT_FALSE(e.text().empty());
        return e.kind();
    }
    ADD_FAILURE() << "nothing was refused";
    return db::error_class::other;
}

db::error_class refusal_to_open(const std::string& file) {
    return refusal_of([&] {
        db::settings s;
        s.file = file;
        s.busy_timeout = std::chrono::milliseconds{100};
        db::database::open(s);
    });
}

void make_table(db::database& database) {
    database.write(
        [](db::transaction& t) { t.on().script("create table thing (id integer primary key, words text)"); });
}

TEST(opening_sqlite, says_that_the_folder_is_missing) {
    EXPECT_EQ(refusal_to_open("/nowhere/at/all/lofte.db"), db::error_class::missing);
}

TEST(opening_sqlite, says_that_it_is_no_database) {
    const test_database made{db::engine::sqlite};
    std::ofstream{made.settings().file} << "Detta är ett brev och ingen databas. " << std::string(5'000, 'x');

    EXPECT_EQ(refusal_to_open(made.settings().file), db::error_class::damaged);
}

TEST(opening_sqlite, says_that_it_is_a_folder) {
    const test_database made{db::engine::sqlite};

    EXPECT_EQ(refusal_to_open(made.folder()), db::error_class::missing);
}

TEST(opening_sqlite, says_that_another_has_locked_it) {
    const test_database made{db::engine::sqlite};
    const auto database = made.open();
    database->write([&](db::transaction&) {
        std::jthread{[&] { EXPECT_EQ(refusal_to_open(made.settings().file), db::error_class::busy); }};
    });
}

// Root may write everywhere, so the child becomes somebody else.
db::error_class refusal_to_nobody(const std::string& file, const std::function<void()>& protect) {
    protect();
    const auto child = fork();
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0) _exit(200);
        _exit(static_cast<int>(refusal_to_open(file)));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return static_cast<db::error_class>(WEXITSTATUS(status));
}

TEST(opening_sqlite, says_that_the_file_may_only_be_read) {
    const test_database made{db::engine::sqlite};
    make_table(*made.open());
    const auto& file = made.settings().file;

    EXPECT_EQ(refusal_to_nobody(file,
                                [&] {
                                    std::filesystem::permissions(made.folder(), std::filesystem::perms::all);
                                    std::filesystem::permissions(file, only_read);
                                }),
              db::error_class::read_only);
}

TEST(opening_sqlite, says_that_the_folder_may_only_be_read) {
    const test_database made{db::engine::sqlite};

    EXPECT_EQ(refusal_to_nobody(made.settings().file,
                                [&] { std::filesystem::permissions(made.folder(), only_read_and_entered); }),
              db::error_class::read_only);
}

TEST(a_full_disk, refuses_and_loses_nothing_that_was_saved) {
    const test_database made{db::engine::sqlite};
    const auto database = made.open();
    make_table(*database);
    std::int64_t saved = 0;
    database->write([](db::transaction& t) { t.on().script("pragma max_page_count = 40"); });

    const auto kind = refusal_of([&] {
        for (;; ++saved)
            database->write([&](db::transaction& t) {
                db::run(t, "insert into thing (words) values ($1)", std::string(1'000, 'x'));
            });
    });

    EXPECT_EQ(kind, db::error_class::full);
    EXPECT_GT(saved, 10);
    auto r = database->read();
    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from thing"), saved);
}

TEST(a_full_disk, undoes_only_the_work_that_met_it) {
    const test_database made{db::engine::sqlite};
    const auto database = made.open();
    make_table(*database);
    database->write([](db::transaction& t) { t.on().script("pragma max_page_count = 60"); });
    std::atomic<int> saved = 0;
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < 8; ++n)
            all.emplace_back([&] {
                for (int i = 0; i < 50; ++i)
                    try {
                        database->write([&](db::transaction& t) {
                            db::run(t, "insert into thing (words) values ($1)", std::string(1'000, 'x'));
                        });
                        ++saved;
                    } catch (const db::error& e) {
                        EXPECT_EQ(e.kind(), db::error_class::full);
                    }
            });
    }

    EXPECT_LT(saved, 400);
    auto r = database->read();
    EXPECT_EQ(db::find<int>(r, "select count(*) from thing"), saved.load());
}

TEST(opening_postgresql, says_that_there_is_no_server) {
    db::settings s;
    s.url = "postgresql://127.0.0.1:1/lofte?connect_timeout=1";

    EXPECT_EQ(refusal_of([&] { db::database::open(s); }), db::error_class::lost);
}

TEST(opening_postgresql, says_that_the_database_is_missing) {
    if (!test_database::available(db::engine::postgresql)) GTEST_SKIP() << "no PostgreSQL: PGHOST is not set";
    db::settings s;
    s.url = "postgresql:///there_is_none";

    EXPECT_EQ(refusal_of([&] { db::database::open(s); }), db::error_class::missing);
}

class a_lost_connection : public testing::Test {
  protected:
    void SetUp() override {
        if (!test_database::available(db::engine::postgresql)) GTEST_SKIP() << "no PostgreSQL: PGHOST is not set";
        made = std::make_unique<test_database>(db::engine::postgresql);
        auto settings = made->settings();
        settings.url += "&application_name=" + victims;
        database = db::database::open(settings);
        make_table(*database);
    }
    std::int64_t end_victims(db::reader& r) {
        return db::find<std::int64_t>(r, R"(
            select count(pg_terminate_backend(pid))
            from pg_stat_activity
            where application_name = $1)",
                                      victims)
            .value();
    }
    const std::string victims = "lofte_victim_" + std::to_string(::getpid());
    std::unique_ptr<test_database> made;
    std::unique_ptr<db::database> database;
};

TEST_F(a_lost_connection, heals_on_the_next_use) {
    const auto other = made->open();
    {
        auto first = database->read();
        auto second = database->read();
    }
    database->write([](db::transaction& t) { db::run(t, "insert into thing (id) values (1)"); });
    auto killer = other->read();
    EXPECT_GE(end_victims(killer), 3);
    std::this_thread::sleep_for(std::chrono::milliseconds{100});

    database->write([](db::transaction& t) { db::run(t, "insert into thing (id) values (2)"); });
    auto r = database->read();
    auto r2 = database->read();

    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from thing"), 2);
    EXPECT_EQ(db::find<std::int64_t>(r2, "select count(*) from thing"), 2);
}

TEST_F(a_lost_connection, inside_a_write_runs_the_work_again) {
    const auto other = made->open();
    int runs = 0;
    database->write([&](db::transaction& t) {
        db::run(t, "insert into thing (id) values (1)");
        if (++runs > 1) return;
        auto killer = other->read();
        end_victims(killer);
        db::run(t, "insert into thing (id) values (2)");
    });

    EXPECT_EQ(runs, 2);
    auto r = database->read();
    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from thing"), 1);
}

TEST_F(a_lost_connection, after_a_deadlock_is_none_and_both_works_are_done) {
    database->write([](db::transaction& t) { t.on().script("insert into thing (id) values (1), (2)"); });
    const auto other = made->open();
    std::atomic<int> holding = 0;
    const auto change = [&](db::database& d, int first, int second) {
        d.write([&](db::transaction& t) {
            db::run(t, "update thing set words = 'a' where id = $1", first);
            ++holding;
            for (int i = 0; i < 500 && holding < 2; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds{2});
            db::run(t, "update thing set words = coalesce(words, '') || 'b' where id = $1", second);
        });
    };
    {
        std::jthread one{[&] { change(*database, 1, 2); }};
        std::jthread two{[&] { change(*other, 2, 1); }};
    }

    EXPECT_GE(holding, 3);
}

} // namespace
