#pragma once

#include "reading/document.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace store {

// Documents read from their stored text before, by the text's digest: reading one takes a hundred times what copying it
// does, and a version of a document never changes. Holds the `most` that were asked for last. Any thread.
class document_cache {
  public:
    explicit document_cache(std::size_t most = 500);

    std::shared_ptr<const reading::document> find(std::string_view digest); // null: not here
    void keep(std::string_view digest, std::shared_ptr<const reading::document> document);

  private:
    using kept = std::pair<std::string, std::shared_ptr<const reading::document>>;

    const std::size_t most_;
    std::mutex mutex_;
    std::list<kept> by_use_;                                                    // the last asked for stands first
    std::unordered_map<std::string_view, std::list<kept>::iterator> by_digest_; // views into by_use_
};

} // namespace store
