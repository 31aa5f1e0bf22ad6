#include "db/group_commit.hpp"

#include "db/error.hpp"

#include <algorithm>
#include <stdexcept>

namespace db {
namespace {

constexpr int most_attempts = 4;

// The whole round must run again: its transaction is gone, and nothing of it is stored.
struct round_lost {
    std::exception_ptr why;
    bool again = false;
    bool is_locked = false; // all of the database, for as long as we wait
};

bool is_locked(const std::exception_ptr& fault) {
    try {
        std::rethrow_exception(fault);
    } catch (const error& e) {
        return e.kind() == error_class::busy;
    } catch (...) {
        return false;
    }
}

// Each place has a fault of its own, for it is thrown, read and freed by another thread.
std::exception_ptr own_copy(const std::exception_ptr& fault) {
    try {
        std::rethrow_exception(fault);
    } catch (const error& e) {
        return std::make_exception_ptr(error{e.kind(), e.text(), e.what()});
    } catch (...) {
        return fault;
    }
}

bool may_run_again(const error& e) { return e.retry() || e.kind() == error_class::lost; }

} // namespace

group_commit::group_commit(unsigned writers, maker make) : make_{std::move(make)}, writers_(std::max(1u, writers)) {
    // More in one round would let the first of them wait long.
    most_together_ = writers_.size() == 1 ? 256 : 1;
}

void group_commit::write(const std::function<void(transaction&)>& work) {
    place mine;
    mine.work = &work;
    std::unique_lock lock{mutex_};
    for (const auto& w : writers_)
        if (w.led_by == std::this_thread::get_id()) throw std::logic_error{"a write inside a write"};
    waiting_.push_back(&mine);
    writer* w = nullptr;
    mine.wake.wait(lock, [&] { return mine.done || (waiting_.front() == &mine && (w = free_writer())); });
    if (!mine.done) {
        round places;
        while (!waiting_.empty() && places.size() < most_together_) {
            places.push_back(waiting_.front());
            waiting_.pop_front();
        }
        w->led_by = std::this_thread::get_id();
        if (!waiting_.empty()) waiting_.front()->wake.notify_one();
        lock.unlock();
        const auto locked = lead(*w, places);
        lock.lock();
        w->led_by = {};
        if (locked) {
            // It was locked all the while that these have waited: each round after another would wait as long again.
            for (auto* p : waiting_)
                p->error = own_copy(locked);
            places.insert(places.end(), waiting_.begin(), waiting_.end());
            waiting_.clear();
        }
        for (auto* p : places) {
            p->done = true;
            p->wake.notify_one();
        }
        if (!waiting_.empty()) waiting_.front()->wake.notify_one();
    }
    lock.unlock();
    if (mine.error) std::rethrow_exception(mine.error);
}

group_commit::writer* group_commit::free_writer() {
    const auto w = std::find_if(writers_.begin(), writers_.end(),
                                [](const writer& one) { return one.led_by == std::thread::id{}; });
    return w == writers_.end() ? nullptr : &*w;
}

// What others who wait need not try, where the database is locked.
std::exception_ptr group_commit::lead(writer& w, round& places) {
    for (int n = 1;; ++n) {
        try {
            attempt(w, places);
            return nullptr;
        } catch (const round_lost& lost) {
            if (w.on) w.on->rollback();
            if (lost.again && n < most_attempts) {
                for (auto* p : places)
                    p->error = nullptr;
                continue;
            }
            for (auto* p : places)
                if (!p->error) p->error = own_copy(lost.why);
            return lost.is_locked ? lost.why : nullptr;
        }
    }
}

// Either everything is stored (but for works that threw, whose place has their exception), or round_lost is thrown.
void group_commit::attempt(writer& w, round& places) {
    try {
        make_usable(w);
        w.on->begin_write();
    } catch (const error& e) {
        throw round_lost{std::current_exception(), may_run_again(e) && w.on && !w.on->usable(),
                         e.kind() == error_class::busy};
    } catch (...) {
        throw round_lost{std::current_exception()};
    }
    bool any = false;
    for (auto* p : places)
        any |= run_one(*w.on, *p, places.size() > 1);
    if (!any) {
        w.on->rollback();
        return;
    }
    try {
        w.on->commit();
    } catch (const error& e) {
        // Lost in the commit: nobody knows whether it is stored. The caller is told, and a client key makes sending
        // again safe.
        throw round_lost{std::current_exception(), e.retry()};
    }
}

// True where the work is in the transaction.
bool group_commit::run_one(connection& c, place& p, bool shared) {
    try {
        if (shared) c.savepoint();
        transaction t{c};
        (*p.work)(t);
        if (shared) c.release();
        return true;
    } catch (const error& e) {
        if (may_run_again(e)) throw round_lost{std::current_exception(), true};
        p.error = std::current_exception();
    } catch (...) {
        p.error = std::current_exception();
    }
    // SQLite ends the whole transaction by itself where the disk is full or fails.
    if (!c.in_transaction()) throw round_lost{p.error};
    if (!shared) return false;
    try {
        c.undo();
        if (is_locked(p.error)) c.wait_shortly();
    } catch (...) {
        throw round_lost{std::current_exception()};
    }
    return false;
}

void group_commit::make_usable(writer& w) {
    if (!w.on || !w.on->usable()) {
        w.on.reset();
        w.on = make_();
    }
}

} // namespace db
