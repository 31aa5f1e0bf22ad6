#include "http/turns.hpp"

namespace http {

turns::turn::~turn() {
    if (!of_) return;
    {
        const std::lock_guard lock{of_->mutex_};
        ++of_->free_;
    }
    of_->ended_.notify_one();
}

turns::turn turns::take(std::chrono::milliseconds longest) {
    std::unique_lock lock{mutex_};
    if (free_ == 0) {
        if (seats_ == 0) return {};
        --seats_;
        const bool came = ended_.wait_for(lock, longest, [this] { return free_ > 0; });
        ++seats_;
        if (!came) return {};
    }
    --free_;
    return turn{*this};
}

} // namespace http
