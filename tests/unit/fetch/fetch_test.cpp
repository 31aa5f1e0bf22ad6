#include "fetch/fetch.hpp"

#include "http/form.hpp"
#include "http/server.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <atomic>
#include <thread>

namespace {

using namespace std::chrono_literals;
using fetch::fault;

// A machine to ask, on this one.
class asked : public ::testing::Test {
  protected:
    void SetUp() override {
        routes_.add("GET", "/hej", [this](const http::request&) {
            ++times_;
            return http::response{.body = "hej"};
        });
        routes_.add("GET", "/lang",
                    [](const http::request&) { return http::response{.body = std::string(5'000, 'a')}; });
        routes_.add("GET", "/sen", [](const http::request&) {
            std::this_thread::sleep_for(1'500ms);
            return http::response{};
        });
        for (const auto* to : {"http://169.254.169.254/latest/", "http://127.0.0.1:1/", "/hej", "file:///etc/passwd"})
            routes_.add("GET", fmt::format("/vidare{}", n_++), [to](const http::request&) {
                http::response r;
                r.status = 302;
                r.headers.emplace_back("Location", to);
                return r;
            });
        routes_.add("POST", "/form", [](const http::request& r) {
            std::string said{r.header("authorization").value_or("")};
            const auto form = http::parse_form(r);
            for (const auto& [key, value] : form ? *form : http::fields{})
                said += fmt::format("|{}={}", key, value);
            return http::response{.body = said};
        });
        server_.emplace(http::server_settings{.port = 0}, routes_);
        thread_ = std::thread{[this] { server_->run(); }};
    }
    void TearDown() override {
        server_->stop();
        thread_.join();
    }
    fetch::call to(const std::string& path) const {
        return {.url = fmt::format("http://127.0.0.1:{}{}", server_->port(), path), .within = {.loopback = true}};
    }
    static fault fault_of(const fetch::call& c) {
        const auto answer = fetch::ask(c);
        EXPECT_FALSE(answer) << c.url;
        return answer ? fault::broken : answer.error();
    }

    int n_ = 0;
    std::atomic<int> times_{0};
    http::router routes_;
    std::optional<http::server> server_;
    std::thread thread_;
};

TEST_F(asked, answers) {
    const auto answer = fetch::ask(to("/hej"));
    ASSERT_TRUE(answer) << fetch::name(answer.error());
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "hej");
    EXPECT_EQ(fetch::ask(to("/finns-inte"))->status, 404);
}

TEST_F(asked, gets_a_form_and_a_password) {
    auto c = to("/form");
    c.form = {{"kod", "a&b=c å"}, {"tom", ""}};
    EXPECT_EQ(fetch::ask(c)->body, "|kod=a&b=c å|tom=");
    c.user = "lofte";
    c.password = "hemlig";
    EXPECT_EQ(fetch::ask(c)->body, "Basic bG9mdGU6aGVtbGln|kod=a&b=c å|tom=");
}

TEST_F(asked, is_not_believed_where_it_leads_on) {
    for (int i = 0; i < n_; ++i) {
        const auto answer = fetch::ask(to(fmt::format("/vidare{}", i)));
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 302);
    }
    EXPECT_EQ(times_, 0) << "nothing was asked a second time";
}

TEST_F(asked, is_given_up_where_it_is_too_long_or_too_slow) {
    auto large = to("/lang");
    large.size_limit = 4'999;
    EXPECT_EQ(fault_of(large), fault::too_large);
    large.size_limit = 5'000;
    EXPECT_TRUE(fetch::ask(large));
    auto slow = to("/sen");
    slow.time_limit = 200ms;
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(fault_of(slow), fault::slow);
    EXPECT_LT(std::chrono::steady_clock::now() - before, 1'200ms);
}

TEST_F(asked, is_left_alone_where_it_stands_in_the_house) {
    auto here = to("/hej");
    here.within = {};
    EXPECT_EQ(fault_of(here), fault::not_askable) << "no TLS";
    // With TLS the name is looked up, and what it leads to is held against the reach before anything is sent.
    for (const auto* host : {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1",
                             "192.168.0.1", "169.254.169.254", "[fd00::1]", "2130706433", "0x7f.1", "127.1"}) {
        here.url = fmt::format("https://{}:{}/hej", host, server_->port());
        here.within = {};
        EXPECT_EQ(fault_of(here), fault::forbidden) << host;
    }
    here.url = "https://169.254.169.254/latest/";
    here.within = {.inside = true, .loopback = true};
    EXPECT_EQ(fault_of(here), fault::forbidden) << "whatever the operator says";
    EXPECT_EQ(times_, 0);
}

TEST_F(asked, must_show_a_certificate) {
    auto c = to("/hej");
    c.url = fmt::format("https://localhost:{}/hej", server_->port());
    EXPECT_EQ(fault_of(c), fault::untrusted);
    auto nobody = to("/hej");
    nobody.url = "http://127.0.0.1:1/";
    EXPECT_EQ(fault_of(nobody), fault::unreachable);
}

} // namespace
