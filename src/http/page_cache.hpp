#pragma once

#include "http/message.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace http {

// Compresses (gzip, brotli) and tags. Compression is left out under 512 bytes and where it does not help.
std::shared_ptr<const page> make_page(std::string content_type, std::string bytes, fields headers = {});

// Pages in memory, by key ("sv /norsjo-2019?per=2021-10-14") under a tag (the pledge's slug) that drops them together.
// Thread-safe; bounded in bytes, the least used go first. Two requests for one missing page render it once.
class page_cache {
  public:
    explicit page_cache(std::size_t most_bytes = std::size_t{256} << 20);
    ~page_cache();

    // `render` may throw; nothing is kept then. A page rendered while its tag was dropped is not kept.
    std::shared_ptr<const page> get(std::string_view key, std::string_view tag,
                                    const std::function<std::shared_ptr<const page>()>& render);
    void drop(std::string_view tag);
    void drop_all();

  private:
    struct state;
    std::unique_ptr<state> state_;
};

}
