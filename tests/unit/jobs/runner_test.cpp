#include "engines.hpp"
#include "jobs/runner.hpp"
#include "store/migrate.hpp"
#include "store/schedule.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>

namespace {

using namespace std::chrono_literals;

class runner : public on_engine {
  protected:
    void SetUp() override {
        on_engine::SetUp();
        if (database) store::migrate(*database);
    }
    void add(std::string_view subject) {
        database->write([&](db::transaction& t) { store::add_job(t, "report", subject); });
    }
    std::optional<store::job> due_in(std::chrono::minutes wait) {
        std::optional<store::job> found;
        database->write([&](db::transaction& t) { found = store::take_job(t, clock.now() + wait); });
        return found;
    }
    const base::clock clock;
};

TEST_P(runner, does_what_waits_and_what_it_is_woken_for) {
    add("a");
    std::latch first{1};
    std::latch both{2};
    jobs::runner r{*database,
                   clock,
                   {{"report",
                     [&](const store::job&, const std::stop_token&) {
                         if (!first.try_wait()) first.count_down();
                         both.count_down();
                         return base::result<void>{};
                     }}},
                   1h};
    first.wait();
    add("b");
    r.wake();
    both.wait();
    SUCCEED();
}

TEST_P(runner, leaves_nothing_of_a_job_that_is_done) {
    add("a");
    {
        std::latch done{1};
        jobs::runner r{*database, clock, {{"report", [&](const store::job&, const std::stop_token&) {
                                               done.count_down();
                                               return base::result<void>{};
                                           }}}};
        done.wait();
    }
    EXPECT_FALSE(due_in(60min));
}

TEST_P(runner, tries_later_what_failed_or_threw) {
    add("fails");
    add("throws");
    {
        std::latch done{2};
        jobs::runner r{
            *database, clock, {{"report", [&](const store::job& j, const std::stop_token&) -> base::result<void> {
                                    done.count_down();
                                    if (j.subject == "throws") throw std::runtime_error{"with intent"};
                                    return base::fail(base::problem_kind::invalid, {"pdf.timed_out", {}});
                                }}}};
        done.wait();
    }
    EXPECT_FALSE(due_in(0min));
    const auto again = due_in(2min);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->attempts, 2);
    EXPECT_TRUE(due_in(2min));
}

TEST_P(runner, asks_the_running_job_to_stop) {
    add("long");
    std::latch begun{1};
    std::atomic<bool> was_asked = false;
    {
        jobs::runner r{
            *database, clock, {{"report", [&](const store::job&, const std::stop_token& stop) -> base::result<void> {
                                    begun.count_down();
                                    while (!stop.stop_requested())
                                        std::this_thread::sleep_for(1ms);
                                    was_asked = true;
                                    return base::fail(base::problem_kind::invalid, {"pdf.stopped", {}});
                                }}}};
        begun.wait();
    }
    EXPECT_TRUE(was_asked);
    EXPECT_TRUE(due_in(2min));
}

// Two instances with one database: each job is done by one of them.
TEST_P(runner, shares_the_jobs_with_other_instances) {
    for (int i = 0; i < 20; ++i)
        add("s" + std::to_string(i));
    std::atomic<int> count = 0;
    {
        std::latch done{20};
        const jobs::work one = [&](const store::job&, const std::stop_token&) {
            ++count;
            done.count_down();
            return base::result<void>{};
        };
        const auto other_database = made->open();
        jobs::runner a{*database, clock, {{"report", one}}};
        jobs::runner b{*other_database, clock, {{"report", one}}};
        done.wait();
    }
    EXPECT_EQ(count, 20);
    EXPECT_FALSE(due_in(60min));
}

// An instance that is killed leaves its job "running"; when its ten minutes are out, another does it.
TEST_P(runner, does_what_a_killed_instance_had_begun) {
    add("a");
    ASSERT_TRUE(due_in(-11min)) << "taken eleven minutes ago by one that is no more";
    add("b");
    std::latch both{2};
    std::atomic<int> second_attempts = 0;
    const auto other_database = made->open();
    {
        const jobs::work one = [&](const store::job& j, const std::stop_token&) {
            if (j.attempts == 2) ++second_attempts;
            both.count_down();
            return base::result<void>{};
        };
        jobs::runner a{*database, clock, {{"report", one}}};
        jobs::runner b{*other_database, clock, {{"report", one}}};
        both.wait();
    }
    EXPECT_EQ(second_attempts, 1);
    EXPECT_FALSE(due_in(60min));
}

TEST_P(runner, makes_one_run_of_what_comes_back_with_any_number_of_instances) {
    const auto due = clock.now() - 1min;
    database->write([&](db::transaction& t) { store::queue_when_due(t, "digest", due - 24h, due); });
    std::atomic<int> count = 0;
    const auto other_database = made->open();
    {
        const jobs::work one = [&](const store::job&, const std::stop_token&) {
            ++count;
            return base::result<void>{};
        };
        const std::vector<jobs::repeating> daily{{"digest", [](core::moment now) { return now + 24h; }}};
        jobs::runner a{*database, clock, {{"digest", one}}, 5ms, daily};
        jobs::runner b{*other_database, clock, {{"digest", one}}, 5ms, daily};
        for (int i = 0; i < 400 && count == 0; ++i)
            std::this_thread::sleep_for(5ms);
        std::this_thread::sleep_for(50ms);
    }
    EXPECT_EQ(count, 1);
}

TEST(repeating, comes_at_its_hour_and_its_day) {
    using namespace std::chrono;
    const auto at = [](int d, hours h) { return core::moment{sys_days{year{2026} / November / d} + h}; };
    EXPECT_EQ(jobs::next_day_at(at(28, 4h), 5h), at(28, 5h));
    EXPECT_EQ(jobs::next_day_at(at(28, 5h), 5h), at(29, 5h));
    EXPECT_EQ(jobs::next_week_at(at(28, 4h), Monday, 5h), at(30, 5h)) << "the 28th is a Saturday";
    EXPECT_EQ(jobs::next_week_at(at(23, 4h), Monday, 5h), at(23, 5h));
    EXPECT_EQ(jobs::next_week_at(at(23, 5h), Monday, 5h), at(30, 5h));
    EXPECT_EQ(jobs::next_week_at(at(23, 4h), Sunday, 5h), at(29, 5h));
}

ON_BOTH_ENGINES(runner);

} // namespace
