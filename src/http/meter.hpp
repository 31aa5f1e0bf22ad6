#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace http {

// Counts what is answered, without a lock: numbers that are only ever added to, and read by whoever asks for them. Any
// thread.
class meter {
  public:
    explicit meter(const std::vector<std::string>& routes); // "GET /{slug}", as router::list gives them

    // An answer that was in memory. In numbers of its own for each thread, so that threads do not fight over one.
    void count_from_memory() noexcept { from_memory_[place()].count.fetch_add(1, std::memory_order_relaxed); }
    // `pattern` as the router wrote it into the request; empty where no route was found.
    void count(std::string_view pattern, int status, std::chrono::microseconds taken) noexcept;

    struct answers {
        std::string route; // "/{slug}"; empty: none
        int status = 0;
        std::uint64_t count = 0;
    };
    std::vector<answers> all_answers() const; // what was counted at least once
    std::uint64_t from_memory() const;
    std::uint64_t unavailable() const; // answers 503: the database was away, locked, full or may not be written

    // How long answers took that were made: at most so many seconds, and above all of them.
    static constexpr std::array<double, 10> bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10};
    struct histogram {
        std::array<std::uint64_t, bounds.size() + 1> counts{};
        double sum = 0; // seconds
    };
    histogram durations() const;

  private:
    using number = std::atomic<std::uint64_t>;
    // The statuses that the program answers with; the last stands for all others.
    static constexpr std::array statuses{200, 201, 204, 303, 304, 308, 400, 401, 403, 404, 405, 408,
                                         409, 410, 413, 414, 415, 422, 429, 431, 500, 503, 0};
    struct alignas(64) own_line {
        number count{0};
    };
    struct route {
        std::string pattern;
        std::array<number, statuses.size()> counts{};
    };
    static std::size_t place() noexcept;

    std::vector<std::unique_ptr<route>> routes_; // by pattern; the first has none
    std::array<own_line, 16> from_memory_;
    std::array<number, bounds.size() + 1> durations_{};
    number micros_{0};
};

} // namespace http
