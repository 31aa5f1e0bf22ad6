#include "http/request_reader.hpp"

#include "http/head.hpp"
#include "http/target.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace http {
namespace {

namespace beast = boost::beast::http;
using boost::beast::error_code;
using boost::beast::string_view;

int status_of(const error_code& fault) {
    if (fault == beast::error::header_limit || fault == beast::error::buffer_overflow) return 431;
    if (fault == beast::error::body_limit) return 413;
    if (fault == beast::error::bad_version) return 505;
    return 400;
}

bool has_bare_line_feed(std::string_view text) {
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        if (at == 0 || text[at - 1] != '\r') return true;
    return false;
}

// A line that goes on in the next: some take it for one, some for two (RFC 9112, 5.2).
bool has_folded_line(std::string_view text) {
    return text.find("\r\n ") != std::string_view::npos || text.find("\r\n\t") != std::string_view::npos;
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_host(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && byte < 0x7F && c != '/' && c != '@' && c != '?' && c != '#' && c != '\\' && c != ',';
    });
}

// What the header says about the message itself.
struct framing {
    int hosts = 0;
    int transfer_codings = 0;
    int lengths = 0;
    bool is_chunked = false;
    bool expects_continue = false;
    bool expects_other = false;
    bool has_bad_host = false;
    bool has_bad_length = false; // "3, 3": a list, even of equal ones
    bool is_read = false;        // the whole header
};

class parser : public beast::basic_parser<true> {
  public:
    parser(const request_limits& limits, request& into) : limits_{limits}, into_{into} {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes));
        body_limit(std::max(limits.body_bytes, limits.upload_bytes)); // which of them is told by the header
        eager(false);
    }

    int refused() const { return refused_; }
    int version() const { return version_; }
    const framing& seen() const { return framing_; }

  private:
    void refuse(int status, error_code& fault) {
        refused_ = status;
        fault = beast::error::bad_value;
    }

    void on_request_impl(beast::verb, string_view method, string_view target, int version, error_code& fault) override {
        version_ = version;
        into_.method.assign(method.data(), method.size());
        if (target.size() > limits_.target_bytes) return refuse(414, fault);
        if (target == "*" && into_.method == "OPTIONS") {
            into_.path = "*";
            into_.query.clear();
            return;
        }
        if (!http::parse_target({target.data(), target.size()}, into_.path, into_.query)) refuse(400, fault);
    }

    void on_response_impl(int, string_view, int, error_code&) override {}

    void on_field_impl(beast::field name, string_view text, string_view value, error_code& fault) override {
        if (framing_.is_read) return; // a trailer: no field of it may change what was decided by the header
        if (count_ == into_.headers.size()) into_.headers.emplace_back();
        auto& [own, kept] = into_.headers[count_++];
        own.assign(text.data(), text.size());
        for (char& c : own)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        kept.assign(value.data(), value.size());
        note(name, kept);
        if (count_ > 100) refuse(431, fault);
    }

    void note(beast::field name, std::string_view value) {
        switch (name) {
        case beast::field::host:
            ++framing_.hosts;
            framing_.has_bad_host = !is_host(value);
            break;
        case beast::field::transfer_encoding:
            ++framing_.transfer_codings;
            framing_.is_chunked = same_name(value, "chunked");
            break;
        case beast::field::content_length:
            ++framing_.lengths;
            framing_.has_bad_length = !is_number(value);
            break;
        case beast::field::expect:
            (same_name(value, "100-continue") ? framing_.expects_continue : framing_.expects_other) = true;
            break;
        default:
            break;
        }
    }

    void on_header_impl(error_code& fault) override {
        framing_.is_read = true;
        into_.headers.resize(count_);
        if (framing_.hosts > 1 || framing_.has_bad_host || (version_ == 11 && framing_.hosts == 0))
            return refuse(400, fault);
        if (framing_.lengths + framing_.transfer_codings > 1 || framing_.has_bad_length) return refuse(400, fault);
        if (framing_.transfer_codings == 1 && version_ == 10) return refuse(400, fault);
        if (framing_.transfer_codings == 1 && !framing_.is_chunked) return refuse(501, fault);
        if (framing_.expects_other) return refuse(417, fault);
        allowed_ = limits_.is_upload(into_) ? limits_.upload_bytes : limits_.body_bytes;
        if (const auto length = content_length(); length && *length > allowed_) refuse(413, fault);
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
        // A length that is only announced reserves little.
        if (length) into_.body.reserve(std::min<std::uint64_t>(*length, 65'536));
    }

    std::size_t on_body_impl(string_view bytes, error_code&) override {
        into_.body.append(bytes.data(), bytes.size());
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& fault) override {
        if (into_.body.size() + bytes.size() > allowed_) {
            refuse(413, fault);
            return 0;
        }
        return on_body_impl(bytes, fault);
    }

    void on_finish_impl(error_code&) override {}

    const request_limits& limits_;
    request& into_;
    std::size_t count_ = 0;
    std::size_t allowed_ = 0; // of the body
    framing framing_;
    int version_ = 11;
    int refused_ = 0;
};

} // namespace

bool request_limits::is_upload(const request& r) const {
    return r.method == "POST" && std::find(upload_paths.begin(), upload_paths.end(), r.path) != upload_paths.end();
}

struct request_reader::parts {
    parts(const request_limits& all, request& request) : limits{all}, into{request} {}

    request_limits limits;
    request& into;
    std::optional<http::parser> parser;
    std::size_t header_bytes = 0;
    bool header_told = false;
    bool begun = false;
    int status = 0;

    step refuse(int with) {
        status = with;
        if (!parser->seen().is_read) { // what stands there is half a request, or the one before
            into.path = "/";
            into.query.clear();
            into.headers.clear();
        }
        return step::refused;
    }

    int over_limit(std::string_view rest) const {
        return header_bytes == 0 && rest.find('\n') == std::string_view::npos ? 414 : 431;
    }

    step after(const error_code& fault, std::string_view rest) {
        // Beast would wait for the line's real end.
        if (fault && !parser->is_header_done() && has_bare_line_feed(rest)) return refuse(400);
        if (fault == beast::error::need_more) {
            // A chunk's head and the trailers are held until they end, too.
            if (parser->is_header_done()) return rest.size() >= limits.header_bytes ? refuse(431) : step::more;
            return header_bytes + rest.size() >= limits.header_bytes ? refuse(over_limit(rest)) : step::more;
        }
        if (fault == beast::error::header_limit) return refuse(over_limit(rest));
        if (fault) return refuse(parser->refused() != 0 ? parser->refused() : status_of(fault));
        if (header_bytes > limits.header_bytes) return refuse(431);
        if (parser->is_done()) return step::whole;
        if (header_told || !parser->is_header_done()) return step::more;
        header_told = true;
        return step::header;
    }
};

request_reader::request_reader(const request_limits& limits, request& into)
    : parts_{std::make_unique<parts>(limits, into)} {
    start();
}

request_reader::~request_reader() = default;

void request_reader::start() {
    auto& p = *parts_;
    p.parser.emplace(p.limits, p.into);
    p.into.method.clear();
    p.into.body.clear();
    if (p.into.body.capacity() > 65'536) p.into.body.shrink_to_fit();
    p.into.parameters.clear();
    p.into.route.clear();
    p.header_bytes = 0;
    p.header_told = false;
    p.begun = false;
    p.status = 0;
}

request_reader::step request_reader::feed(std::string_view bytes, std::size_t& used) {
    auto& p = *parts_;
    used = 0;
    // An empty line before a request is allowed for (RFC 9112, 2.2): some clients send one after a form.
    while (!p.begun && bytes.substr(used, 2) == "\r\n")
        used += 2;
    if (used == bytes.size() || (!p.begun && bytes.substr(used) == "\r")) return step::more;
    p.begun = true;
    for (;;) {
        const auto rest = bytes.substr(used);
        if (rest.empty() && !p.parser->is_done()) return step::more;
        const bool in_header = !p.parser->is_header_done();
        error_code fault;
        const std::size_t taken = p.parser->put(boost::asio::const_buffer{rest.data(), rest.size()}, fault);
        used += taken;
        if (in_header) p.header_bytes += taken;
        if (in_header && has_folded_line(rest.substr(0, taken))) return p.refuse(400);
        const auto next = p.after(fault, bytes.substr(used));
        if (next != step::more || fault == beast::error::need_more || taken == 0) return next;
    }
}

request_reader::step request_reader::end() {
    auto& p = *parts_;
    return p.begun && !p.parser->is_done() ? p.refuse(400) : step::more;
}

bool request_reader::has_begun() const { return parts_->begun; }
int request_reader::status() const { return parts_->status; }
bool request_reader::keeps_alive() const { return parts_->parser->keep_alive(); }
bool request_reader::expects_continue() const { return version() == 11 && parts_->parser->seen().expects_continue; }
int request_reader::version() const { return parts_->parser->version(); }

} // namespace http
