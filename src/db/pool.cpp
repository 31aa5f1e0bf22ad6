#include "db/pool.hpp"

#include "db/error.hpp"

#include <utility>

namespace db {

pool::pool(unsigned most, std::chrono::milliseconds wait, std::string name, maker make)
    : most_{most}, wait_{wait}, name_{std::move(name)}, make_{std::move(make)} {}

std::unique_ptr<connection> pool::free_or_none() {
    std::unique_lock lock{mutex_};
    if (!given_.wait_for(lock, wait_, [&] { return out_ < most_; }))
        throw error{error_class::busy, name_, "every reader is in use"};
    ++out_;
    if (free_.empty()) return nullptr;
    auto c = std::move(free_.back());
    free_.pop_back();
    return c;
}

void pool::release_place() noexcept {
    {
        const std::lock_guard lock{mutex_};
        --out_;
    }
    given_.notify_one();
}

std::unique_ptr<connection> pool::take() {
    auto c = free_or_none();
    try {
        if (c && c->usable()) {
            try {
                c->begin_read();
                return c;
            } catch (const error& e) {
                if (e.kind() != error_class::lost) throw;
            }
        }
        c = make_();
        c->begin_read();
        return c;
    } catch (...) {
        c.reset();
        release_place();
        throw;
    }
}

void pool::give(std::unique_ptr<connection> c) noexcept {
    c->rollback();
    if (c->usable()) {
        const std::lock_guard lock{mutex_};
        free_.push_back(std::move(c));
    }
    c.reset();
    release_place();
}

reader::reader(std::unique_ptr<connection> connection, pool& home)
    : leased_{std::move(connection)}, on_{leased_.get()}, home_{&home} {}

reader::reader(reader&& other) noexcept
    : leased_{std::move(other.leased_)}, on_{std::exchange(other.on_, nullptr)}, home_{other.home_} {}

reader::reader(connection& c) : on_{&c} {}

transaction::transaction(connection& c) : reader{c} {}

reader::~reader() {
    if (leased_) home_->give(std::move(leased_));
}

} // namespace db
