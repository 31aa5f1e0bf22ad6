#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "db/database.hpp"
#include "jobs/repeating.hpp"
#include "store/job.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace jobs {

// Does one job. A problem, or what it throws, is written beside the job, which is tried again later.
using work = std::function<base::result<void>(const store::job&, const std::stop_token&)>;

// A thread that does what waits in the database, one job at a time, and sleeps while nothing does. Any number of
// instances may share the database: a job is taken by one, and what comes back is queued by one. Jobs of other kinds
// than its own are left to those who know them.
class runner {
  public:
    // `each` is how often it looks for jobs that others queued, or that are due again.
    runner(db::database& database, const base::clock& clock, std::map<std::string, work> kinds,
           std::chrono::milliseconds each = std::chrono::seconds{30}, std::vector<repeating> coming_back = {});
    ~runner(); // asks the running job to stop, and waits for it

    void wake(); // something was queued; any thread

  private:
    void run(const std::stop_token& stop);
    void queue_what_is_due();
    bool do_one(const std::stop_token& stop);
    void end(const store::job& j, const base::result<void>& outcome);
    base::result<void> attempt(const store::job& j, const std::stop_token& stop) const;

    db::database& database_;
    const base::clock& clock_;
    const std::map<std::string, work> kinds_;
    const std::vector<std::string> names_; // of the kinds
    const std::chrono::milliseconds each_;
    const std::vector<repeating> coming_back_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    bool is_woken_ = false;
    std::jthread thread_; // the last member: it uses the others
};

} // namespace jobs
