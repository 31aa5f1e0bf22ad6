#pragma once

#include "core/plan.hpp"
#include "core/published.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace store {

// Values by name, those that were asked for last, up to a sum of weights. Any thread.
template <class T>
class last_used {
  public:
    explicit last_used(std::size_t most) : most_{most} {}

    std::shared_ptr<const T> find(std::string_view name) { // null: not here
        const std::lock_guard lock{mutex_};
        const auto found = by_name_.find(name);
        if (found == by_name_.end()) return nullptr;
        by_use_.splice(by_use_.begin(), by_use_, found->second);
        return found->second->value;
    }

    // Instead of what had the name before. What alone weighs more than all may is not kept.
    void keep(std::string_view name, std::shared_ptr<const T> value, std::size_t weight = 1) {
        const std::lock_guard lock{mutex_};
        if (const auto found = by_name_.find(name); found != by_name_.end()) drop(found->second);
        if (weight > most_) return;
        by_use_.push_front({std::string{name}, std::move(value), weight});
        by_name_.emplace(by_use_.front().name, by_use_.begin());
        weight_ += weight;
        while (weight_ > most_)
            drop(std::prev(by_use_.end()));
    }

  private:
    struct kept {
        std::string name;
        std::shared_ptr<const T> value;
        std::size_t weight;
    };
    using place = typename std::list<kept>::iterator;

    void drop(place p) {
        weight_ -= p->weight;
        by_name_.erase(p->name);
        by_use_.erase(p);
    }

    const std::size_t most_;
    std::mutex mutex_;
    std::list<kept> by_use_;                              // the last asked for stands first
    std::unordered_map<std::string_view, place> by_name_; // views into by_use_
    std::size_t weight_ = 0;
};

// How a pledge goes as of a day (store/judged), and what that was reckoned from.
struct judged_pledge {
    std::int64_t revision = 0;
    core::pledge_file file; // without its log
    core::document_state state;
    std::vector<core::done_entry> done;
    std::int64_t rows = 0; // of the log, that `done` was made of
};

// What was read before and has not changed: a page in another language or as of another day shows the same pledge.
struct pledge_cache {
    struct read_pledge {
        std::int64_t revision;
        core::pledge_file file;
    };

    // Documents by their text's digest: reading one takes a hundred times what copying it does, and a version of a
    // document never changes.
    last_used<reading::document> documents{500};
    // Pledges with their logs by slug, each weighing a row and its log's rows, of some 600 bytes each.
    last_used<read_pledge> pledges{20'000};
    // Judged pledges by slug, each weighing its entries and four for each window, of some 64 bytes.
    last_used<judged_pledge> judged{1'500'000};
};

} // namespace store
