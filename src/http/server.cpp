#include "http/server.hpp"

#include "base/log.hpp"
#include "http/head.hpp"
#include "http/negotiate.hpp"
#include "http/rate_limit.hpp"
#include "http/request_reader.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <list>
#include <system_error>
#include <thread>

#include <sys/resource.h>

namespace http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using clock = std::chrono::steady_clock;

constexpr std::size_t first_buffer = 4'096;
constexpr std::size_t body_buffer = 65'536;
constexpr auto sweep_time = std::chrono::milliseconds{250};
constexpr auto drain_time = std::chrono::seconds{2};
constexpr auto rest_time = std::chrono::seconds{2}; // for the rest of a request that was begun before the stop
constexpr std::size_t refused_at_once = 256;        // connections over the limit that are told so

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
    rate_limit posts;
    std::atomic<std::size_t> connections{0};
    // Writes may all wait for a lock that another program holds; who only reads must not wait behind them.
    asio::thread_pool readers;
    asio::thread_pool writers;
};

// One connection, from its first byte to its close. All but `work` run on its loop's thread.
class session : public std::enable_shared_from_this<session> {
  public:
    session(shared_parts& shared, loop& home, tcp::socket socket)
        : shared_{shared}, home_{home}, socket_{std::move(socket)}, reader_{shared.limits, request_} {
        ++shared_.connections;
    }
    session(const session&) = delete;
    session& operator=(const session&) = delete;
    ~session() { --shared_.connections; }

    void start(std::list<std::shared_ptr<session>>::iterator place, bool is_welcome) {
        place_ = place;
        error_code ignored;
        socket_.set_option(tcp::no_delay{true}, ignored);
        const auto address = socket_.remote_endpoint(ignored).address();
        peer_ = address.is_v6() && address.to_v6().is_v4_mapped()
                    ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
                    : address.to_string();
        if (!is_welcome) return refuse(503);
        wait_for_request();
    }

    void sweep(clock::time_point now) {
        if (now < deadline_ && now < home_.stop_at) return;
        switch (phase_) {
        case phase::header:
        case phase::body:
            deadline_ = clock::time_point::max();
            is_late_ = true; // the aborted read answers
            return cancel();
        case phase::handling:
            if (now < home_.stop_at) return;
            [[fallthrough]];
        default:
            close();
        }
    }

    // What runs is finished; who has asked for nothing is let go.
    void stop() {
        closes_ = true;
        if (phase_ == phase::idle && begin_ == end_ && !has_unread()) return close();
        if (phase_ != phase::handling && phase_ != phase::writing)
            deadline_ = std::min(deadline_, clock::now() + rest_time);
    }

  private:
    enum class phase { idle, header, body, handling, writing, draining, closed };

    void wait_for_request() {
        enter(phase::idle, shared_.settings.idle_time);
        begin_ == end_ ? read() : process();
    }

    // A request that has reached the kernel was begun, though nobody has read it yet.
    bool has_unread() {
        error_code ignored;
        return socket_.available(ignored) > 0;
    }

    clock::duration reading_time(clock::duration usual) const {
        return home_.is_stopping ? std::min<clock::duration>(usual, rest_time) : usual;
    }

    void enter(phase p, clock::duration time) {
        phase_ = p;
        deadline_ = clock::now() + time;
    }

    void enter(phase p) {
        phase_ = p;
        deadline_ = clock::time_point::max();
    }

    void make_room() {
        if (begin_ == end_) begin_ = end_ = 0;
        const std::size_t wanted = phase_ == phase::body ? body_buffer : first_buffer;
        if (buffer_.size() < wanted) buffer_.resize(wanted);
        if (phase_ == phase::idle && buffer_.size() > body_buffer / 2 && end_ == 0) {
            buffer_.resize(first_buffer);
            buffer_.shrink_to_fit();
        }
        if (end_ < buffer_.size()) return;
        if (begin_ > 0) {
            std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.end(), buffer_.begin());
            end_ -= begin_;
            begin_ = 0;
        } else {
            buffer_.resize(buffer_.size() * 2); // the reader refuses before this goes far
        }
    }

    void read() {
        make_room();
        socket_.async_read_some(
            asio::buffer(buffer_.data() + end_, buffer_.size() - end_),
            [self = shared_from_this()](error_code fault, std::size_t count) { self->on_read(fault, count); });
    }

    void on_read(error_code fault, std::size_t count) {
        if (phase_ == phase::closed) return;
        end_ += count;
        if (is_late_) return refuse(408);
        if (fault == asio::error::eof && reader_.end() == request_reader::step::refused)
            return refuse(reader_.status());
        if (fault) return close();
        process();
    }

    void process() {
        for (;;) {
            std::size_t used = 0;
            const auto step = reader_.feed({buffer_.data() + begin_, end_ - begin_}, used);
            begin_ += used;
            switch (step) {
            case request_reader::step::more:
                if (phase_ == phase::idle && reader_.has_begun())
                    enter(phase::header, reading_time(shared_.settings.header_time));
                return read();
            case request_reader::step::header:
                enter(phase::body, reading_time(shared_.settings.body_time));
                if (reader_.expects_continue() && begin_ == end_) return send_continue();
                break;
            case request_reader::step::whole:
                return answer();
            case request_reader::step::refused:
                return refuse(reader_.status());
            }
        }
    }

    void send_continue() {
        static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(socket_, asio::buffer(line), [self = shared_from_this()](error_code fault, std::size_t) {
            if (self->phase_ == phase::closed) return;
            fault ? self->close() : self->read();
        });
    }

    bool is_reading() const { return request_.method == "GET" || request_.method == "HEAD"; }

    void answer() {
        enter(phase::handling);
        closes_ = closes_ || home_.is_stopping || !reader_.keeps_alive();
        request_.remote = client_address(peer_, request_.headers, shared_.settings.proxies);
        if (is_reading()) {
            if (auto page = from_memory()) return answer_with(std::move(page));
        } else if (request_.method != "OPTIONS" && !may_post()) {
            return work([](session& s) {
                auto made = s.shared_.routes.error(s.request_, 429);
                made.headers.emplace_back("Retry-After", "10");
                return made;
            });
        }
        work([](session& s) { return s.shared_.routes(s.request_); });
    }

    std::shared_ptr<const page> from_memory() {
        if (!shared_.quick) return nullptr;
        try {
            return shared_.quick(request_);
        } catch (const std::exception& e) {
            base::log::error("quick_answer_failed what={}", e.what());
            return nullptr;
        }
    }

    void answer_with(std::shared_ptr<const page> found) {
        const auto coding = chosen_coding(request_.header("accept-encoding").value_or(""));
        if (found->is_ready(coding)) return send({.page = std::move(found)});
        work([found = std::move(found)](session&) { return response{.page = found}; });
    }

    // A program on a trusted machine that names nobody else is not a visitor.
    bool may_post() {
        const auto& proxies = shared_.settings.proxies;
        if (std::find(proxies.begin(), proxies.end(), request_.remote) != proxies.end()) return true;
        return shared_.posts.allow(client_network(request_.remote), clock::now());
    }

    void refuse(int status) {
        enter(phase::handling);
        closes_ = true;
        if (request_.method.empty()) request_.method = "GET";
        work([status](session& s) { return s.shared_.routes.error(s.request_, status); });
    }

    // Makes the answer on a worker, which alone touches the request meanwhile.
    template <class Make>
    void work(Make make) {
        asio::post(is_reading() ? shared_.readers : shared_.writers, [self = shared_from_this(),
                                                                      make = std::move(make)] {
            const auto began = clock::now();
            auto made = make(*self);
            if (made.page) made.page->as(chosen_coding(self->request_.header("accept-encoding").value_or("")));
            self->note(made, clock::now() - began);
            asio::post(self->home_.context, [self, made = std::move(made)]() mutable { self->send(std::move(made)); });
        });
    }

    void note(const response& made, clock::duration taken) const {
        const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(taken).count();
        const auto level = taken > std::chrono::seconds{2} ? base::log::level::warn : base::log::level::debug;
        base::log::write(level, "request method={} route={} status={} us={}", request_.method,
                         request_.route.empty() ? "-" : request_.route, made.status, micros);
    }

    void begin_head(int status) {
        head_ = "HTTP/1.1 ";
        head_ += std::to_string(status);
        head_ += ' ';
        head_ += reason(status);
        head_ += "\r\n";
        head_ += home_.date(std::time(nullptr));
        if (closes_)
            head_ += "Connection: close\r\n";
        else if (reader_.version() == 10)
            head_ += "Connection: keep-alive\r\n";
    }

    void send(response made) {
        if (phase_ == phase::closed) return;
        closes_ = closes_ || home_.is_stopping;
        try {
            made.page ? send_page(std::move(made)) : send_bytes(std::move(made));
        } catch (const std::exception& e) {
            base::log::error("answer_unsendable what={}", e.what());
            closes_ = true;
            send_bytes({.status = 500, .headers = {{"Content-Type", "text/plain"}}, .body = "500\n"});
        }
    }

    void send_page(response made) {
        page_ = std::move(made.page);
        const auto& form = page_->as(chosen_coding(request_.header("accept-encoding").value_or("")));
        const bool is_same =
            made.status == 200 && is_reading() && is_unchanged(*page_, request_.header("if-none-match").value_or(""));
        begin_head(is_same ? 304 : made.status);
        for (const auto& [name, value] : made.headers)
            append_field(head_, name, value);
        const bool has_body = !is_same && request_.method != "HEAD";
        write(is_same ? form.head_unchanged : form.head, has_body ? form.body : std::string_view{});
    }

    void send_bytes(response made) {
        begin_head(made.status);
        body_ = std::move(made.body);
        const bool may_have_body = made.status != 204 && made.status != 304;
        if (may_have_body) append_field(head_, "Content-Length", std::to_string(body_.size()));
        append_fields(head_, made.headers, "no-store");
        head_ += "\r\n";
        const bool has_body = may_have_body && request_.method != "HEAD";
        write({}, has_body ? std::string_view{body_} : std::string_view{});
    }

    // Three pieces in one call to the kernel: what is this answer's own, what the page has ready, the body.
    void write(std::string_view ready, std::string_view body) {
        enter(phase::writing, shared_.settings.body_time);
        const std::array<asio::const_buffer, 3> pieces{asio::buffer(head_), asio::buffer(ready), asio::buffer(body)};
        asio::async_write(socket_, pieces,
                          [self = shared_from_this()](error_code fault, std::size_t) { self->on_written(fault); });
    }

    void on_written(error_code fault) {
        if (phase_ == phase::closed) return;
        page_.reset();
        body_ = {};
        if (fault) return close();
        if (closes_) return drain();
        reader_.start();
        wait_for_request();
    }

    // Closing while bytes lie unread resets the connection, and the client may lose the answer: they are read away.
    void drain() {
        enter(phase::draining, drain_time);
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        read_away();
    }

    void read_away() {
        if (buffer_.size() < first_buffer) buffer_.resize(first_buffer);
        socket_.async_read_some(asio::buffer(buffer_), [self = shared_from_this()](error_code fault, std::size_t) {
            if (self->phase_ == phase::closed) return;
            fault ? self->close() : self->read_away();
        });
    }

    void cancel() {
        error_code ignored;
        socket_.cancel(ignored);
    }

    void close() {
        if (phase_ == phase::closed) return;
        phase_ = phase::closed;
        error_code ignored;
        socket_.close(ignored);
        const auto self = std::move(*place_);
        home_.sessions.erase(place_);
        if (home_.is_stopping && home_.sessions.empty()) home_.guard.reset();
    }

    shared_parts& shared_;
    loop& home_;
    tcp::socket socket_;
    std::list<std::shared_ptr<session>>::iterator place_;
    std::string peer_;
    phase phase_ = phase::idle;
    clock::time_point deadline_ = clock::time_point::max();
    bool closes_ = false;
    bool is_late_ = false;
    std::vector<char> buffer_;
    std::size_t begin_ = 0; // what is read and not used yet
    std::size_t end_ = 0;
    request request_;
    request_reader reader_;
    std::string head_;
    std::string body_;
    std::shared_ptr<const page> page_; // with the cache: it may drop the page while we write it
};

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

    parts(const server_settings& s, const router& routes, quick_answer quick)
        : shared{.settings = s,
                 .limits = {s.target_bytes, s.header_bytes, s.body_bytes},
                 .routes = routes,
                 .quick = std::move(quick),
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

server::server(server_settings settings, const router& routes, quick_answer quick)
    : parts_{std::make_unique<parts>(settings, routes, std::move(quick))} {
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
