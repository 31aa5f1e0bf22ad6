#include "web/listing.hpp"

#include "store/changes.hpp"
#include "store/pledge.hpp"
#include "web/change_watcher.hpp"

namespace web {

// Longest that a change of somebody whose clock is wrong stays unseen.
constexpr std::chrono::minutes all_anew{5};

void listing::forget_what_changed(db::reader& r, core::moment now) {
    if (now - all_at_ > all_anew) {
        since_ = {};
        all_at_ = now;
    }
    for (auto& [slug, mark] : store::list_marks_since(r, since_)) {
        auto& known = marks_[slug];
        if (known == mark) continue;
        by_language_.clear();
        known = std::move(mark);
    }
    since_ = now - look_back;
}

std::shared_ptr<const listing::ordered> listing::of(const visit& v) {
    const std::lock_guard lock{mutex_};
    auto reader = v.on.database.read();
    // Before the list: what changes meanwhile is seen the next time.
    forget_what_changed(reader, v.on.clock.now());
    const auto context = v.context();
    auto& kept = by_language_[context.say.language()];
    if (kept) return kept;
    auto all = std::make_shared<ordered>();
    all->pledges = store::list_pledges(reader, {});
    all->municipalities = store::municipalities(reader);
    render::sort_list(context, all->pledges);
    render::sort_list(context, all->municipalities);
    return kept = std::move(all);
}

} // namespace web
