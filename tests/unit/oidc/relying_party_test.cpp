#include "fake_provider.hpp"
#include "oidc/relying_party.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace {

using namespace std::chrono_literals;
using oidc::failure_kind;

const std::string home = "https://lofte.example/konto/oidc/fjallby/svar";

// One provider, and we who ask it, at a time that stands still unless it is moved.
class asking : public ::testing::Test {
  protected:
    support::fake_provider provider;
    oidc::relying_party::instant now{1'000h};
    oidc::relying_party us{provider.as_configured(), [this] { return now; }};
    int flows = 0;

    oidc::flow flow() {
        return oidc::new_flow("fjallby", fmt::format("{:032}", ++flows), "", false,
                              std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    }
    oidc::outcome<oidc::identity> redeem(const std::string& code, const oidc::flow& f) {
        return us.redeem(code, f, home, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    }
    // The whole round: "" where it was believed, or what was wrong.
    std::string round() {
        const auto f = flow();
        const auto address = us.authorization_address(f, home);
        if (!address) return address.error().detail;
        const auto who = redeem(provider.code_for(*address), f);
        return who ? "" : who.error().detail;
    }
};

TEST_F(asking, sends_the_browser_with_all_that_binds_it) {
    const auto f = flow();
    const auto address = us.authorization_address(f, home).value();
    EXPECT_TRUE(address.starts_with(provider.issuer() + "/logga-in?")) << address;
    const auto said = [&](const char* name) { return support::fake_provider::parameter(address, name); };
    EXPECT_EQ(said("response_type"), "code");
    EXPECT_EQ(said("client_id"), "lofte");
    EXPECT_EQ(said("redirect_uri"), home);
    EXPECT_EQ(said("scope"), "openid email");
    EXPECT_EQ(said("state"), f.state);
    EXPECT_EQ(said("nonce"), f.nonce);
    EXPECT_EQ(said("code_challenge"), f.challenge);
    EXPECT_EQ(said("code_challenge_method"), "S256");
}

TEST_F(asking, learns_who_it_is) {
    provider.claims["groups"] = {"samordnare"};
    const auto f = flow();
    const auto who = redeem(provider.code_for(us.authorization_address(f, home).value()), f);
    ASSERT_TRUE(who) << who.error().detail;
    EXPECT_EQ(who->subject, "abc-123");
    EXPECT_NE(who->claims.find("samordnare"), who->claims.npos);
    EXPECT_EQ(round(), "");
    EXPECT_EQ(provider.discoveries, 1) << "kept in memory";
    EXPECT_EQ(provider.key_sets, 1);
}

TEST_F(asking, takes_a_code_once_and_of_the_browser_that_asked) {
    const auto f = flow();
    const auto code = provider.code_for(us.authorization_address(f, home).value());
    ASSERT_TRUE(redeem(code, f));
    const auto again = redeem(code, f);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, failure_kind::refused);
    EXPECT_EQ(again.error().detail, "token 400 invalid_grant");
    const auto stolen = provider.code_for(us.authorization_address(flow(), home).value());
    EXPECT_EQ(redeem(stolen, flow()).error().detail, "token 400 invalid_grant") << "PKCE";
}

TEST_F(asking, believes_no_token_that_is_wrong) {
    for (const auto& [claim, value, fault] :
         std::vector<std::tuple<std::string, nlohmann::json, std::string>>{{"nonce", "en annans", "nonce"},
                                                                           {"iss", "https://annan.example", "issuer"},
                                                                           {"aud", "annan", "audience"},
                                                                           {"exp", 1'000, "expired"}}) {
        provider.claims = {{"sub", "abc"}, {claim, value}};
        EXPECT_EQ(round(), fault);
    }
    provider.claims = {{"sub", "abc"}};
    provider.spoil = [](std::string token) { return token.substr(0, token.rfind('.') + 1); };
    EXPECT_EQ(round(), "signature");
    provider.spoil = [](const std::string&) { return std::string{"en hemlighet"}; };
    EXPECT_EQ(round(), "malformed");
}

TEST_F(asking, finds_a_new_key_and_asks_for_them_once_a_minute) {
    EXPECT_EQ(round(), "");
    provider.keys = {support::signer::rsa("nyckel-2")};
    provider.algorithm = "RS256";
    EXPECT_EQ(round(), "unknown_key") << "they were asked for just now";
    EXPECT_EQ(provider.key_sets, 1);
    now += 61s;
    EXPECT_EQ(round(), "");
    EXPECT_EQ(provider.key_sets, 2);
    // Tokens with names that nobody knows do not make us ask again and again.
    provider.spoil = [](const std::string&) { return support::signer::ec("okänd").sign("{}", "ES256"); };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(round(), "unknown_key");
    EXPECT_EQ(provider.key_sets, 2);
    now += 61s;
    EXPECT_EQ(round(), "unknown_key");
    EXPECT_EQ(round(), "unknown_key");
    EXPECT_EQ(provider.key_sets, 3);
}

TEST_F(asking, stops_believing_a_key_that_is_withdrawn) {
    const auto old = provider.keys.back();
    EXPECT_EQ(round(), "");
    provider.keys = {support::signer::ec("nyckel-2")};
    now += 16min;
    EXPECT_EQ(round(), "");
    provider.spoil = [&](const std::string&) { return old.sign("{}", "ES256"); };
    EXPECT_EQ(round(), "unknown_key");
}

TEST_F(asking, goes_on_with_what_it_knew_while_the_provider_is_away) {
    EXPECT_EQ(round(), "");
    bool away = true;
    provider.instead = [&](const http::request& r) -> std::optional<http::response> {
        if (!away || r.method == "POST") return std::nullopt;
        return http::response{.status = 500};
    };
    now += 2h;
    EXPECT_EQ(round(), "") << "what it said of itself holds for a day";
    now += 30h;
    EXPECT_EQ(round(), "discovery 500");
    EXPECT_EQ(round(), "discovery just_failed") << "it is left alone for a moment";
    away = false;
    now += 11s;
    EXPECT_EQ(round(), "");
}

TEST_F(asking, is_led_nowhere_else) {
    for (const auto* to : {"http://169.254.169.254/latest/meta-data", "http://127.0.0.1:1/", "http://10.0.0.1/"}) {
        provider.instead = [&](const http::request&) -> std::optional<http::response> {
            return http::response{.status = 302, .headers = {{"Location", to}}};
        };
        now += 11s;
        EXPECT_EQ(round(), "discovery 302");
    }
    for (const auto& [jwks, fault] :
         std::vector<std::pair<std::string, std::string>>{{"http://169.254.169.254/nycklar", "discovery not_askable"},
                                                          {"https://169.254.169.254/nycklar", "keys forbidden"},
                                                          {"https://10.0.0.1/nycklar", "keys forbidden"},
                                                          {"file:///etc/passwd", "discovery not_askable"}}) {
        oidc::relying_party other{provider.as_configured()};
        provider.instead = [&, jwks = jwks](const http::request& r) -> std::optional<http::response> {
            if (r.method == "POST") return std::nullopt;
            return http::response{.body = fmt::format(R"({{"issuer":"{0}","authorization_endpoint":"{0}/in",
                "token_endpoint":"{0}/token","jwks_uri":"{1}"}})",
                                                      provider.issuer(), jwks)};
        };
        const auto f = flow();
        const auto address = other.authorization_address(f, home);
        if (!address) {
            EXPECT_EQ(address.error().detail, fault);
            continue;
        }
        const auto who = other.redeem(provider.code_for(*address), f, home, f.begun);
        ASSERT_FALSE(who);
        EXPECT_EQ(who.error().detail, fault);
    }
}

TEST_F(asking, gives_up_on_what_is_huge_slow_or_no_provider) {
    provider.instead = [](const http::request&) -> std::optional<http::response> {
        return http::response{.body = std::string(600'000, ' ')};
    };
    EXPECT_EQ(round(), "discovery too_large");
    now += 11s;
    provider.instead = [](const http::request&) -> std::optional<http::response> {
        return http::response{.body = std::string(100'000, '[')};
    };
    EXPECT_EQ(round(), "discovery unreadable");
    now += 11s;
    provider.instead = [](const http::request&) -> std::optional<http::response> {
        std::this_thread::sleep_for(4'500ms);
        return http::response{};
    };
    const auto before = std::chrono::steady_clock::now();
    std::vector<std::thread> visitors;
    for (int i = 0; i < 8; ++i)
        visitors.emplace_back([&, f = flow()] { EXPECT_FALSE(us.authorization_address(f, home)); });
    for (auto& v : visitors)
        v.join();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 6s) << "nobody waits for the one before, and then again";
}

TEST_F(asking, is_told_apart_from_another_provider) {
    EXPECT_TRUE(us.is_answer_from_it(provider.issuer()));
    EXPECT_FALSE(us.is_answer_from_it("https://annan.example"));
    EXPECT_TRUE(us.is_answer_from_it(std::nullopt));
    provider.instead = [&](const http::request&) -> std::optional<http::response> {
        return http::response{.body = fmt::format(R"({{"issuer":"{0}","authorization_endpoint":"{0}/in",
            "token_endpoint":"{0}/token","jwks_uri":"{0}/n",
            "authorization_response_iss_parameter_supported":true}})",
                                                  provider.issuer())};
    };
    now += 2h;
    EXPECT_FALSE(us.is_answer_from_it(std::nullopt)) << "it says that it names itself";
}

} // namespace
