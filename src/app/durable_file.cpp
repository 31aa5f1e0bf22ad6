#include "app/durable_file.hpp"

#include "store/digest.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace app {
namespace {

std::string folder_of(const std::string& path) {
    const auto folder = std::filesystem::path{path}.parent_path();
    return folder.empty() ? "." : folder.string();
}

} // namespace

durable_file::durable_file(std::string path)
    : path_{std::move(path)}, making_{path_ + "." + store::hex(store::random_bytes(4)) + ".part"} {}

durable_file::~durable_file() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(making_.c_str());
}

base::result<void> durable_file::failed(int why) const {
    return base::fail(base::problem_kind::invalid,
                      {"backup.unwritable", {{"path", path_}, {"why", std::generic_category().message(why)}}});
}

base::result<void> durable_file::open() {
    constexpr mode_t owner_alone = 0600;
    file_ = ::open(making_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_alone);
    if (file_ < 0) return failed(errno);
    return {};
}

void durable_file::add(std::string_view bytes) {
    while (!bytes.empty() && fault_ == 0) {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0)
            fault_ = errno;
        else
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

base::result<void> durable_file::finish() {
    if (fault_ == 0 && ::fsync(file_) != 0) fault_ = errno;
    if (fault_ == 0 && ::rename(making_.c_str(), path_.c_str()) != 0) fault_ = errno;
    if (fault_ != 0) return failed(fault_);
    ::close(std::exchange(file_, -1));
    if (const int fault = sync_path(folder_of(path_)); fault != 0) return failed(fault);
    return {};
}

int sync_path(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno;
    const int fault = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    return fault;
}

} // namespace app
