// A connection's bytes in pieces whose length the first byte says, as the server feeds them; and what handlers parse.
#include "http/form.hpp"
#include "http/multipart.hpp"
#include "http/negotiate.hpp"
#include "http/rate_limit.hpp"
#include "http/request_reader.hpp"
#include "http/target.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using step = http::request_reader::step;

void must(bool holds) {
    if (!holds) std::abort();
}

void look_at(const http::request& r) {
    must(r.path == "*" || r.path.front() == '/');
    must(r.path.find('\0') == std::string::npos);
    must(http::parse_target(http::encode_path(r.path)).has_value() || r.path == "*");
    (void)http::parse_form(r);
    (void)http::parse_sent(r);
    (void)http::chosen_coding(r.header("accept-encoding").value_or(""));
    (void)http::client_address("127.0.0.1", r.headers, {"127.0.0.1"});
    static const auto page = http::make_page("text/plain", "a");
    (void)http::is_unchanged(*page, r.header("if-none-match").value_or(""));
}

void converse(std::string_view bytes, std::size_t piece) {
    http::request r;
    http::request_reader reader{{.target_bytes = 200, .header_bytes = 1'000, .body_bytes = 500}, r};
    std::size_t begin = 0;
    std::size_t end = 0;
    while (end < bytes.size()) {
        end = std::min(bytes.size(), end + piece);
        for (auto next = step::header; next != step::more;) {
            std::size_t used = 0;
            next = reader.feed(bytes.substr(begin, end - begin), used);
            must(used <= end - begin);
            begin += used;
            if (next == step::refused) return must(reader.status() >= 400 && reader.status() < 600);
            must(r.body.size() <= 500);
            if (next == step::header) (void)reader.expects_continue();
            if (next != step::whole) continue;
            look_at(r);
            (void)reader.keeps_alive();
            reader.start();
        }
        must(end - begin < 1'000 + piece); // what is held unread stays bounded
    }
    (void)reader.end();
}

void read_parts(std::string_view body) {
    http::request r;
    r.headers = {{"content-type", "multipart/form-data; boundary=x"}};
    r.body = body;
    const auto form = http::parse_sent(r);
    if (!form) return;
    std::size_t all = 0;
    for (const auto& [name, value] : form->values)
        all += value.size();
    for (const auto& file : form->files)
        all += file.bytes.size();
    must(all <= body.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    (void)http::parse_target(bytes);
    (void)http::parse_pairs(bytes);
    (void)http::chosen_coding(bytes);
    (void)http::client_network(bytes);
    read_parts(bytes);
    converse(bytes.substr(1), std::size_t{1} + data[0]);
    return 0;
}
