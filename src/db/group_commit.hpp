#pragma once

#include "db/connection.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace db {

// Joins the writes of many threads into common commits. The thread that comes first leads: it runs all works that wait,
// each under a savepoint, and commits once; who comes meanwhile waits for the next round. With several writers, each
// leads a round of one work on a connection of its own instead.
class group_commit {
  public:
    using maker = std::function<std::unique_ptr<connection>()>;
    group_commit(unsigned writers, maker make);

    void write(const std::function<void(transaction&)>& work);

  private:
    struct place {
        const std::function<void(transaction&)>* work = nullptr;
        std::exception_ptr error;
        bool done = false;
        std::condition_variable wake;
    };
    struct writer {
        std::unique_ptr<connection> on;
        std::thread::id led_by;
    };
    using round = std::vector<place*>;

    writer* free_writer();
    std::exception_ptr lead(writer& w, round& places);
    void attempt(writer& w, round& places);
    bool run_one(connection& c, place& p, bool shared);
    void make_usable(writer& w);

    maker make_;
    std::mutex mutex_;
    std::deque<place*> waiting_;
    std::vector<writer> writers_;
    std::size_t most_together_;
};

} // namespace db
