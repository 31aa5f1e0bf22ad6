#include "db/statement.hpp"

#include "engines.hpp"

#include <barrier>
#include <future>
#include <thread>

namespace {

class transactions : public on_engine {
  protected:
    void SetUp() override {
        on_engine::SetUp();
        if (!database) return;
        database->write([&](db::transaction& t) {
            t.on().script("create table parent (id integer primary key);"
                          "create table child (id integer primary key, parent integer not null references parent (id),"
                          " amount integer not null check (amount >= 0))");
            db::run(t, "insert into parent (id) values ($1)", 1);
        });
    }
    void add(db::transaction& t, int id, int parent = 1, int amount = 1) {
        db::run(t, "insert into child (id, parent, amount) values ($1, $2, $3)", id, parent, amount);
    }
    std::int64_t children() {
        auto r = database->read();
        return db::find<std::int64_t>(r, "select count(*) from child").value();
    }
    db::error_class refusal(const std::function<void(db::transaction&)>& work) {
        try {
            database->write(work);
        } catch (const db::error& e) {
            EXPECT_FALSE(e.text().empty());
            return e.kind();
        }
        ADD_FAILURE() << "nothing was refused";
        return db::error_class::other;
    }
};

TEST_P(transactions, store_nothing_where_the_work_throws) {
    EXPECT_THROW(database->write([&](db::transaction& t) {
        add(t, 1);
        throw std::runtime_error{"changed my mind"};
    }),
                 std::runtime_error);

    EXPECT_EQ(children(), 0);
}

TEST_P(transactions, tell_refusals_apart) {
    database->write([&](db::transaction& t) { add(t, 1); });

    EXPECT_EQ(refusal([&](auto& t) { add(t, 1); }), db::error_class::unique);
    EXPECT_EQ(refusal([&](auto& t) { add(t, 2, 99); }), db::error_class::foreign_key);
    EXPECT_EQ(refusal([&](auto& t) { add(t, 2, 1, -1); }), db::error_class::constraint);
    EXPECT_EQ(refusal([&](auto& t) { db::run(t, "insert into child (id, parent) values (3, 1)"); }),
              db::error_class::constraint);
    EXPECT_EQ(refusal([&](auto& t) { db::run(t, "insert into nowhere (id) values (3)"); }), db::error_class::other);
    EXPECT_EQ(children(), 1);
}

TEST_P(transactions, read_what_they_have_written) {
    std::optional<std::int64_t> seen;
    database->write([&](db::transaction& t) {
        add(t, 1);
        seen = db::find<std::int64_t>(t, "select count(*) from child");
    });

    EXPECT_EQ(seen, 1);
}

TEST_P(transactions, are_not_seen_by_a_reader_that_began_before) {
    auto r = database->read();
    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from child"), 0);
    database->write([&](db::transaction& t) { add(t, 1); });

    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from child"), 0);
    EXPECT_EQ(children(), 1);
}

TEST_P(transactions, cannot_be_made_by_a_reader) {
    auto r = database->read();

    EXPECT_THROW(db::find<std::int64_t>(r, "insert into parent (id) values (2) returning id"), db::error);
}

TEST_P(transactions, refuse_a_write_inside_a_write) {
    EXPECT_THROW(database->write([&](db::transaction&) { database->write([](db::transaction&) {}); }),
                 std::logic_error);
}

TEST_P(transactions, of_many_threads_are_all_stored_and_only_the_failing_are_undone) {
    constexpr int threads = 32, each = 20;
    std::atomic<int> refused = 0;
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < threads; ++n)
            all.emplace_back([&, n] {
                for (int i = 0; i < each; ++i) {
                    const int id = n * each + i;
                    try {
                        database->write([&](db::transaction& t) {
                            add(t, id);
                            if (id % 5 == 0) add(t, 1'000'000 + id, 99);
                        });
                    } catch (const db::error& e) {
                        EXPECT_EQ(e.kind(), db::error_class::foreign_key);
                        ++refused;
                    }
                }
            });
    }

    EXPECT_EQ(refused, threads * each / 5);
    EXPECT_EQ(children(), threads * each - threads * each / 5);
    auto r = database->read();
    EXPECT_EQ(db::find<std::int64_t>(r, "select count(*) from child where id % 5 = 0"), 0);
}

TEST_P(transactions, of_two_databases_on_the_same_data_wait_for_each_other) {
    const auto second = made->open();
    const auto add_many = [&](db::database& d, int from) {
        for (int i = 0; i < 100; ++i)
            d.write([&](db::transaction& t) { add(t, from + i); });
    };
    {
        std::jthread one{[&] { add_many(*database, 0); }};
        std::jthread two{[&] { add_many(*second, 1'000); }};
    }

    EXPECT_EQ(children(), 200);
}

// Eight who wait for the same lock are refused together, and not each after the wait of all before it.
TEST_P(transactions, that_meet_a_lock_wait_for_it_once) {
    auto settings = made->settings();
    settings.busy_timeout = std::chrono::milliseconds{1'000};
    const auto second = db::database::open(settings);
    std::atomic<int> refused = 0;
    const auto change = [](db::transaction& t) { db::run(t, "update parent set id = 1 where id = 1"); };
    const auto began = std::chrono::steady_clock::now();
    database->write([&](db::transaction& t) {
        change(t);
        std::vector<std::jthread> all;
        for (int n = 0; n < 8; ++n)
            all.emplace_back([&] {
                try {
                    second->write(change);
                } catch (const db::error& e) {
                    EXPECT_EQ(e.kind(), db::error_class::busy);
                    ++refused;
                }
            });
    });

    EXPECT_EQ(refused, 8);
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds{sqlite() ? 1'800 : 4'000});
    second->write(change);
}

TEST_P(transactions, give_a_reader_back_when_it_ends) {
    auto settings = made->settings();
    settings.readers = 1;
    settings.busy_timeout = std::chrono::milliseconds{50};
    const auto narrow = db::database::open(settings);
    for (int i = 0; i < 3; ++i)
        narrow->read();
    auto only = narrow->read();

    try {
        narrow->read();
        FAIL() << "there was a second reader";
    } catch (const db::error& e) {
        EXPECT_EQ(e.kind(), db::error_class::busy);
    }
}

ON_BOTH_ENGINES(transactions);

class several_writers : public transactions {};

TEST_P(several_writers, store_the_same) {
    auto settings = made->settings();
    settings.writers = 4;
    const auto wide = db::database::open(settings);
    {
        std::vector<std::jthread> all;
        for (int n = 0; n < 8; ++n)
            all.emplace_back([&, n] {
                for (int i = 0; i < 20; ++i)
                    wide->write([&](db::transaction& t) { add(t, n * 20 + i); });
            });
    }

    EXPECT_EQ(children(), 160);
}

ON_BOTH_ENGINES(several_writers);

} // namespace
