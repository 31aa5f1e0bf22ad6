#pragma once

#include "http/router.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace http {

class meter;

struct server_settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080; // 0: any that is free
    unsigned threads = 2;
    unsigned workers = 8;                  // threads for handlers that may wait for the database: so many for
                                           // reading, and as many for writing
    std::size_t target_bytes = 8'000;      // more: 414
    std::size_t header_bytes = 16'384;     // more: 431
    std::size_t body_bytes = 1'000'000;    // more: 413
    std::vector<std::string> upload_paths; // whose forms may bring files
    std::size_t upload_bytes = 25'000'000; // more: 413
    std::size_t uploads = 4;               // at once, from all clients; more: 503
    std::chrono::seconds upload_time{300}; // slower: 408
    std::chrono::seconds header_time{10};  // slower: 408
    std::chrono::seconds body_time{60};
    std::chrono::seconds idle_time{30};
    std::chrono::milliseconds stop_time{9'500}; // for what runs when it is told to stop
    std::size_t connections = 4'096;            // more: 503
    double posts_per_second = 10; // of one client, but for a program on this machine; more: 429. 0: no limit
    double posts_at_once = 100;
    std::vector<std::string> proxies{"127.0.0.1", "::1"}; // whose X-Forwarded-For is believed
};

// HTTP/1.1 over Asio, which stands in server.cpp alone, and Beast's parser (request_reader.cpp). Malformed requests,
// unknown transfer codings, bodies over the limit, slow clients and wrong targets get their status and a readable page;
// none is dropped unanswered.
class server {
  public:
    // `quick`, where given, is asked first for a GET or HEAD, on the I/O thread: an answer that is in memory already.
    // It must not block. What it throws is taken for "not in memory".
    using quick_answer = std::function<std::shared_ptr<const page>(const request&)>;

    // Binds; throws std::system_error. What is answered is counted in `count`, where given.
    server(server_settings settings, const router& routes, quick_answer quick = {}, meter* count = nullptr);
    ~server();
    std::uint16_t port() const; // the one that it was given, where it asked for any
    void run();                 // serves until stop(); then finishes what runs, within ten seconds
    void stop();                // safe from any thread
  private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

} // namespace http
