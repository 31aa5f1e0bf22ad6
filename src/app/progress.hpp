#pragma once

#include "app/program.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace app {

// How far long work has come, on one line of a terminal that is written over; nothing where messages go to a file.
class progress {
  public:
    progress(program& p, std::string key); // of a text with {done} and {all}
    ~progress();
    progress(const progress&) = delete;
    progress& operator=(const progress&) = delete;
    void operator()(std::int64_t done, std::int64_t all);

  private:
    program& p_;
    std::string key_;
    bool is_shown_;
    bool has_written_ = false;
    std::chrono::steady_clock::time_point next_{};
};

} // namespace app
