#include "app/progress.hpp"

#include <iostream>
#include <utility>

#include <unistd.h>

namespace app {

progress::progress(program& p, std::string key)
    : p_{p}, key_{std::move(key)}, is_shown_{&p.err == &std::cerr && ::isatty(STDERR_FILENO) == 1} {}

progress::~progress() {
    if (has_written_) p_.err << "\r\033[K" << std::flush;
}

void progress::operator()(std::int64_t done, std::int64_t all) {
    using namespace std::chrono_literals;
    const auto now = std::chrono::steady_clock::now();
    if (!is_shown_ || now < next_) return;
    next_ = now + 200ms;
    has_written_ = true;
    p_.err << "\r\033[K" << p_.say({key_, {{"done", done}, {"all", all}}}) << std::flush;
}

} // namespace app
