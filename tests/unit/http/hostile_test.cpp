#include "served.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace {

using namespace std::string_literals;

struct hostile {
    const char* name;
    std::string bytes;
    int status;
};

void PrintTo(const hostile& h, std::ostream* out) { *out << h.name; }

std::string with(const std::string& fields, const std::string& body = {},
                 const std::string& line = "POST /eko HTTP/1.1") {
    return line + "\r\n" + fields + "\r\n" + body;
}

const std::string host = "Host: a\r\n";

// Bytes on a connection, and the status that they are owed. What could be read in two ways is refused.
const hostile table[] = {
    {"noise", "\x16\x03\x01\x02\x80\x01\xff\xfe\r\n\r\n", 400},
    {"one_word", "hej\r\n\r\n", 400},
    {"empty_method", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"no_version", "GET /hej/a\r\n\r\n", 400},
    {"version_09", "GET /hej/a HTTP/0.9\r\n\r\n", 505},
    {"version_2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"version_3_digits", "GET /hej/a HTTP/1.11\r\nHost: a\r\n\r\n", 505},
    {"lower_case_version", "GET /hej/a http/1.1\r\nHost: a\r\n\r\n", 505},
    {"two_spaces", "GET  /hej/a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"bare_line_feeds", "GET /hej/a HTTP/1.1\nHost: a\n\n", 400},
    {"bare_return_in_value", "GET /hej/a HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n", 400},
    {"nul_in_value", "GET /hej/a HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n"s, 400},
    {"nul_in_target", "GET /hej/\0 HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
    {"no_host", "GET /hej/a HTTP/1.1\r\n\r\n", 400},
    {"two_hosts", "GET /hej/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"host_with_path", "GET /hej/a HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"space_before_colon", "GET /hej/a HTTP/1.1\r\nHost : a\r\n\r\n", 400},
    {"field_without_colon", "GET /hej/a HTTP/1.1\r\nHost: a\r\nhej\r\n\r\n", 400},
    {"field_without_name", "GET /hej/a HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n", 400},
    {"bad_percent", "GET /hej/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"cut_percent", "GET /hej/%4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"bad_percent_in_query", "GET /hej/a?b=%g1 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"encoded_nul", "GET /hej/%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"encoded_line_break", "GET /hej/%0d%0a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"not_utf8", "GET /hej/%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"not_utf8_in_query", "GET /hej/a?b=%c3 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"dots", "GET /hej/../hej/a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"encoded_dots", "GET /hej/%2e%2E/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"dots_behind_encoded_slash", "GET /hej/..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"authority_form", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 400},
    {"star_of_get", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"relative_target", "GET hej HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"long_target", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
    {"endless_target", "GET /" + std::string(40'000, 'a'), 414},
    {"long_header", with(host + "X: " + std::string(20'000, 'a') + "\r\n"), 431},
    {"endless_header", "GET /hej/a HTTP/1.1\r\nX: " + std::string(40'000, 'a'), 431},
    {"many_fields",
     [] {
         std::string fields = host;
         for (int i = 0; i < 400; ++i)
             fields += "X-" + std::to_string(i) + ": b\r\n";
         return with(fields);
     }(),
     431},
    {"both_lengths", with(host + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"both_lengths_turned", with(host + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400},
    {"two_lengths", with(host + "Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400},
    {"two_same_lengths", with(host + "Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400},
    {"negative_length", with(host + "Content-Length: -1\r\n"), 400},
    {"signed_length", with(host + "Content-Length: +3\r\n", "abc"), 400},
    {"hex_length", with(host + "Content-Length: 0x3\r\n", "abc"), 400},
    {"list_of_lengths", with(host + "Content-Length: 3, 3\r\n", "abc"), 400},
    {"folded_line", with(host + "X: a\r\n b\r\n"), 400},
    {"line_folded_by_tab", with(host + "X: a\r\n\tb\r\n"), 400},
    {"folded_coding", with(host + "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400},
    {"overflowing_length", with(host + "Content-Length: 99999999999999999999999\r\n"), 400},
    {"huge_length", with(host + "Content-Length: 5000000000\r\n"), 413},
    {"huge_length_expecting", with(host + "Content-Length: 5000000000\r\nExpect: 100-continue\r\n"), 413},
    {"unknown_coding", with(host + "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501},
    {"gzip_coding", with(host + "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
    {"identity_coding", with(host + "Transfer-Encoding: identity\r\n"), 501},
    {"two_codings", with(host + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"chunked_in_10", with(host + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "POST /eko HTTP/1.0"), 400},
    {"bad_chunk", with(host + "Transfer-Encoding: chunked\r\n", "xyz\r\nabc\r\n0\r\n\r\n"), 400},
    {"chunk_without_end", with(host + "Transfer-Encoding: chunked\r\n", "3\r\nabcd\r\n0\r\n\r\n"), 400},
    {"huge_chunk", with(host + "Transfer-Encoding: chunked\r\n", "ffffffff\r\nabc"), 413},
    {"overflowing_chunk", with(host + "Transfer-Encoding: chunked\r\n", "ffffffffffffffffff\r\nabc"), 400},
    {"endless_chunk_extension", with(host + "Transfer-Encoding: chunked\r\n", "3;" + std::string(40'000, 'a')), 431},
    {"endless_trailer", with(host + "Transfer-Encoding: chunked\r\n", "0\r\nX: " + std::string(40'000, 'a')), 431},
    {"other_expectation", with(host + "Expect: wonders\r\nContent-Length: 1\r\n", "a"), 417},
    {"unknown_path", "GET /finns/inte HTTP/1.1\r\nHost: a\r\n\r\n", 404},
    {"empty_parts", "GET //hej//a HTTP/1.1\r\nHost: a\r\n\r\n", 404},
    {"wrong_method", "DELETE /eko HTTP/1.1\r\nHost: a\r\n\r\n", 405},
    {"odd_method", "BREW /eko HTTP/1.1\r\nHost: a\r\n\r\n", 405},
    {"throwing_handler", "GET /kastar HTTP/1.1\r\nHost: a\r\n\r\n", 500},
    {"handler_with_broken_field", "GET /bruten HTTP/1.1\r\nHost: a\r\n\r\n", 500},
};

class hostile_bytes : public testing::TestWithParam<hostile> {
  protected:
    static void SetUpTestSuite() { site_ = std::make_unique<served::site>(); }
    static void TearDownTestSuite() { site_.reset(); }
    static std::unique_ptr<served::site> site_;
};

std::unique_ptr<served::site> hostile_bytes::site_;

TEST_P(hostile_bytes, are_answered_and_the_server_goes_on) {
    const auto got = site_->ask(GetParam().bytes);
    EXPECT_EQ(got.status, GetParam().status) << got.head;
    EXPECT_FALSE(got.body.empty());
    EXPECT_EQ(got.field("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(site_->get("/hej/du").body, "hej du");
}

// Each byte in a packet of its own must mean the same as all at once.
TEST_P(hostile_bytes, mean_the_same_in_small_pieces) {
    const std::string& bytes = GetParam().bytes;
    const std::size_t piece = std::max<std::size_t>(1, bytes.size() / 40);
    auto one = site_->connect();
    for (std::size_t i = 0; i < bytes.size(); i += piece)
        one.send(std::string_view{bytes}.substr(i, piece));
    EXPECT_EQ(one.read().status, GetParam().status);
}

INSTANTIATE_TEST_SUITE_P(table, hostile_bytes, testing::ValuesIn(table),
                         [](const auto& one) { return std::string{one.param.name}; });

} // namespace
