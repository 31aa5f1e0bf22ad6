#include "web/change_watcher.hpp"

#include "base/clock.hpp"
#include "base/log.hpp"
#include "store/changes.hpp"
#include "web/visit.hpp"

namespace web {
change_watcher::change_watcher(db::database& database, http::page_cache& pages, std::chrono::milliseconds each)
    : database_{database}, pages_{pages}, each_{each}, since_{base::clock{}.now() - look_back},
      thread_{[this](const std::stop_token& stop) { run(stop); }} {}

void change_watcher::run(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    bool is_blind = false; // told once: at two looks a second the log would hold nothing else
    while (!stop.stop_requested()) {
        try {
            look();
            if (is_blind) base::log::info("changes of others are seen again");
            is_blind = false;
        } catch (const std::exception& e) {
            // A database that is away is told by those who need it; pages in memory are served on meanwhile.
            if (!is_blind) base::log::warn("changes of others cannot be seen: {}", e.what());
            is_blind = true;
        }
        stopped_.wait_for(lock, stop, each_, [] { return false; });
    }
}

void change_watcher::look() {
    const auto now = base::clock{}.now();
    auto reader = database_.read();
    std::map<std::string, std::int64_t> lately;
    bool any = false;
    for (const auto& change : store::changes_since(reader, since_)) {
        lately[change.slug] = change.revision;
        const auto known = seen_.find(change.slug);
        if (known != seen_.end() && known->second == change.revision) continue;
        pages_.drop(change.slug);
        any = true;
    }
    if (any) pages_.drop(list_tag);
    seen_ = std::move(lately);
    since_ = now - look_back;
}

} // namespace web
