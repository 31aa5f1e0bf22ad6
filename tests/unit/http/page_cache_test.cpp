#include "http/page_cache.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

using http::page_cache;

auto page_of(std::string text) { return http::make_page("text/plain", std::move(text)); }

TEST(page_cache, renders_once_and_finds_it_then) {
    page_cache cache;
    int rendered = 0;
    const auto render = [&] { return page_of("a" + std::to_string(++rendered)); };
    EXPECT_EQ(cache.find("k"), nullptr);
    const auto first = cache.get("k", "t", render);
    EXPECT_EQ(cache.get("k", "t", render), first);
    EXPECT_EQ(cache.find("k"), first);
    EXPECT_EQ(rendered, 1);
}

TEST(page_cache, drops_a_tag_and_no_other) {
    page_cache cache;
    cache.get("a1", "a", [] { return page_of("1"); });
    cache.get("a2", "a", [] { return page_of("2"); });
    cache.get("b1", "b", [] { return page_of("3"); });
    cache.drop("a");
    EXPECT_EQ(cache.find("a1"), nullptr);
    EXPECT_EQ(cache.find("a2"), nullptr);
    EXPECT_NE(cache.find("b1"), nullptr);
    cache.drop_all();
    EXPECT_EQ(cache.find("b1"), nullptr);
    EXPECT_EQ(cache.bytes(), 0U);
}

TEST(page_cache, keeps_nothing_of_a_rendering_that_throws_or_gives_none) {
    page_cache cache;
    EXPECT_THROW(cache.get("k", "t", []() -> std::shared_ptr<const http::page> { throw std::runtime_error{"no"}; }),
                 std::runtime_error);
    EXPECT_EQ(cache.get("k", "t", [] { return std::shared_ptr<const http::page>{}; }), nullptr);
    EXPECT_EQ(cache.get("k", "t", [] { return page_of("b"); })->plain, "b");
}

TEST(page_cache, stays_within_its_bytes_and_keeps_what_was_used_last) {
    page_cache cache{100'000};
    const std::string ten_thousand(10'000, 'x');
    for (int i = 0; i < 20; ++i) {
        cache.get("k" + std::to_string(i), "t", [&] { return page_of(ten_thousand); });
        EXPECT_NE(cache.find("k0"), nullptr) << i;
        EXPECT_LE(cache.bytes(), 100'000U);
    }
    EXPECT_EQ(cache.find("k1"), nullptr);
    EXPECT_NE(cache.find("k19"), nullptr);
    cache.get("large", "t", [] { return page_of(std::string(200'000, 'x')); });
    EXPECT_EQ(cache.find("large"), nullptr);
    EXPECT_NE(cache.find("k19"), nullptr);
}

TEST(page_cache, lets_those_who_ask_meanwhile_wait_for_one_rendering) {
    page_cache cache;
    std::atomic<int> rendered = 0;
    std::latch ready{8};
    std::vector<std::jthread> threads;
    std::atomic<int> right = 0;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            ready.arrive_and_wait();
            const auto got = cache.get("k", "t", [&] {
                std::this_thread::sleep_for(std::chrono::milliseconds{50});
                ++rendered;
                return page_of("a");
            });
            if (got->plain == "a") ++right;
        });
    threads.clear();
    EXPECT_EQ(rendered, 1);
    EXPECT_EQ(right, 8);
}

// What was read from the database before a change must not be served after it.
TEST(page_cache, a_page_rendered_while_its_tag_was_dropped_is_neither_kept_nor_given_to_who_asks_later) {
    page_cache cache;
    std::latch reading{1};
    std::latch dropped{1};
    std::string old_page;
    std::jthread slow{[&] {
        old_page = cache
                       .get("k", "t",
                            [&] {
                                reading.count_down();
                                dropped.wait();
                                return page_of("before");
                            })
                       ->plain;
    }};
    reading.wait();
    cache.drop("t");
    EXPECT_EQ(cache.get("k", "t", [] { return page_of("after"); })->plain, "after");
    dropped.count_down();
    slow.join();
    EXPECT_EQ(old_page, "before");
    EXPECT_EQ(cache.find("k")->plain, "after");
}

// A counter is raised and its page dropped by one thread; what others get is never older than the last drop they know.
TEST(page_cache, never_serves_what_is_older_than_the_last_drop) {
    page_cache cache;
    std::atomic<int> value = 0;
    std::atomic<int> dropped = 0;
    std::atomic<int> stale = 0;
    std::vector<std::jthread> readers;
    for (int t = 0; t < 3; ++t)
        readers.emplace_back([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                const int least = dropped;
                const auto got = cache.get("k", "t", [&] { return page_of(std::to_string(value.load())); });
                if (std::stoi(got->plain) < least) ++stale;
            }
        });
    for (int i = 1; i <= 3000; ++i) {
        value = i;
        cache.drop("t");
        dropped = i;
    }
    readers.clear();
    EXPECT_EQ(stale, 0);
}

} // namespace
