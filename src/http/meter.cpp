#include "http/meter.hpp"

#include <algorithm>

namespace http {

meter::meter(const std::vector<std::string>& routes) {
    std::vector<std::string> patterns{""};
    for (const auto& r : routes)
        patterns.push_back(r.substr(r.find(' ') + 1));
    std::sort(patterns.begin(), patterns.end());
    patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
    for (auto& p : patterns) {
        routes_.push_back(std::make_unique<route>());
        routes_.back()->pattern = std::move(p);
    }
}

std::size_t meter::place() noexcept {
    static std::atomic<std::size_t> threads{0};
    thread_local const std::size_t mine = threads.fetch_add(1, std::memory_order_relaxed) % 16;
    return mine;
}

void meter::count(std::string_view pattern, int status, std::chrono::microseconds taken) noexcept {
    auto at = std::lower_bound(routes_.begin(), routes_.end(), pattern,
                               [](const auto& r, std::string_view p) { return r->pattern < p; });
    if (at == routes_.end() || (*at)->pattern != pattern) at = routes_.begin();
    const auto known = std::find(statuses.begin(), statuses.end() - 1, status);
    (*at)->counts[static_cast<std::size_t>(known - statuses.begin())].fetch_add(1, std::memory_order_relaxed);
    const double seconds = std::chrono::duration<double>(taken).count();
    const auto bound = std::lower_bound(bounds.begin(), bounds.end(), seconds);
    durations_[static_cast<std::size_t>(bound - bounds.begin())].fetch_add(1, std::memory_order_relaxed);
    micros_.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(taken.count(), 0)), std::memory_order_relaxed);
}

std::vector<meter::answers> meter::all_answers() const {
    std::vector<answers> all;
    for (const auto& r : routes_)
        for (std::size_t i = 0; i < statuses.size(); ++i)
            if (const auto n = r->counts[i].load(std::memory_order_relaxed); n > 0)
                all.push_back({r->pattern, statuses[i], n});
    return all;
}

std::uint64_t meter::from_memory() const {
    std::uint64_t all = 0;
    for (const auto& one : from_memory_)
        all += one.count.load(std::memory_order_relaxed);
    return all;
}

std::uint64_t meter::unavailable() const {
    std::uint64_t all = 0;
    for (const auto& a : all_answers())
        if (a.status == 503) all += a.count;
    return all;
}

meter::histogram meter::durations() const {
    histogram h;
    for (std::size_t i = 0; i < durations_.size(); ++i)
        h.counts[i] = durations_[i].load(std::memory_order_relaxed);
    h.sum = static_cast<double>(micros_.load(std::memory_order_relaxed)) / 1e6;
    return h;
}

} // namespace http
