#pragma once

#include <chrono>

namespace base {

// What a clock in Sweden shows, since midnight.
std::chrono::minutes stockholm_time(std::chrono::system_clock::time_point moment);

} // namespace base
