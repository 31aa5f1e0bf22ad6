#include "http/server.hpp"

#include "base/log.hpp"
#include "http/session.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <system_error>
#include <thread>

#include <sys/resource.h>

namespace http {
namespace {

constexpr auto sweep_time = std::chrono::milliseconds{250};
constexpr std::size_t refused_at_once = 256; // connections over the limit that are told so

// Looks for sessions whose time is out; sleeps while there are none.
void sweep_soon(loop& l) {
    if (l.is_sweeping || l.sessions.empty()) return;
    l.is_sweeping = true;
    l.sweeper.expires_after(sweep_time);
    l.sweeper.async_wait([&l](error_code fault) {
        l.is_sweeping = false;
        if (fault) return;
        const auto now = clock::now();
        for (auto next = l.sessions.begin(); next != l.sessions.end();)
            (*next++)->sweep(now); // it may remove itself
        sweep_soon(l);
    });
}

void stop_loop(loop& l, std::chrono::milliseconds longest) {
    if (l.is_stopping) return;
    l.is_stopping = true;
    l.stop_at = clock::now() + longest;
    for (auto next = l.sessions.begin(); next != l.sessions.end();)
        (*next++)->stop();
    if (l.sessions.empty()) l.guard.reset();
}

void run_loop(loop& l) {
    for (;;) {
        try {
            l.context.run();
            return;
        } catch (const std::exception& e) {
            base::log::error("connection_failed what={}", e.what());
        }
    }
}

// Each connection is a file: the usual soft limit of 1,024 is below what the settings promise.
void raise_file_limit() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
}

} // namespace

struct server::parts {
    shared_parts shared;
    std::vector<std::unique_ptr<loop>> loops;
    tcp::acceptor acceptor;
    asio::steady_timer accept_again;
    std::size_t next = 0;

    parts(const server_settings& s, const router& routes, quick_answer quick, meter* count)
        : shared{.settings = s,
                 .limits = {s.target_bytes, s.header_bytes, s.body_bytes, s.upload_paths, s.upload_bytes},
                 .routes = routes,
                 .quick = std::move(quick),
                 .count = count,
                 .posts = rate_limit{s.posts_per_second, s.posts_at_once},
                 .readers = asio::thread_pool{std::max(1U, s.workers)},
                 .writers = asio::thread_pool{std::max(1U, s.workers)}},
          loops{make_loops(std::max(1U, s.threads))}, acceptor{loops.front()->context}, accept_again{
                                                                                            loops.front()->context} {}

    static std::vector<std::unique_ptr<loop>> make_loops(unsigned count) {
        std::vector<std::unique_ptr<loop>> made;
        for (unsigned i = 0; i < count; ++i)
            made.push_back(std::make_unique<loop>());
        return made;
    }

    void listen() {
        try {
            const tcp::endpoint at{asio::ip::make_address(shared.settings.address), shared.settings.port};
            acceptor.open(at.protocol());
            acceptor.set_option(tcp::acceptor::reuse_address{true});
            acceptor.bind(at);
            acceptor.listen(4'096);
            acceptor.non_blocking(true);
        } catch (const boost::system::system_error& e) {
            throw std::system_error{e.code().value(), std::generic_category(), "listen"};
        }
    }

    void accept() {
        auto& home = *loops[next];
        next = (next + 1) % loops.size();
        acceptor.async_accept(home.context, [this, &home](error_code fault, tcp::socket socket) {
            if (fault == asio::error::operation_aborted) return;
            if (fault) return accept_later(fault);
            welcome(home, std::move(socket));
            accept();
        });
    }

    // Out of files or memory: the connections that wait stay in the kernel's queue meanwhile.
    void accept_later(error_code fault) {
        base::log::error("accept_failed what={}", fault.message());
        accept_again.expires_after(std::chrono::milliseconds{100});
        accept_again.async_wait([this](error_code aborted) {
            if (!aborted && acceptor.is_open()) accept();
        });
    }

    void welcome(loop& home, tcp::socket socket) {
        const auto count = shared.connections.load();
        if (count >= shared.settings.connections + refused_at_once) return;
        const bool is_welcome = count < shared.settings.connections;
        auto made = std::make_shared<session>(shared, home, std::move(socket));
        asio::post(home.context, [&home, made, is_welcome] {
            home.sessions.push_front(made);
            made->start(home.sessions.begin(), is_welcome);
            sweep_soon(home);
        });
    }

    void stop_accepting() {
        accept_again.cancel();
        // Who has connected already is answered.
        for (error_code fault; acceptor.is_open();) {
            auto& home = *loops[next];
            auto socket = acceptor.accept(home.context, fault);
            if (fault) break;
            welcome(home, std::move(socket));
        }
        error_code ignored;
        acceptor.close(ignored);
        for (auto& l : loops)
            asio::post(l->context, [this, &one = *l] { stop_loop(one, shared.settings.stop_time); });
    }
};

server::server(server_settings settings, const router& routes, quick_answer quick, meter* count)
    : parts_{std::make_unique<parts>(settings, routes, std::move(quick), count)} {
    raise_file_limit();
    parts_->listen();
}

server::~server() = default;

std::uint16_t server::port() const {
    error_code ignored;
    return parts_->acceptor.local_endpoint(ignored).port();
}

void server::run() {
    asio::post(parts_->loops.front()->context, [this] { parts_->accept(); });
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < parts_->loops.size(); ++i)
        others.emplace_back([&l = *parts_->loops[i]] { run_loop(l); });
    run_loop(*parts_->loops.front());
    others.clear();
    parts_->shared.readers.join();
    parts_->shared.writers.join();
}

void server::stop() {
    asio::post(parts_->loops.front()->context, [this] { parts_->stop_accepting(); });
}

} // namespace http
