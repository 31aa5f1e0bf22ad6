#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace http {

// So many at once, and so many who wait for their turn: for work that takes a core for itself. Thread-safe.
class turns {
  public:
    turns(std::size_t at_once, std::size_t waiting) : free_{at_once}, seats_{waiting} {}

    // One's turn, until it ends; empty where it did not come.
    class turn {
      public:
        turn() = default;
        explicit turn(turns& of) : of_{&of} {}
        turn(turn&& other) noexcept : of_{other.of_} { other.of_ = nullptr; }
        turn& operator=(turn&&) = delete;
        ~turn();
        explicit operator bool() const { return of_ != nullptr; }

      private:
        turns* of_ = nullptr;
    };

    // Waits where all turns are taken; not at all where as many wait already.
    turn take(std::chrono::milliseconds longest);

  private:
    std::mutex mutex_;
    std::condition_variable ended_;
    std::size_t free_;
    std::size_t seats_;
};

} // namespace http
