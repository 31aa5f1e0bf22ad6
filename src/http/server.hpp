#pragma once

#include "http/router.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace http {

struct server_settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;          // 0: any that is free
    unsigned threads = 2;
    unsigned workers = 8;               // threads for handlers that may wait for the database
    std::size_t header_bytes = 16'384;  // more: 431
    std::size_t body_bytes = 1'000'000; // more: 413
    std::chrono::seconds header_time{10}; // slower: 408
    std::chrono::seconds body_time{60};
    std::chrono::seconds idle_time{30};
    std::size_t connections = 4'096;    // more: 503
};

// HTTP/1.1 over Asio and Beast, which stand in server.cpp alone. Malformed requests, unknown transfer codings, bodies
// over the limit, slow clients and wrong targets get their status and a readable page; none is dropped unanswered.
class server {
  public:
    // `quick`, where given, is asked first, on the I/O thread: an answer that is in memory already. It must not block.
    using quick_answer = std::function<std::shared_ptr<const page>(const request&)>;

    server(server_settings settings, const router& routes, quick_answer quick = {}); // binds; throws std::system_error
    ~server();
    std::uint16_t port() const;
    void run();  // serves until stop(); then finishes what runs, within ten seconds
    void stop(); // safe from any thread
  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

}
