#include "jobs/runner.hpp"

#include "base/log.hpp"
#include "store/schedule.hpp"

#include <fmt/format.h>

#include <exception>
#include <optional>
#include <utility>

namespace jobs {
namespace {

std::vector<std::string> names_of(const std::map<std::string, work>& kinds) {
    std::vector<std::string> all;
    for (const auto& [name, does] : kinds)
        all.push_back(name);
    return all;
}

// What is kept beside the job: the text's key, and what it was told of.
std::string line_of(const base::message& m) {
    auto line = m.key;
    for (const auto& a : m.arguments)
        if (const auto* words = std::get_if<std::string>(&a.value)) line += fmt::format(" {}={}", a.name, *words);
    return line;
}

} // namespace

runner::runner(db::database& database, const base::clock& clock, std::map<std::string, work> kinds,
               std::chrono::milliseconds each, std::vector<repeating> coming_back)
    : database_{database}, clock_{clock}, kinds_{std::move(kinds)}, names_{names_of(kinds_)}, each_{each},
      coming_back_{std::move(coming_back)}, thread_{[this](const std::stop_token& stop) { run(stop); }} {}

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
            queue_what_is_due();
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

void runner::queue_what_is_due() {
    const auto now = clock_.now();
    for (const auto& r : coming_back_) {
        bool due = false;
        {
            auto reader = database_.read();
            due = store::is_due(reader, r.kind, now);
        }
        if (due) database_.write([&](db::transaction& t) { store::queue_when_due(t, r.kind, now, r.next(now)); });
    }
}

// False: nothing is due.
bool runner::do_one(const std::stop_token& stop) {
    {
        auto reader = database_.read();
        if (!store::has_due_job(reader, clock_.now(), names_)) return false;
    }
    std::optional<store::job> taken;
    database_.write([&](db::transaction& t) { taken = store::take_job(t, clock_.now(), names_); });
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
    try {
        return kinds_.at(j.kind)(j, stop);
    } catch (const std::exception& e) {
        base::log::error("job_threw kind={} subject={} what={}", j.kind, j.subject, e.what());
        return base::fail(base::problem_kind::invalid, {"jobs.failed", {{"why", std::string{e.what()}}}});
    }
}

void runner::end(const store::job& j, const base::result<void>& outcome) {
    database_.write([&](db::transaction& t) {
        outcome ? store::finish_job(t, j) : store::fail_job(t, j, line_of(outcome.error().text), clock_.now());
    });
}

} // namespace jobs
