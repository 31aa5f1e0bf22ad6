#include "fake_provider.hpp"

#include "http/form.hpp"
#include "http/target.hpp"
#include "oidc/base64url.hpp"

#include <fmt/format.h>

#include <chrono>

namespace support {
namespace {

http::response said(int status, const nlohmann::json& what) {
    http::response r;
    r.status = status;
    r.headers.emplace_back("Content-Type", "application/json");
    r.body = what.dump();
    return r;
}

std::string basic(const std::string& both) {
    auto out = oidc::base64url(both);
    for (char& c : out)
        c = c == '-' ? '+' : c == '_' ? '/' : c;
    while (out.size() % 4 != 0)
        out += '=';
    return "Basic " + out;
}

} // namespace

fake_provider::fake_provider() : claims{{"sub", "abc-123"}} {
    keys.push_back(signer::ec("nyckel-1"));
    const auto add = [this](const char* method, const char* path, auto answer) {
        routes_.add(method, path, [this, answer](const http::request& r) {
            if (instead)
                if (auto other = instead(r)) return *std::move(other);
            return answer(r);
        });
    };
    add("GET", "/.well-known/openid-configuration", [this](const http::request&) { return discovery(); });
    add("GET", "/nycklar", [this](const http::request&) { return key_set(); });
    add("POST", "/token", [this](const http::request& r) { return token(r); });
    server_ = std::make_unique<http::server>(http::server_settings{.port = 0, .posts_per_second = 0}, routes_);
    thread_ = std::thread{[this] { server_->run(); }};
}

fake_provider::~fake_provider() {
    server_->stop();
    thread_.join();
}

std::string fake_provider::issuer() const { return fmt::format("http://127.0.0.1:{}", server_->port()); }

oidc::provider fake_provider::as_configured(std::string id) const {
    return {.id = std::move(id),
            .name = "Fjällby kommun",
            .issuer = issuer(),
            .client_id = "lofte",
            .client_secret = secret,
            .scopes = {"openid", "email"},
            .authorities = {},
            .within = {.loopback = true}};
}

std::string fake_provider::parameter(const std::string& address, const std::string& name) {
    const auto pairs = http::parse_pairs(address.substr(address.find('?') + 1));
    return std::string{http::field_value(pairs.value_or(http::fields{}), name)};
}

std::string fake_provider::code_for(const std::string& address) {
    const auto code = fmt::format("kod-{}", ++next_);
    codes_[code] = {parameter(address, "nonce"), parameter(address, "code_challenge"),
                    parameter(address, "redirect_uri")};
    return code;
}

http::response fake_provider::discovery() const {
    ++const_cast<fake_provider*>(this)->discoveries;
    return said(200, {{"issuer", issuer()},
                      {"authorization_endpoint", issuer() + "/logga-in"},
                      {"token_endpoint", issuer() + "/token"},
                      {"jwks_uri", issuer() + "/nycklar"},
                      {"code_challenge_methods_supported", {"S256"}}});
}

http::response fake_provider::key_set() const {
    ++const_cast<fake_provider*>(this)->key_sets;
    std::string all;
    for (const auto& k : keys)
        all.append(all.empty() ? "" : ",").append(k.jwk());
    return said(200, nlohmann::json::parse(fmt::format(R"({{"keys":[{}]}})", all)));
}

http::response fake_provider::token(const http::request& r) {
    ++tokens;
    const auto f = http::parse_form(r).value_or(http::fields{});
    const auto found = codes_.find(std::string{http::field_value(f, "code")});
    // The secret has a space and "&": both sides encode them before they join name and secret.
    if (r.header("authorization") != basic("lofte:hemlig%20%26%20l%C3%A5ng"))
        return said(401, {{"error", "invalid_client"}});
    if (found == codes_.end() || http::field_value(f, "redirect_uri") != found->second.redirect_uri ||
        oidc::base64url(oidc::sha256(http::field_value(f, "code_verifier"))) != found->second.challenge)
        return said(400, {{"error", "invalid_grant"}});
    auto c = claims;
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    const nlohmann::json own{
        {"iss", issuer()}, {"aud", "lofte"}, {"iat", now}, {"exp", now + 300}, {"nonce", found->second.nonce}};
    for (const auto& [name, value] : own.items())
        if (!c.contains(name)) c[name] = value;
    codes_.erase(found);
    return said(
        200,
        {{"access_token", "x"}, {"token_type", "Bearer"}, {"id_token", spoil(keys.back().sign(c.dump(), algorithm))}});
}

} // namespace support
