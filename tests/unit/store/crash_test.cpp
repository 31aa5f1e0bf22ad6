#include "fixture.hpp"

#include <set>
#include <thread>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// Writes with four threads until it is killed, and says each key through the pipe once it was answered "saved".
[[noreturn]] void write_until_killed(const db::settings& settings, std::int64_t pledge, int pipe, int first) {
    const auto database = db::database::open(settings);
    std::vector<std::thread> all;
    for (int n = 0; n < 4; ++n)
        all.emplace_back([&, n] {
            for (int i = 0;; ++i) {
                const int key = first + n * 1'000'000 + i;
                database->write(
                    [&](db::transaction& t) { store::append(t, pledge, an_entry("m1", std::to_string(key))); });
                if (::write(pipe, &key, sizeof key) != sizeof key) _exit(3);
            }
        });
    for (auto& t : all)
        t.join();
    _exit(4);
}

class a_killed_process : public in_store {};

TEST_P(a_killed_process, leaves_every_entry_that_was_answered_saved) {
    const auto pledge = add(a_pledge());
    database.reset();
    std::set<std::string> saved;
    for (int round = 0; round < 3; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const auto child = fork();
        if (child == 0) {
            close(ends[0]);
            write_until_killed(made->settings(), pledge.id, ends[1], round * 10'000'000);
        }
        close(ends[1]);
        int key = 0;
        for (int n = 0; n < 150 && ::read(ends[0], &key, sizeof key) == sizeof key; ++n)
            saved.insert(std::to_string(key));
        kill(child, SIGKILL);
        while (::read(ends[0], &key, sizeof key) == sizeof key)
            saved.insert(std::to_string(key));
        waitpid(child, nullptr, 0);
        close(ends[0]);
    }

    database = made->open();
    std::set<std::string> there;
    std::int64_t row = 0;
    for (const auto& e : find(pledge.slug).log) {
        there.insert(e.client_key);
        EXPECT_EQ(e.row, ++row);
    }
    EXPECT_GE(saved.size(), 150u);
    for (const auto& key : saved)
        EXPECT_TRUE(there.contains(key)) << key;
}

ON_BOTH_ENGINES(a_killed_process);

} // namespace
