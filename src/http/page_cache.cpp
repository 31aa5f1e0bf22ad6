#include "http/page_cache.hpp"

#include <future>
#include <list>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace http {
namespace {

struct view_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

template <class Value>
using by_text = std::unordered_map<std::string, Value, view_hash, std::equal_to<>>;

struct kept {
    std::string key;
    std::string tag;
    std::shared_ptr<const page> contents;
    std::size_t bytes = 0;
};

// A page that somebody renders now. Others who ask for it wait for the same.
struct rendering {
    std::string tag;
    std::promise<std::shared_ptr<const page>> promise;
    std::shared_future<std::shared_ptr<const page>> answer{promise.get_future()};
};

} // namespace

struct page_cache::state {
    using place = std::list<kept>::iterator;

    const std::size_t most_bytes;
    mutable std::mutex mutex;
    std::size_t bytes = 0;
    std::list<kept> by_use; // the latest first
    by_text<place> by_key;
    by_text<std::unordered_set<const kept*>> by_tag;
    by_text<std::shared_ptr<rendering>> running; // dropping takes one out: it answers those who wait, and is not kept

    std::shared_ptr<const page> touch(std::string_view key) {
        const auto found = by_key.find(key);
        if (found == by_key.end()) return nullptr;
        by_use.splice(by_use.begin(), by_use, found->second);
        return found->second->contents;
    }

    void remove(place at) {
        bytes -= at->bytes;
        const auto tagged = by_tag.find(at->tag);
        tagged->second.erase(&*at);
        if (tagged->second.empty()) by_tag.erase(tagged);
        by_key.erase(at->key);
        by_use.erase(at);
    }

    void keep(std::string key, std::string tag, std::shared_ptr<const page> contents) {
        const std::size_t size = contents->memory() + 2 * key.size() + tag.size() + sizeof(kept);
        if (size > most_bytes) return;
        while (bytes + size > most_bytes)
            remove(std::prev(by_use.end()));
        by_use.push_front({std::move(key), std::move(tag), std::move(contents), size});
        const auto at = by_use.begin();
        by_key.emplace(at->key, at);
        by_tag[at->tag].insert(&*at);
        bytes += size;
    }
};

page_cache::page_cache(std::size_t most_bytes) : state_{new state{.most_bytes = most_bytes}} {}
page_cache::~page_cache() = default;

std::shared_ptr<const page> page_cache::find(std::string_view key) const {
    const std::lock_guard lock{state_->mutex};
    return state_->touch(key);
}

std::shared_ptr<const page> page_cache::get(std::string_view key, std::string_view tag,
                                            const std::function<std::shared_ptr<const page>()>& render) {
    const auto mine = std::make_shared<rendering>();
    {
        std::unique_lock lock{state_->mutex};
        if (auto there = state_->touch(key)) return there;
        if (const auto other = state_->running.find(key); other != state_->running.end()) {
            const auto answer = other->second->answer;
            lock.unlock();
            return answer.get();
        }
        mine->tag = tag;
        state_->running.emplace(key, mine);
    }
    std::shared_ptr<const page> made;
    std::exception_ptr fault;
    try {
        made = render();
    } catch (...) {
        fault = std::current_exception();
    }
    {
        const std::lock_guard lock{state_->mutex};
        const auto own = state_->running.find(key);
        const bool is_current = own != state_->running.end() && own->second == mine;
        if (is_current) state_->running.erase(own);
        if (is_current && made) state_->keep(std::string{key}, std::string{tag}, made);
    }
    if (fault) {
        mine->promise.set_exception(fault);
        std::rethrow_exception(fault);
    }
    mine->promise.set_value(made);
    return made;
}

void page_cache::drop(std::string_view tag) {
    const std::lock_guard lock{state_->mutex};
    std::erase_if(state_->running, [&](const auto& one) { return one.second->tag == tag; });
    const auto tagged = state_->by_tag.find(tag);
    if (tagged == state_->by_tag.end()) return;
    for (const auto* one : std::exchange(tagged->second, {})) {
        const auto at = state_->by_key.find(one->key);
        state_->bytes -= one->bytes;
        const auto place = at->second;
        state_->by_key.erase(at);
        state_->by_use.erase(place);
    }
    state_->by_tag.erase(tagged);
}

void page_cache::drop_all() {
    const std::lock_guard lock{state_->mutex};
    state_->running.clear();
    state_->by_key.clear();
    state_->by_tag.clear();
    state_->by_use.clear();
    state_->bytes = 0;
}

std::size_t page_cache::bytes() const {
    const std::lock_guard lock{state_->mutex};
    return state_->bytes;
}

} // namespace http
