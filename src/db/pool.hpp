#pragma once

#include "db/connection.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace db {

// Connections for reading, made when first needed. Any thread may take and give.
class pool {
  public:
    using maker = std::function<std::unique_ptr<connection>()>;
    pool(unsigned most, std::chrono::milliseconds wait, std::string name, maker make);

    // A connection inside a read transaction. Broken ones are replaced here, so that a restarted server heals unseen.
    std::unique_ptr<connection> take();
    void give(std::unique_ptr<connection> c) noexcept;

  private:
    std::unique_ptr<connection> free_or_none();
    void release_place() noexcept;

    unsigned most_;
    std::chrono::milliseconds wait_;
    std::string name_;
    maker make_;
    std::mutex mutex_;
    std::condition_variable given_;
    std::vector<std::unique_ptr<connection>> free_;
    unsigned out_ = 0;
};

} // namespace db
