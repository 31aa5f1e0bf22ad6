#include "db/connection.hpp"

#include <utility>

namespace db {

prepared connection::prepare(const sql_text& text) {
    const std::string sql{text.of(engine_)};
    auto found = cache_.find(sql);
    if (found == cache_.end()) {
        if (cache_.size() >= most_cached) std::erase_if(cache_, [](const auto& entry) { return !entry.second.used; });
        found = cache_.emplace(sql, cached{make(sql)}).first;
    }
    prepared use;
    if (found->second.used) {
        use.own_ = make(sql);
        use.core_ = use.own_.get();
    } else {
        found->second.used = true;
        use.cached_ = &found->second;
        use.core_ = found->second.core.get();
    }
    if (sink_) {
        use.timed_ = this;
        use.sql_ = sql;
    }
    return use;
}

void connection::run(std::string_view sql) {
    auto statement = prepare(sql);
    statement.step();
}

prepared::prepared(prepared&& other) noexcept
    : core_{std::exchange(other.core_, nullptr)}, cached_{std::exchange(other.cached_, nullptr)}, own_{std::move(
                                                                                                      other.own_)},
      timed_{std::exchange(other.timed_, nullptr)}, sql_{std::move(other.sql_)}, taken_{other.taken_} {}

prepared::~prepared() {
    if (!core_) return;
    core_->reset();
    if (cached_) cached_->used = false;
    if (timed_) timed_->sink_(sql_, std::chrono::duration_cast<std::chrono::microseconds>(taken_));
}

bool prepared::timed_step() {
    const auto start = std::chrono::steady_clock::now();
    const bool row = core_->step();
    taken_ += std::chrono::steady_clock::now() - start;
    return row;
}

} // namespace db
