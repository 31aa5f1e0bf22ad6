#include "engines.hpp"
#include "jobs/runner.hpp"
#include "store/migrate.hpp"

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

ON_BOTH_ENGINES(runner);

} // namespace
