#pragma once

#include "http/page_cache.hpp"
#include "http/server.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <latch>
#include <string>
#include <string_view>
#include <thread>

// A server in this process, and a client that writes exactly the bytes it is told.
namespace served {

struct answer {
    int status = 0;
    std::string head; // with the status line
    std::string body;
    std::string field(std::string_view name) const; // empty where it is not there
};

class client {
  public:
    explicit client(std::uint16_t port);
    ~client();
    client(client&& other) noexcept;
    client(const client&) = delete;

    void send(std::string_view bytes);
    void finish_sending(); // half-closes
    // The next answer, by its Content-Length; status 0 where the connection ended first or nothing came in time.
    answer read(bool to_head = false);
    bool is_closed(); // waits for the end of the stream

  private:
    bool fill();
    int fd_;
    std::string buffer_;
};

// Routes: GET /hej/{name}, GET /sida (a page, from memory), GET /kastar (throws), GET /sakta (waits 300 ms),
// POST /eko (the body back), POST /vantar (waits for let_go).
class site {
  public:
    explicit site(http::server_settings settings = {});
    ~site();
    std::uint16_t port() const { return server_.port(); }
    client connect() const { return client{port()}; }
    answer ask(std::string_view bytes) const;
    answer get(std::string_view target, std::string_view fields = {}) const;
    void stop() { server_.stop(); }
    bool wait_stopped(std::chrono::milliseconds longest);
    std::atomic<int> slow_running{0};
    std::atomic<int> waiting{0}; // handlers of POST /vantar
    void let_go() { waiting_over_.count_down(); }

  private:
    static http::server_settings on_any_port(http::server_settings settings);
    http::router routes(); // made before the server
    http::page_cache pages_;
    http::router routes_;
    http::server server_;
    std::atomic<bool> is_over_{false};
    std::latch waiting_over_{1};
    std::thread thread_;
};

} // namespace served
