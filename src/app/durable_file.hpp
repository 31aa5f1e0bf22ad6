#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace app {

// A new file that stands under its name only when all of it is on the disk; readable by its owner alone. What was
// begun and not finished is taken away.
class durable_file {
  public:
    explicit durable_file(std::string path);
    ~durable_file();
    durable_file(const durable_file&) = delete;
    durable_file& operator=(const durable_file&) = delete;

    base::result<void> open();
    void add(std::string_view bytes); // what fails is told by `finish`
    base::result<void> finish();      // written through and renamed, in place of a file of that name

  private:
    base::result<void> failed(int why) const;

    std::string path_, making_;
    int file_ = -1;
    int fault_ = 0; // the first errno
};

// Writes a file, or a folder's list of names, through to the disk; errno, or 0.
int sync_path(const std::string& path);

} // namespace app
