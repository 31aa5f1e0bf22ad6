#include "base/log.hpp"
#include "base/text.hpp"
#include "http/form.hpp"
#include "http/head.hpp"
#include "http/negotiate.hpp"
#include "http/rate_limit.hpp"
#include "http/request_reader.hpp"
#include "http/router.hpp"
#include "http/target.hpp"
#include "http/turns.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <thread>

namespace {

using namespace std::chrono_literals;

TEST(target, is_decoded_and_split) {
    const auto t = http::parse_target("/norsjo-2019/m%C3%A5tt?q=a+b&tom&c=%26&&q=2");
    ASSERT_TRUE(t);
    EXPECT_EQ(t->path, "/norsjo-2019/mått");
    EXPECT_EQ(t->query, (http::fields{{"q", "a b"}, {"tom", ""}, {"c", "&"}, {"q", "2"}}));
}

TEST(target, takes_what_people_type) {
    EXPECT_EQ(http::parse_target("/å|b?c=[1]")->query, (http::fields{{"c", "[1]"}}));
    EXPECT_EQ(http::parse_target("http://h:80?a=b")->path, "/");
    EXPECT_EQ(http::parse_target("https://h")->path, "/");
    EXPECT_EQ(http::parse_target("/a/b..c/.d")->path, "/a/b..c/.d");
    EXPECT_EQ(http::parse_target("/a+b")->path, "/a+b");
}

TEST(target, refuses_what_is_none) {
    for (const auto* text : {"", "a", "*", "/%", "/%1", "/%zz", "/%00", "/a/..", "/./a", "/%2e%2e", "/%ff", "/a#b",
                             "?a", "ftp://a/b", "/a?%zz", "/a?b=%c3"})
        EXPECT_FALSE(http::parse_target(text)) << text;
}

TEST(target, is_encoded_again_for_a_location) {
    EXPECT_EQ(http::encode_path("/a b/å?\r\n"), "/a%20b/%C3%A5%3F%0D%0A");
    EXPECT_EQ(http::parse_target(http::encode_path("/å ä%"))->path, "/å ä%");
}

http::request form_of(std::string type, std::string body) {
    http::request r;
    r.headers = {{"content-type", std::move(type)}};
    r.body = std::move(body);
    return r;
}

TEST(form, gives_its_fields) {
    const auto form = http::parse_form(form_of("Application/X-WWW-Form-Urlencoded; charset=utf-8", "a=1&b=%C3%A5+c"));
    ASSERT_TRUE(form);
    EXPECT_EQ(http::field_value(*form, "b"), "å c");
    EXPECT_EQ(http::field_value(*form, "none"), "");
}

TEST(form, that_is_none_is_refused_with_a_sentence) {
    EXPECT_EQ(http::parse_form(form_of("text/plain", "a=1")).error().text.key, "http.not_a_form");
    EXPECT_EQ(http::parse_form(form_of("application/x-www-form-urlencoded", "a=%zz")).error().text.key,
              "http.form_unreadable");
}

TEST(accept_encoding, chooses_the_highest_weight) {
    using http::coding;
    EXPECT_EQ(http::chosen_coding(""), coding::identity);
    EXPECT_EQ(http::chosen_coding("gzip, deflate, br, zstd"), coding::brotli);
    EXPECT_EQ(http::chosen_coding("gzip, deflate"), coding::gzip);
    EXPECT_EQ(http::chosen_coding("br;q=0.5, gzip;q=0.8"), coding::gzip);
    EXPECT_EQ(http::chosen_coding("br;q=0, gzip;q=0"), coding::identity);
    EXPECT_EQ(http::chosen_coding("*"), coding::brotli);
    EXPECT_EQ(http::chosen_coding("br;q=0, *"), coding::gzip);
    EXPECT_EQ(http::chosen_coding("identity, gzip;q=0.5"), coding::identity);
    EXPECT_EQ(http::chosen_coding("GZIP ; Q=1.0"), coding::gzip);
    EXPECT_EQ(http::chosen_coding("gzip;q=strange, deflate"), coding::identity);
}

TEST(page, has_another_tag_when_a_byte_differs) {
    const auto a = http::make_page("text/plain", "a");
    const auto b = http::make_page("text/plain", "b");
    EXPECT_NE(a->etag, b->etag);
    EXPECT_EQ(a->etag, http::make_page("text/plain", "a")->etag);
}

TEST(page, is_left_as_it_is_where_compressing_does_not_help) {
    std::string noise;
    std::uint32_t state = 1;
    for (int i = 0; i < 4000; ++i)
        noise += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    const auto few = http::make_page("text/html", std::string(500, 'a'));
    const auto packed = http::make_page("application/json", noise);
    const auto picture = http::make_page("image/png", std::string(5000, 'a'));
    for (const auto* one : {&few, &packed, &picture})
        EXPECT_EQ((*one)->as(http::coding::brotli).coding, http::coding::identity);
    EXPECT_EQ(packed->as(http::coding::gzip).body, noise);
}

TEST(page, keeps_its_own_headers_and_the_default_gives_way) {
    const auto p =
        http::make_page("text/css", "a{}", {{"Cache-Control", "max-age=9"}, {"content-security-policy", "x"}});
    const auto& head = p->as(http::coding::identity).head;
    EXPECT_NE(head.find("Cache-Control: max-age=9\r\n"), std::string::npos);
    EXPECT_EQ(head.find("no-cache"), std::string::npos);
    EXPECT_EQ(head.find("default-src"), std::string::npos);
}

TEST(head, refuses_a_value_that_would_begin_another_line) {
    std::string head;
    EXPECT_THROW(http::append_field(head, "A", "b\r\nC: d"), std::invalid_argument);
    EXPECT_THROW(http::append_field(head, "A\n", "b"), std::invalid_argument);
}

TEST(head, writes_the_date_as_http_does) { EXPECT_EQ(http::http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT"); }

std::string body_of(const http::router& r, std::string method, std::string path) {
    http::request q{.method = std::move(method), .path = std::move(path)};
    return r(q).body;
}

TEST(router, prefers_a_literal_and_then_the_longer_text) {
    http::router r;
    for (const auto* pattern :
         {"/{slug}", "/{slug}.json", "/om/{name}", "/{slug}/{part}", "/om/metod", "/{slug}/matt/{id}", "/"})
        r.add("GET", pattern, [](const http::request& q) { return http::response{.body = q.route}; });
    EXPECT_EQ(body_of(r, "GET", "/"), "/");
    EXPECT_EQ(body_of(r, "GET", "/a"), "/{slug}");
    EXPECT_EQ(body_of(r, "GET", "/a.json"), "/{slug}.json");
    EXPECT_EQ(body_of(r, "GET", "/.json"), "/{slug}");
    EXPECT_EQ(body_of(r, "GET", "/om/metod"), "/om/metod");
    EXPECT_EQ(body_of(r, "GET", "/om/annat"), "/om/{name}");
    EXPECT_EQ(body_of(r, "GET", "/a/b"), "/{slug}/{part}");
    EXPECT_EQ(body_of(r, "GET", "/om/matt/b"), "/{slug}/matt/{id}");
    EXPECT_EQ(body_of(r, "HEAD", "/a"), "/{slug}");
}

TEST(router, fills_the_places) {
    http::router r;
    r.add("GET", "/{slug}/matt/{id}.csv", [](const http::request& q) {
        EXPECT_THROW(q.parameter("other"), std::out_of_range);
        return http::response{.body = std::string{q.parameter("slug")} + "|" + std::string{q.parameter("id")}};
    });
    EXPECT_EQ(body_of(r, "GET", "/å-1/matt/m.5.csv"), "å-1|m.5");
}

TEST(router, answers_with_a_page_where_even_the_error_page_throws) {
    http::router r;
    r.add("GET", "/a", [](const http::request&) -> http::response { throw 1; });
    r.on_error([](const http::request&, int) -> http::response { throw std::runtime_error{"no"}; });
    http::request q{.method = "GET", .path = "/a"};
    EXPECT_EQ(r(q).status, 500);
    EXPECT_FALSE(body_of(r, "GET", "/b").empty());
}

TEST(router, refuses_patterns_that_cannot_match) {
    http::router r;
    const auto nothing = [](const http::request&) { return http::response{}; };
    for (const auto* pattern : {"", "a", "/{a", "/a}", "/{}", "/{a}{b}"})
        EXPECT_THROW(r.add("GET", pattern, nothing), std::invalid_argument) << pattern;
    r.add("GET", "/a", nothing);
    EXPECT_THROW(r.add("GET", "/a", nothing), std::invalid_argument);
}

TEST(rate_limit, fills_again_with_time) {
    http::rate_limit limit{2, 3};
    const auto now = http::rate_limit::moment{} + 1h;
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(limit.allow("a", now));
    EXPECT_FALSE(limit.allow("a", now));
    EXPECT_TRUE(limit.allow("b", now));
    EXPECT_TRUE(limit.allow("a", now + 500ms));
    EXPECT_FALSE(limit.allow("a", now + 600ms));
}

TEST(rate_limit, stays_bounded_and_forgets_nobody_who_is_over) {
    http::rate_limit limit{1, 1};
    auto now = http::rate_limit::moment{} + 1h;
    for (int i = 0; i < 19'999; ++i)
        EXPECT_TRUE(limit.allow(std::to_string(i), now));
    now += 900ms;
    EXPECT_TRUE(limit.allow("over", now));
    now += 200ms;
    EXPECT_TRUE(limit.allow("new", now));
    EXPECT_FALSE(limit.allow("over", now));
}

TEST(turns, are_given_so_many_at_once) {
    http::turns two{2, 0};
    const auto first = two.take(0ms);
    {
        const auto second = two.take(0ms);
        EXPECT_TRUE(first && second);
        EXPECT_FALSE(two.take(1h)) << "nobody may wait";
    }
    EXPECT_TRUE(two.take(0ms)) << "the second has ended";
}

TEST(turns, come_to_those_who_wait) {
    http::turns one{1, 1};
    std::optional<http::turns::turn> first{one.take(0ms)};
    std::thread waiting{[&] { EXPECT_TRUE(one.take(10s)); }};
    first.reset();
    waiting.join();
    const auto held = one.take(0ms);
    EXPECT_TRUE(held);
    EXPECT_FALSE(one.take(1ms)) << "the time is out";
}

TEST(this_machine, is_no_other) {
    EXPECT_TRUE(http::is_this_machine("127.0.0.1") && http::is_this_machine("::1"));
    EXPECT_FALSE(http::is_this_machine("127.0.0.11") || http::is_this_machine(""));
}

TEST(client_address, believes_a_trusted_proxy_only) {
    const http::fields forwarded{{"x-forwarded-for", "198.51.100.7, 192.0.2.9"}, {"x-forwarded-for", "10.0.0.2"}};
    const std::vector<std::string> proxies{"127.0.0.1", "10.0.0.2"};
    EXPECT_EQ(http::client_address("203.0.113.1", forwarded, proxies), "203.0.113.1");
    EXPECT_EQ(http::client_address("127.0.0.1", forwarded, proxies), "192.0.2.9");
    EXPECT_EQ(http::client_address("127.0.0.1", {{"x-forwarded-for", "nonsense"}}, proxies), "127.0.0.1");
    EXPECT_EQ(http::client_network("2001:db8:1:2:3::4"), http::client_network("2001:db8:1:2:9:9:9:9"));
    EXPECT_NE(http::client_network("2001:db8:1:2::"), http::client_network("2001:db8:1:3::"));
    EXPECT_NE(http::client_network("::ffff:192.0.2.1"), http::client_network("::ffff:192.0.2.2"));
}

TEST(request_reader, makes_the_same_of_single_bytes) {
    const std::string bytes =
        "\r\n\r\nPOST /a%20b?c=d HTTP/1.1\r\nHost: x\r\nX-One: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nabc\r\n0\r\nY: z\r\n\r\nGET";
    http::request r;
    http::request_reader reader{{}, r};
    std::size_t begin = 0;
    std::size_t end = 0;
    auto step = http::request_reader::step::more;
    while (step != http::request_reader::step::whole && end < bytes.size()) {
        ++end;
        std::size_t used = 0;
        step = reader.feed(std::string_view{bytes}.substr(begin, end - begin), used);
        begin += used;
        ASSERT_NE(step, http::request_reader::step::refused) << reader.status();
    }
    EXPECT_EQ(bytes.substr(begin), "GET");
    EXPECT_EQ(r.path, "/a b");
    EXPECT_EQ(r.query, (http::fields{{"c", "d"}}));
    EXPECT_EQ(r.headers, (http::fields{{"host", "x"}, {"x-one", "1"}, {"transfer-encoding", "chunked"}}));
    EXPECT_EQ(r.body, "abc");
}

// The strings are used again: nothing of one request may be seen in the next.
TEST(request_reader, leaves_nothing_of_one_request_in_the_next) {
    http::request r;
    http::request_reader reader{{}, r};
    std::size_t used = 0;
    reader.feed("POST /a?b=c HTTP/1.1\r\nHost: x\r\nCookie: secret\r\nContent-Length: 3\r\n\r\nabc", used);
    reader.start();
    EXPECT_EQ(reader.feed("GET / HTTP/1.1\r\nHost: y\r\n\r\n", used), http::request_reader::step::whole);
    EXPECT_EQ(r.headers, (http::fields{{"host", "y"}}));
    EXPECT_TRUE(r.query.empty());
    EXPECT_TRUE(r.body.empty());
    reader.start();
    EXPECT_EQ(reader.feed("GET /c HTTP/1.1\r\nBad Field: y\r\n\r\n", used), http::request_reader::step::refused);
    EXPECT_TRUE(r.headers.empty());
}

TEST(log, writes_no_line_that_a_value_brings_along) {
    testing::internal::CaptureStderr();
    base::log::warn("event name={} secret={}", "a\nerror faked", base::redacted{std::string{"191212121212"}});
    const auto written = testing::internal::GetCapturedStderr();
    EXPECT_NE(written.find("warning event name=a\\x0aerror faked secret=[…]\n"), std::string::npos) << written;
    EXPECT_EQ(written.find("19121212"), std::string::npos);
}

TEST(log, leaves_out_what_is_below_its_level) {
    testing::internal::CaptureStderr();
    base::log::debug("not {}", "seen");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
