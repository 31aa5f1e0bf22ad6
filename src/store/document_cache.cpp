#include "store/document_cache.hpp"

namespace store {

document_cache::document_cache(std::size_t most) : most_{most} {}

std::shared_ptr<const reading::document> document_cache::find(std::string_view digest) {
    const std::lock_guard lock{mutex_};
    const auto found = by_digest_.find(digest);
    if (found == by_digest_.end()) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return found->second->second;
}

void document_cache::keep(std::string_view digest, std::shared_ptr<const reading::document> document) {
    const std::lock_guard lock{mutex_};
    if (by_digest_.contains(digest)) return;
    by_use_.emplace_front(digest, std::move(document));
    by_digest_.emplace(by_use_.front().first, by_use_.begin());
    if (by_use_.size() <= most_) return;
    by_digest_.erase(by_use_.back().first);
    by_use_.pop_back();
}

} // namespace store
