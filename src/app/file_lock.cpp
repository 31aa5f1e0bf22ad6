#include "app/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace app {

file_lock::~file_lock() {
    if (file_ >= 0) ::close(file_);
}

base::result<bool> file_lock::take() {
    constexpr mode_t owner_alone = 0600;
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_alone);
    if (file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0) return true;
    const int why = errno;
    if (file_ >= 0 && why == EWOULDBLOCK) return false;
    return base::fail(base::problem_kind::invalid,
                      {"backup.unwritable", {{"path", path_}, {"why", std::generic_category().message(why)}}});
}

} // namespace app
