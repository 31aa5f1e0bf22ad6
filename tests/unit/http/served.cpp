#include "served.hpp"

#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace served {

std::string answer::field(std::string_view name) const {
    const auto at = head.find("\r\n" + std::string{name} + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

client::client(std::uint16_t port) : fd_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval longest{10, 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error{"connect"};
}

client::~client() {
    if (fd_ >= 0) ::close(fd_);
}

client::client(client&& other) noexcept : fd_{std::exchange(other.fd_, -1)}, buffer_{std::move(other.buffer_)} {}

void client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return; // the server has answered and closed: the test reads what it said
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void client::finish_sending() { ::shutdown(fd_, SHUT_WR); }

bool client::fill() {
    char piece[65536];
    const auto got = ::recv(fd_, piece, sizeof piece, 0);
    if (got <= 0) return false;
    buffer_.append(piece, static_cast<std::size_t>(got));
    return true;
}

answer client::read(bool to_head) {
    std::size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!fill()) return {};
    answer made;
    made.head = buffer_.substr(0, end + 2);
    made.status = std::stoi(made.head.substr(9, 3));
    buffer_.erase(0, end + 4);
    const auto length = made.field("Content-Length");
    if (to_head || length.empty()) return made;
    while (buffer_.size() < std::stoul(length))
        if (!fill()) return {};
    made.body = buffer_.substr(0, std::stoul(length));
    buffer_.erase(0, made.body.size());
    return made;
}

bool client::is_closed() {
    while (fill()) {
    }
    char byte = 0;
    return ::recv(fd_, &byte, 1, 0) == 0;
}

http::server_settings site::on_any_port(http::server_settings settings) {
    settings.port = 0;
    return settings;
}

site::site(http::server_settings settings)
    : routes_{routes()}, server_{on_any_port(std::move(settings)), routes_,
                                 [this](const http::request& r) { return pages_.find(r.path); }},
      thread_{[this] {
          server_.run();
          is_over_ = true;
      }} {}

site::~site() {
    server_.stop();
    thread_.join();
}

http::router site::routes() {
    http::router r;
    r.add("GET", "/hej/{name}", [](const http::request& q) {
        return http::response{.headers = {{"Content-Type", "text/plain; charset=utf-8"}},
                              .body = "hej " + std::string{q.parameter("name")}};
    });
    r.add("GET", "/sida", [this](const http::request& q) {
        return http::response{.page = pages_.get(q.path, "sida", [] {
            std::string text;
            for (int i = 0; i < 3000; ++i)
                text += "<p>Rad " + std::to_string(i) + "</p>\n";
            return http::make_page("text/html; charset=utf-8", text, {{"Vary", "Accept-Language"}});
        })};
    });
    r.add("GET", "/kastar", [](const http::request&) -> http::response { throw std::runtime_error{"with intent"}; });
    r.add("GET", "/bruten", [](const http::request&) {
        return http::response{.headers = {{"Location", "/a\r\nSet-Cookie: b"}}};
    });
    r.add("GET", "/sakta", [this](const http::request&) {
        ++slow_running;
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        return http::response{.body = "klar"};
    });
    r.add("POST", "/eko", [](const http::request& q) { return http::response{.body = q.body}; });
    r.add("POST", "/vantar", [this](const http::request&) {
        ++waiting;
        waiting_over_.wait();
        return http::response{};
    });
    r.on_error([](const http::request& q, int status) {
        return http::response{.headers = {{"Content-Type", "text/html; charset=utf-8"}},
                              .body = "<h1>" + std::to_string(status) + "</h1>" + q.path};
    });
    return r;
}

answer site::ask(std::string_view bytes) const {
    auto one = connect();
    one.send(bytes);
    return one.read(bytes.substr(0, 5) == "HEAD ");
}

answer site::get(std::string_view target, std::string_view fields) const {
    return ask("GET " + std::string{target} + " HTTP/1.1\r\nHost: a\r\n" + std::string{fields} + "\r\n");
}

bool site::wait_stopped(std::chrono::milliseconds longest) {
    const auto until = std::chrono::steady_clock::now() + longest;
    while (!is_over_ && std::chrono::steady_clock::now() < until)
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    return is_over_;
}

} // namespace served
