#include "jobs/runner.hpp"

#include "base/log.hpp"

#include <exception>
#include <optional>
#include <utility>

namespace jobs {

runner::runner(db::database& database, const base::clock& clock, std::map<std::string, work> kinds,
               std::chrono::milliseconds each)
    : database_{database}, clock_{clock}, kinds_{std::move(kinds)}, each_{each},
      thread_{[this](const std::stop_token& stop) { run(stop); }} {}

runner::~runner() = default;

void runner::wake() {
    {
        const std::lock_guard lock{mutex_};
        is_woken_ = true;
    }
    changed_.notify_one();
}

void runner::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            while (!stop.stop_requested() && do_one(stop)) {
            }
        } catch (const std::exception& e) {
            base::log::error("jobs_storage_failed what={}", e.what());
        }
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, stop, each_, [this] { return is_woken_; });
        is_woken_ = false;
    }
}

// False: nothing is due.
bool runner::do_one(const std::stop_token& stop) {
    std::optional<store::job> taken;
    database_.write([&](db::transaction& t) { taken = store::take_job(t, clock_.now()); });
    if (!taken) return false;
    const auto began = std::chrono::steady_clock::now();
    const auto outcome = attempt(*taken, stop);
    end(*taken, outcome);
    const auto taken_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count();
    if (outcome)
        base::log::info("job_done kind={} subject={} attempt={} ms={}", taken->kind, taken->subject, taken->attempts,
                        taken_ms);
    else
        base::log::error("job_failed kind={} subject={} attempt={} ms={} problem={}", taken->kind, taken->subject,
                         taken->attempts, taken_ms, outcome.error().text.key);
    return true;
}

base::result<void> runner::attempt(const store::job& j, const std::stop_token& stop) const {
    const auto kind = kinds_.find(j.kind);
    if (kind == kinds_.end()) return base::fail(base::problem_kind::invalid, {"jobs.unknown_kind", {}});
    try {
        return kind->second(j, stop);
    } catch (const std::exception& e) {
        base::log::error("job_threw kind={} subject={} what={}", j.kind, j.subject, e.what());
        return base::fail(base::problem_kind::invalid, {"jobs.failed", {{"why", std::string{e.what()}}}});
    }
}

void runner::end(const store::job& j, const base::result<void>& outcome) {
    database_.write([&](db::transaction& t) {
        outcome ? store::finish_job(t, j.id) : store::fail_job(t, j.id, outcome.error().text.key, clock_.now());
    });
}

} // namespace jobs
