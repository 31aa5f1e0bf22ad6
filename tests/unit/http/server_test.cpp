#include "served.hpp"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <vector>

namespace {

using namespace std::chrono_literals;
using served::site;

std::string gunzip(const std::string& bytes) {
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int end = inflate(&stream, Z_FINISH);
    out.resize(end == Z_STREAM_END ? stream.total_out : 0);
    inflateEnd(&stream);
    return out;
}

std::string unbrotli(const std::string& bytes) {
    std::string out(1 << 20, '\0');
    std::size_t size = out.size();
    const auto end = BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                             reinterpret_cast<std::uint8_t*>(out.data()));
    out.resize(end == BROTLI_DECODER_RESULT_SUCCESS ? size : 0);
    return out;
}

TEST(server, answers_with_the_security_headers) {
    site s;
    const auto got = s.get("/hej/du");
    EXPECT_EQ(got.status, 200);
    EXPECT_EQ(got.body, "hej du");
    EXPECT_EQ(got.field("Content-Security-Policy").find("default-src 'none'"), 0U);
    EXPECT_EQ(got.field("Content-Security-Policy").find("unsafe"), std::string::npos);
    EXPECT_EQ(got.field("Referrer-Policy"), "same-origin");
    EXPECT_EQ(got.field("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(got.field("Cache-Control"), "no-store");
    EXPECT_EQ(got.field("Date").size(), 29U);
}

TEST(server, decodes_path_and_query) {
    site s;
    EXPECT_EQ(s.get("/hej/%C3%A5sa%20b").body, "hej åsa b");
    EXPECT_EQ(s.get("/hej/åsa").body, "hej åsa");
    EXPECT_EQ(s.get("http://example.se/hej/a").body, "hej a");
}

TEST(server, gives_a_page_in_the_coding_that_is_asked_for) {
    site s;
    const auto plain = s.get("/sida");
    const auto gzip = s.get("/sida", "Accept-Encoding: gzip, deflate\r\n");
    const auto brotli = s.get("/sida", "Accept-Encoding: gzip, deflate, br\r\n");
    EXPECT_EQ(plain.field("Content-Encoding"), "");
    EXPECT_EQ(gzip.field("Content-Encoding"), "gzip");
    EXPECT_EQ(brotli.field("Content-Encoding"), "br");
    EXPECT_EQ(plain.body.find("<p>Rad 0</p>"), 0U);
    EXPECT_EQ(gunzip(gzip.body), plain.body);
    EXPECT_EQ(unbrotli(brotli.body), plain.body);
    EXPECT_NE(plain.field("ETag"), gzip.field("ETag"));
    EXPECT_NE(brotli.field("ETag"), gzip.field("ETag"));
    EXPECT_EQ(brotli.field("Vary"), "Accept-Encoding, Accept-Language");
}

TEST(server, says_304_to_who_has_the_page) {
    site s;
    const auto first = s.get("/sida", "Accept-Encoding: gzip\r\n");
    const auto again =
        s.get("/sida", "Accept-Encoding: gzip\r\nIf-None-Match: \"x\", W/" + first.field("ETag") + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.field("ETag"), first.field("ETag"));
    EXPECT_EQ(again.field("Vary"), first.field("Vary"));
    EXPECT_EQ(again.field("Content-Length"), "");
    EXPECT_EQ(s.get("/sida", "If-None-Match: \"other\"\r\n").status, 200);
}

TEST(server, answers_head_like_get_without_the_body) {
    site s;
    const auto get = s.get("/sida");
    auto one = s.connect();
    one.send("HEAD /sida HTTP/1.1\r\nHost: a\r\n\r\nGET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = one.read(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.field("Content-Length"), std::to_string(get.body.size()));
    EXPECT_EQ(head.field("ETag"), get.field("ETag"));
    EXPECT_EQ(one.read().body, "hej a");
}

TEST(server, tells_what_is_allowed) {
    site s;
    EXPECT_EQ(s.ask("DELETE /eko HTTP/1.1\r\nHost: a\r\n\r\n").field("Allow"), "POST, OPTIONS");
    EXPECT_EQ(s.ask("POST /sida HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").field("Allow"),
              "GET, HEAD, OPTIONS");
    const auto options = s.ask("OPTIONS /sida HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.field("Allow"), "GET, HEAD, OPTIONS");
    EXPECT_EQ(s.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
    const auto slash = s.get("/hej/å/");
    EXPECT_EQ(slash.status, 308);
    EXPECT_EQ(slash.field("Location"), "/hej/%C3%A5");
}

TEST(server, keeps_the_connection_as_its_version_says) {
    site s;
    auto now = s.connect();
    now.send("GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(now.read().body, "hej a");
    now.send("GET /hej/b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const auto last = now.read();
    EXPECT_EQ(last.body, "hej b");
    EXPECT_EQ(last.field("Connection"), "close");
    EXPECT_TRUE(now.is_closed());

    auto old = s.connect();
    old.send("GET /hej/a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(old.read().field("Connection"), "keep-alive");
    old.send("GET /hej/b HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.read().body, "hej b");
    EXPECT_TRUE(old.is_closed());
}

TEST(server, answers_pipelined_requests_in_their_order) {
    site s;
    std::string all;
    for (int i = 0; i < 200; ++i)
        all += (i % 3 == 0 ? "GET /sida" : "GET /hej/" + std::to_string(i)) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    all += "POST /eko HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nslut!";
    auto one = s.connect();
    one.send(all);
    for (int i = 0; i < 200; ++i) {
        const auto got = one.read();
        ASSERT_EQ(got.status, 200) << i;
        EXPECT_EQ(i % 3 == 0 ? got.body.substr(0, 8) : got.body, i % 3 == 0 ? "<p>Rad 0" : "hej " + std::to_string(i));
    }
    EXPECT_EQ(one.read().body, "slut!");
}

TEST(server, reads_a_chunked_body_and_takes_no_trailer_for_a_header) {
    site s;
    auto one = s.connect();
    one.send("POST /eko HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nHost: "
             "b\r\n\r\n"
             "GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(one.read().body, "abcde");
    EXPECT_EQ(one.read().body, "hej a");
}

TEST(server, says_continue_to_who_waits_for_it) {
    site s;
    auto one = s.connect();
    one.send("POST /eko HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    EXPECT_EQ(one.read().status, 100);
    one.send("abc");
    EXPECT_EQ(one.read().body, "abc");
}

TEST(server, takes_a_body_up_to_its_limit_and_not_a_byte_more) {
    site s{{.body_bytes = 300'000}};
    const std::string most(300'000, 'x');
    const auto post = [&](const std::string& body) {
        return s.ask("POST /eko HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                     body);
    };
    EXPECT_EQ(post(most).body, most);
    EXPECT_EQ(post(most + "x").status, 413);
    std::string chunks;
    for (int i = 0; i < 301; ++i)
        chunks += "3e8\r\n" + std::string(1000, 'y') + "\r\n";
    EXPECT_EQ(s.ask("POST /eko HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks).status, 413);
}

// The answer must be there even where the client has not read anything before it has sent all.
TEST(server, answer_to_a_body_over_the_limit_is_not_lost) {
    site s;
    const std::string big(20'000'000, 'x');
    const auto got = s.ask("POST /eko HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n" + big);
    EXPECT_EQ(got.status, 413);
    EXPECT_EQ(got.body.find("<h1>413</h1>"), 0U);
}

TEST(server, answers_slow_headers_and_slow_bodies_with_408) {
    site s{{.header_time = 1s, .body_time = 1s}};
    auto header = s.connect();
    auto body = s.connect();
    header.send("GET /hej/a HTTP/1.1\r\nHo");
    body.send("POST /eko HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
    EXPECT_EQ(header.read().status, 408);
    EXPECT_EQ(body.read().status, 408);
    EXPECT_TRUE(header.is_closed());
}

// Slow loris: a byte now and then does not buy more time.
TEST(server, a_trickle_does_not_hold_a_connection) {
    site s{{.header_time = 1s}};
    auto one = s.connect();
    const auto began = std::chrono::steady_clock::now();
    const std::string line = "GET /hej/a HTTP/1.1\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    for (const char c : line) {
        if (std::chrono::steady_clock::now() - began > 1600ms) break;
        one.send({&c, 1});
        std::this_thread::sleep_for(50ms);
    }
    EXPECT_EQ(one.read().status, 408);
}

TEST(server, lets_go_of_idle_connections) {
    site s{{.idle_time = 1s}};
    auto fresh = s.connect();
    auto used = s.connect();
    used.send("GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(used.read().status, 200);
    EXPECT_TRUE(used.is_closed());
    EXPECT_TRUE(fresh.is_closed());
}

TEST(server, answers_who_stops_in_the_middle) {
    site s;
    auto one = s.connect();
    one.send("GET /hej/a HT");
    one.finish_sending();
    EXPECT_EQ(one.read().status, 400);
    auto whole = s.connect();
    whole.send("GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
    whole.finish_sending();
    EXPECT_EQ(whole.read().body, "hej a");
}

TEST(server, allows_for_an_empty_line_before_a_request) {
    site s;
    EXPECT_EQ(s.ask("\r\nGET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n").body, "hej a");
}

TEST(server, serves_many_connections_at_once) {
    site s;
    std::vector<served::client> all;
    for (int i = 0; i < 500; ++i)
        all.push_back(s.connect());
    for (auto& one : all)
        one.send("GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\nGET /sida HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_TRUE(std::all_of(all.begin(), all.end(), [](auto& one) { return one.read().body == "hej a"; }));
    EXPECT_TRUE(std::all_of(all.begin(), all.end(), [](auto& one) { return one.read().status == 200; }));
}

TEST(server, tells_who_comes_over_the_limit_that_it_is_full) {
    site s{{.connections = 3}};
    std::vector<served::client> all;
    for (int i = 0; i < 3; ++i) {
        all.push_back(s.connect());
        all.back().send("GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
        EXPECT_EQ(all.back().read().status, 200);
    }
    EXPECT_EQ(s.connect().read().status, 503);
    all.clear();
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(s.get("/hej/a").status, 200);
}

TEST(server, limits_the_posts_of_one_client_and_not_those_of_another) {
    site s{{.posts_per_second = 0.1, .posts_at_once = 2}};
    const auto post_from = [&](const std::string& who) {
        return s.ask("POST /eko HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + who + "\r\nContent-Length: 1\r\n\r\na");
    };
    EXPECT_EQ(post_from("192.0.2.1").status, 200);
    EXPECT_EQ(post_from("192.0.2.1").status, 200);
    const auto third = post_from("192.0.2.1");
    EXPECT_EQ(third.status, 429);
    EXPECT_FALSE(third.field("Retry-After").empty());
    EXPECT_EQ(post_from("192.0.2.2").status, 200);
    EXPECT_EQ(s.get("/hej/a", "X-Forwarded-For: 192.0.2.1\r\n").status, 200);
}

TEST(server, stop_finishes_what_runs_and_ends) {
    site s;
    auto busy = s.connect();
    auto idle = s.connect();
    idle.send("GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(idle.read().status, 200);
    busy.send("GET /sakta HTTP/1.1\r\nHost: a\r\n\r\n");
    while (s.slow_running == 0)
        std::this_thread::sleep_for(1ms);
    s.stop();
    const auto got = busy.read();
    EXPECT_EQ(got.body, "klar");
    EXPECT_EQ(got.field("Connection"), "close");
    EXPECT_TRUE(busy.is_closed());
    EXPECT_TRUE(idle.is_closed());
    EXPECT_TRUE(s.wait_stopped(5s));
}

// Writes may all wait for a lock that another program holds.
TEST(server, reading_does_not_wait_behind_writes) {
    site s;
    std::vector<served::client> waiting;
    for (int n = 0; n < 20; ++n)
        waiting.emplace_back(s.connect()).send("POST /vantar HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    while (s.waiting < 8)
        std::this_thread::sleep_for(1ms);
    EXPECT_EQ(s.get("/hej/a").status, 200);
    EXPECT_EQ(s.waiting, 8);
    s.let_go();
    for (auto& one : waiting)
        EXPECT_EQ(one.read().status, 200);
}

// What the kernel has taken in for us counts as begun.
TEST(server, stop_answers_what_has_arrived_unread) {
    site s{{.threads = 1}};
    std::vector<served::client> all;
    for (int n = 0; n < 200; ++n)
        all.push_back(s.connect());
    EXPECT_EQ(s.get("/hej/a").status, 200); // all before it have been accepted
    for (auto& one : all)
        one.send("GET /hej/a HTTP/1.1\r\nHost: a\r\n\r\n");
    s.stop();
    for (auto& one : all)
        EXPECT_EQ(one.read().status, 200);
    EXPECT_TRUE(s.wait_stopped(5s));
}

TEST(server, stop_does_not_wait_for_who_sends_nothing_more) {
    site s{{.stop_time = 1s}};
    auto half = s.connect();
    half.send("GET /hej/a HT");
    auto deaf = s.connect(); // asks for more than the kernel holds, and reads nothing
    std::string many;
    for (int i = 0; i < 1000; ++i)
        many += "GET /sida HTTP/1.1\r\nHost: a\r\n\r\n";
    deaf.send(many);
    std::this_thread::sleep_for(200ms);
    const auto began = std::chrono::steady_clock::now();
    s.stop();
    EXPECT_TRUE(s.wait_stopped(4s));
    EXPECT_LT(std::chrono::steady_clock::now() - began, 4s);
}

TEST(server, a_taken_port_is_a_fault_that_says_so) {
    site s;
    const http::router routes;
    EXPECT_THROW((http::server{{.port = s.port()}, routes}), std::system_error);
}

} // namespace
