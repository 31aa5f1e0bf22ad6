#pragma once

#include "base/result.hpp"

#include <string>

namespace app {

// Keeps others from a file between reading it and replacing it. What is locked is an empty file beside it (".lock"),
// since the file itself is another after it was replaced; it is left there, and a process that ends lets go of it.
class file_lock {
  public:
    explicit file_lock(const std::string& path) : path_{path + ".lock"} {}
    ~file_lock();
    file_lock(const file_lock&) = delete;
    file_lock& operator=(const file_lock&) = delete;

    base::result<bool> take(); // false: somebody else has it

  private:
    std::string path_;
    int file_ = -1;
};

} // namespace app
