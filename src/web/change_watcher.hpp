#pragma once

#include "core/log.hpp"
#include "db/database.hpp"
#include "http/page_cache.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace web {

// Longer than any transaction of ours takes from setting its moment to its end.
inline constexpr std::chrono::seconds look_back{30};

// Drops the pages of pledges that another program changed: the command line on the same folder, or another instance on
// the same PostgreSQL. It asks the database what changed, one indexed question each time.
class change_watcher {
  public:
    change_watcher(db::database& database, http::page_cache& pages,
                   std::chrono::milliseconds each = std::chrono::milliseconds{500});

  private:
    void run(const std::stop_token& stop);
    void look();

    db::database& database_;
    http::page_cache& pages_;
    const std::chrono::milliseconds each_;
    core::moment since_;
    std::map<std::string, std::int64_t> seen_; // revisions of what changed lately
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_; // the last member: it uses the others
};

} // namespace web
