#pragma once

#include "http/head.hpp"
#include "http/page.hpp"
#include "http/rate_limit.hpp"
#include "http/request_reader.hpp"
#include "http/server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <ctime>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Between server.cpp and session.cpp only: what a connection is, and the loop that it lives in.
namespace http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;

class session;

// One thread with its event loop. Its sessions are touched by it alone, so none of them takes a lock.
struct loop {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> guard{context.get_executor()};
    asio::steady_timer sweeper{context};
    std::list<std::shared_ptr<session>> sessions; // keeps each alive until it is removed here
    bool is_sweeping = false;
    bool is_stopping = false;
    clock::time_point stop_at = clock::time_point::max();
    std::time_t date_second = 0;
    std::string date_line;

    // The line changes once a second.
    const std::string& date(std::time_t now) {
        if (now != date_second) {
            date_second = now;
            date_line = "Date: " + http_date(now) + "\r\n";
        }
        return date_line;
    }
};

// What the sessions share. Immutable but for what is thread-safe.
struct shared_parts {
    server_settings settings;
    request_limits limits;
    const router& routes;
    server::quick_answer quick;
    meter* count = nullptr;
    rate_limit posts;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> uploads{0};
    // Writes may all wait for a lock that another program holds; who only reads must not wait behind them.
    asio::thread_pool readers;
    asio::thread_pool writers;
};

// One connection, from its first byte to its close. All but `work` run on its loop's thread.
class session : public std::enable_shared_from_this<session> {
  public:
    session(shared_parts& shared, loop& home, tcp::socket socket);
    session(const session&) = delete;
    session& operator=(const session&) = delete;
    ~session() { --shared_.connections; }

    void start(std::list<std::shared_ptr<session>>::iterator place, bool is_welcome);
    void sweep(clock::time_point now);

    // What runs is finished; who has asked for nothing is let go.
    void stop();

  private:
    enum class phase { idle, header, body, handling, writing, draining, closed };

    void wait_for_request();

    // A request that has reached the kernel was begun, though nobody has read it yet.
    bool has_unread();
    clock::duration reading_time(clock::duration usual) const;
    void enter(phase p, clock::duration time);
    void enter(phase p);
    void make_room();
    void read();
    void on_read(error_code fault, std::size_t count);
    void process();
    void send_continue();
    bool begin_upload(); // false: there are too many
    void end_upload();
    bool is_reading() const { return request_.method == "GET" || request_.method == "HEAD"; }

    void answer();
    std::shared_ptr<const page> from_memory();
    void answer_with(std::shared_ptr<const page> found);

    // A program on a trusted machine that names nobody else is not a visitor.
    bool may_post();
    void refuse(int status);

    // Makes the answer on a worker, which alone touches the request meanwhile.
    template <class Make>
    void work(Make make);
    void note(const response& made, clock::duration taken) const;
    void begin_head(int status);
    void send(response made);
    void send_page(response made);
    void send_bytes(response made);

    // Three pieces in one call to the kernel: what is this answer's own, what the page has ready, the body.
    void write(std::string_view ready, std::string_view body);
    void on_written(error_code fault);

    // Closing while bytes lie unread resets the connection, and the client may lose the answer: they are read away.
    void drain();
    void read_away();
    void cancel();
    void close();

    shared_parts& shared_;
    loop& home_;
    tcp::socket socket_;
    std::list<std::shared_ptr<session>>::iterator place_;
    std::string peer_;
    phase phase_ = phase::idle;
    clock::time_point deadline_ = clock::time_point::max();
    bool closes_ = false;
    bool is_late_ = false;
    bool is_upload_ = false; // counted among them
    std::vector<char> buffer_;
    std::size_t begin_ = 0; // what is read and not used yet
    std::size_t end_ = 0;
    request request_;
    request_reader reader_;
    std::string head_;
    std::string body_;
    std::shared_ptr<const page> page_; // with the cache: it may drop the page while we write it
};

} // namespace http
