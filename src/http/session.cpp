#include "http/session.hpp"

#include "base/log.hpp"
#include "http/meter.hpp"
#include "http/negotiate.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>

namespace http {
namespace {

constexpr std::size_t first_buffer = 4'096;
constexpr std::size_t body_buffer = 65'536;
constexpr auto drain_time = std::chrono::seconds{2};
constexpr auto rest_time = std::chrono::seconds{2}; // for the rest of a request that was begun before the stop

} // namespace

session::session(shared_parts& shared, loop& home, tcp::socket socket)
    : shared_{shared}, home_{home}, socket_{std::move(socket)}, reader_{shared.limits, request_} {
    ++shared_.connections;
}

void session::start(std::list<std::shared_ptr<session>>::iterator place, bool is_welcome) {
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

void session::sweep(clock::time_point now) {
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

void session::stop() {
    closes_ = true;
    if (phase_ == phase::idle && begin_ == end_ && !has_unread()) return close();
    if (phase_ != phase::handling && phase_ != phase::writing)
        deadline_ = std::min(deadline_, clock::now() + rest_time);
}

void session::wait_for_request() {
    enter(phase::idle, shared_.settings.idle_time);
    begin_ == end_ ? read() : process();
}

bool session::has_unread() {
    error_code ignored;
    return socket_.available(ignored) > 0;
}

clock::duration session::reading_time(clock::duration usual) const {
    return home_.is_stopping ? std::min<clock::duration>(usual, rest_time) : usual;
}

void session::enter(phase p, clock::duration time) {
    phase_ = p;
    deadline_ = clock::now() + time;
}

void session::enter(phase p) {
    phase_ = p;
    deadline_ = clock::time_point::max();
}

void session::make_room() {
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

void session::read() {
    make_room();
    socket_.async_read_some(
        asio::buffer(buffer_.data() + end_, buffer_.size() - end_),
        [self = shared_from_this()](error_code fault, std::size_t count) { self->on_read(fault, count); });
}

void session::on_read(error_code fault, std::size_t count) {
    if (phase_ == phase::closed) return;
    end_ += count;
    if (is_late_) return refuse(408);
    if (fault == asio::error::eof && reader_.end() == request_reader::step::refused) return refuse(reader_.status());
    if (fault) return close();
    process();
}

void session::process() {
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
            if (shared_.limits.is_upload(request_) && !begin_upload()) return refuse(503);
            enter(phase::body, reading_time(is_upload_ ? shared_.settings.upload_time : shared_.settings.body_time));
            if (reader_.expects_continue() && begin_ == end_) return send_continue();
            break;
        case request_reader::step::whole:
            return answer();
        case request_reader::step::refused:
            return refuse(reader_.status());
        }
    }
}

void session::send_continue() {
    static constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(socket_, asio::buffer(line), [self = shared_from_this()](error_code fault, std::size_t) {
        if (self->phase_ == phase::closed) return;
        fault ? self->close() : self->read();
    });
}

void session::answer() {
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

std::shared_ptr<const page> session::from_memory() {
    if (!shared_.quick) return nullptr;
    try {
        return shared_.quick(request_);
    } catch (const std::exception& e) {
        base::log::error("quick_answer_failed what={}", e.what());
        return nullptr;
    }
}

void session::answer_with(std::shared_ptr<const page> found) {
    const auto coding = chosen_coding(request_.header("accept-encoding").value_or(""));
    if (found->is_ready(coding)) {
        if (shared_.count) shared_.count->count_from_memory();
        return send({.page = std::move(found)});
    }
    work([found = std::move(found)](session&) { return response{.page = found}; });
}

bool session::may_post() {
    const auto& proxies = shared_.settings.proxies;
    if (std::find(proxies.begin(), proxies.end(), request_.remote) != proxies.end()) return true;
    return shared_.posts.allow(client_network(request_.remote), clock::now());
}

void session::refuse(int status) {
    enter(phase::handling);
    closes_ = true;
    if (request_.method.empty()) request_.method = "GET";
    work([status](session& s) { return s.shared_.routes.error(s.request_, status); });
}

template <class Make>
void session::work(Make make) {
    asio::post(is_reading() ? shared_.readers : shared_.writers, [self = shared_from_this(), make = std::move(make)] {
        const auto began = clock::now();
        auto made = make(*self);
        if (made.page) made.page->as(chosen_coding(self->request_.header("accept-encoding").value_or("")));
        self->note(made, clock::now() - began);
        asio::post(self->home_.context, [self, made = std::move(made)]() mutable { self->send(std::move(made)); });
    });
}

void session::note(const response& made, clock::duration taken) const {
    const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(taken);
    if (shared_.count) shared_.count->count(request_.route, made.status, whole);
    const auto micros = whole.count();
    const auto level = taken > std::chrono::seconds{2} ? base::log::level::warn : base::log::level::debug;
    base::log::write(level, "request method={} route={} status={} us={}", request_.method,
                     request_.route.empty() ? "-" : request_.route, made.status, micros);
}

void session::begin_head(int status) {
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

void session::send(response made) {
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

void session::send_page(response made) {
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

void session::send_bytes(response made) {
    begin_head(made.status);
    body_ = std::move(made.body);
    const bool may_have_body = made.status != 204 && made.status != 304;
    if (may_have_body) append_field(head_, "Content-Length", std::to_string(body_.size()));
    append_fields(head_, made.headers, "no-store");
    head_ += "\r\n";
    const bool has_body = may_have_body && request_.method != "HEAD";
    write({}, has_body ? std::string_view{body_} : std::string_view{});
}

void session::write(std::string_view ready, std::string_view body) {
    enter(phase::writing, shared_.settings.body_time);
    const std::array<asio::const_buffer, 3> pieces{asio::buffer(head_), asio::buffer(ready), asio::buffer(body)};
    asio::async_write(socket_, pieces,
                      [self = shared_from_this()](error_code fault, std::size_t) { self->on_written(fault); });
}

// Their bytes stand in memory: few at a time.
bool session::begin_upload() {
    if (shared_.uploads.fetch_add(1) >= shared_.settings.uploads) {
        --shared_.uploads;
        return false;
    }
    is_upload_ = true;
    return true;
}

void session::end_upload() {
    if (!is_upload_) return;
    is_upload_ = false;
    --shared_.uploads;
}

void session::on_written(error_code fault) {
    if (phase_ == phase::closed) return;
    end_upload();
    page_.reset();
    body_ = {};
    if (fault) return close();
    if (closes_) return drain();
    reader_.start();
    wait_for_request();
}

void session::drain() {
    enter(phase::draining, drain_time);
    error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    read_away();
}

void session::read_away() {
    if (buffer_.size() < first_buffer) buffer_.resize(first_buffer);
    socket_.async_read_some(asio::buffer(buffer_), [self = shared_from_this()](error_code fault, std::size_t) {
        if (self->phase_ == phase::closed) return;
        fault ? self->close() : self->read_away();
    });
}

void session::cancel() {
    error_code ignored;
    socket_.cancel(ignored);
}

void session::close() {
    if (phase_ == phase::closed) return;
    phase_ = phase::closed;
    end_upload();
    error_code ignored;
    socket_.close(ignored);
    const auto self = std::move(*place_);
    home_.sessions.erase(place_);
    if (home_.is_stopping && home_.sessions.empty()) home_.guard.reset();
}

} // namespace http
