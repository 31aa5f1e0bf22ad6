#pragma once

#include "http/page.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace http {

// Pages in memory, by key ("sv /norsjo-2019?per=2021-10-14") under a tag (the pledge's slug) that drops them together.
// Thread-safe; bounded in bytes, the least used go first. Two requests for one missing page render it once.
class page_cache {
  public:
    explicit page_cache(std::size_t most_bytes = std::size_t{256} << 20);
    ~page_cache();

    // What is there; null where nothing is. Does not wait for anybody's rendering.
    std::shared_ptr<const page> find(std::string_view key) const;

    // `render` may throw, or give null; nothing is kept then. A page rendered while its tag was dropped is not kept,
    // and who asks after the drop gets one rendered after it.
    std::shared_ptr<const page> get(std::string_view key, std::string_view tag,
                                    const std::function<std::shared_ptr<const page>()>& render);
    void drop(std::string_view tag);
    void drop_all();

    std::size_t bytes() const;

  private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace http
