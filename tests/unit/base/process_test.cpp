#include "base/process.hpp"

#include <gtest/gtest.h>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace {

using namespace base;
using namespace std::chrono_literals;

TEST(run, gives_input_and_takes_output) {
    const std::string large(300'000, 'x');
    const auto answer = run({.arguments = {"cat"}, .input = large});
    EXPECT_TRUE(answer.ok());
    EXPECT_EQ(answer.output, large);
}

TEST(run, survives_a_program_that_does_not_read) {
    const std::string large(3'000'000, 'x');
    EXPECT_TRUE(run({.arguments = {"true"}, .input = large}).ok());
}

TEST(run, says_how_a_program_ended) {
    const auto failed = run({.arguments = {"sh", "-c", "echo nej >&2; exit 3"}});
    EXPECT_EQ(failed.exit_code, 3);
    EXPECT_EQ(failed.errors, "nej\n");
    EXPECT_EQ(run({.arguments = {"no-such-program-here"}}).end, process_end::not_found);
    EXPECT_EQ(run({.arguments = {"sh", "-c", "kill -9 $$"}}).end, process_end::killed);
}

TEST(run, ends_what_takes_too_long_with_all_it_started) {
    const auto start = std::chrono::steady_clock::now();
    const auto answer = run({.arguments = {"sh", "-c", "sleep 30 & sleep 30"}, .time_limit = 100ms});
    EXPECT_EQ(answer.end, process_end::timed_out);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

// A listening socket in the child's hands would keep the port taken after the server's end.
TEST(run, leaves_no_file_of_ours_open_in_the_child) {
    const int ours = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC, as Asio opens its sockets
    ASSERT_GT(ours, 2);
    const auto answer = run({.arguments = {"sh", "-c", "test ! -e /proc/self/fd/" + std::to_string(ours)}});
    ::close(ours);
    EXPECT_TRUE(answer.ok());
}

TEST(run, lets_the_child_have_the_signals_that_the_server_waits_for) {
    sigset_t term, before;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &term, &before);
    const auto answer = run({.arguments = {"sh", "-c", "kill -TERM $$; echo still here"}});
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    EXPECT_EQ(answer.end, process_end::killed);
    EXPECT_EQ(answer.output, "");
}

TEST(run, ends_what_says_too_much) {
    const auto answer = run({.arguments = {"yes"}, .output_limit = 100'000});
    EXPECT_EQ(answer.end, process_end::too_much_output);
}

} // namespace
