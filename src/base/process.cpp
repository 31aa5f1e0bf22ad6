#include "base/process.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace base {
namespace {

using clock = std::chrono::steady_clock;

class descriptor {
  public:
    explicit descriptor(int fd = -1) : fd_{fd} {}
    descriptor(descriptor&& other) noexcept : fd_{std::exchange(other.fd_, -1)} {}
    descriptor& operator=(descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~descriptor() { close(); }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }
    int value() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }

  private:
    int fd_;
};

struct pipe_ends {
    descriptor read;
    descriptor write;
};

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

pipe_ends make_pipe() {
    std::array<int, 2> fds{};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0) fail("pipe");
    return {descriptor{fds[0]}, descriptor{fds[1]}};
}

// The child's standard input is a socket: a child that ends early then gives EPIPE, not a signal that ends us.
pipe_ends make_input() {
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds.data()) != 0) fail("socketpair");
    return {descriptor{fds[0]}, descriptor{fds[1]}};
}

std::vector<std::string> small_environment(const std::vector<std::string>& more) {
    auto all = more;
    for (const char* name : {"PATH", "HOME", "LANG", "TMPDIR"})
        if (const char* value = std::getenv(name)) all.push_back(std::string{name} + "=" + value);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    all.reserve(texts.size() + 1);
    for (auto& text : texts)
        all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

struct child_ends {
    int in, out, err;
};

// Runs in the child between fork and exec, so it may call nothing that takes a lock.
[[noreturn]] void become(char* const* arguments, char* const* environment, std::uint64_t memory,
                         const child_ends& ends) {
    ::setpgid(0, 0);
    const rlimit limit{memory, memory};
    ::setrlimit(RLIMIT_AS, &limit);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::dup2(ends.in, STDIN_FILENO);
    ::dup2(ends.out, STDOUT_FILENO);
    ::dup2(ends.err, STDERR_FILENO);
    ::signal(SIGPIPE, SIG_DFL);
    // What the server waits for by itself (sigwait) would never reach its child.
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    // The listening socket and the visitors' connections are not the child's: with them it would hold the port, and
    // each connection, after the server has closed them or is gone.
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    // Nobody reads the answer when who asked is gone.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::execvpe(arguments[0], arguments, environment);
    ::_exit(errno == ENOENT ? 127 : 126);
}

// Reads what is there; false at the end of the stream.
bool drain(int fd, std::string& into) {
    std::array<char, 65536> buffer{};
    const auto n = ::read(fd, buffer.data(), buffer.size());
    if (n > 0) into.append(buffer.data(), static_cast<std::size_t>(n));
    return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

class conversation {
  public:
    conversation(const process_call& call, descriptor in, descriptor out, descriptor err)
        : call_{call}, in_{std::move(in)}, out_{std::move(out)}, err_{std::move(err)} {
        for (const auto* d : {&in_, &out_, &err_})
            ::fcntl(d->value(), F_SETFL, O_NONBLOCK);
    }

    // Feeds and hears the child until both its streams have closed, or a limit is reached.
    process_end hold(clock::time_point until, process_answer& answer) {
        std::size_t sent = 0;
        if (call_.input.empty()) in_.close();
        while (out_.is_open() || err_.is_open()) {
            std::array<pollfd, 3> waits{
                {{in_.value(), POLLOUT, 0}, {out_.value(), POLLIN, 0}, {err_.value(), POLLIN, 0}}};
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - clock::now()).count();
            if (left <= 0) return process_end::timed_out;
            if (call_.stop.stop_requested()) return process_end::stopped;
            const auto wait = call_.stop.stop_possible() ? std::min<std::int64_t>(left, 200) : left;
            if (::poll(waits.data(), waits.size(), static_cast<int>(wait)) < 0 && errno != EINTR) fail("poll");
            if (waits[0].revents != 0) send(sent);
            if (waits[1].revents != 0 && !drain(out_.value(), answer.output)) out_.close();
            if (waits[2].revents != 0 && !drain(err_.value(), answer.errors)) err_.close();
            if (answer.output.size() > call_.output_limit) return process_end::too_much_output;
            if (answer.errors.size() > 65536) answer.errors.erase(0, answer.errors.size() - 4096);
        }
        return process_end::exited;
    }

  private:
    void send(std::size_t& sent) {
        const auto n = ::send(in_.value(), call_.input.data() + sent, call_.input.size() - sent, MSG_NOSIGNAL);
        if (n > 0) sent += static_cast<std::size_t>(n);
        const bool over = n < 0 && errno != EAGAIN && errno != EINTR;
        if (over || sent == call_.input.size()) in_.close();
    }

    const process_call& call_;
    descriptor in_;
    descriptor out_;
    descriptor err_;
};

void settle(int status, process_answer& answer) {
    if (WIFSIGNALED(status)) {
        answer.end = process_end::killed;
        return;
    }
    answer.exit_code = WEXITSTATUS(status);
    if (answer.exit_code == 127) answer.end = process_end::not_found;
}

} // namespace

process_answer run(const process_call& call) {
    auto in = make_input();
    auto out = make_pipe();
    auto err = make_pipe();
    auto arguments = call.arguments;
    auto environment = small_environment(call.environment);
    const auto argument_pointers = pointers(arguments);
    const auto environment_pointers = pointers(environment);

    const pid_t child = ::fork();
    if (child < 0) fail("fork");
    if (child == 0)
        become(argument_pointers.data(), environment_pointers.data(), call.memory_limit,
               {in.read.value(), out.write.value(), err.write.value()});
    in.read.close();
    out.write.close();
    err.write.close();

    process_answer answer;
    conversation talk{call, std::move(in.write), std::move(out.read), std::move(err.read)};
    answer.end = talk.hold(clock::now() + call.time_limit, answer);
    // Its own group, so that what it started ends with it.
    if (answer.end != process_end::exited) ::kill(-child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (answer.end == process_end::exited) settle(status, answer);
    if (answer.errors.size() > 4096) answer.errors.erase(0, answer.errors.size() - 4096);
    return answer;
}

} // namespace base
