#pragma once

#include "http/server.hpp"
#include "oidc/provider.hpp"
#include "signer.hpp"

#include <nlohmann/json.hpp>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace support {

// A provider on this machine that a test can make misbehave. It knows one person, and signs them in when asked.
class fake_provider {
  public:
    fake_provider();
    ~fake_provider();
    fake_provider(const fake_provider&) = delete;

    std::string issuer() const;
    oidc::provider as_configured(std::string id = "fjallby") const;

    // What the browser would be sent back with, for the address it was led to: a code that is good once.
    std::string code_for(const std::string& authorization_address);
    static std::string parameter(const std::string& address, const std::string& name);

    // What is said, and how, may be changed between requests.
    nlohmann::json claims;    // beside iss, aud, iat, exp, nonce, which are filled in where they are not here
    std::vector<signer> keys; // published; the last signs
    std::string algorithm = "ES256";
    std::function<std::optional<http::response>(const http::request&)> instead; // of any answer
    std::function<std::string(std::string)> spoil = [](std::string token) { return token; };
    std::string secret = "hemlig & lång";

    std::atomic<int> discoveries{0}, key_sets{0}, tokens{0};

  private:
    http::response discovery() const;
    http::response key_set() const;
    http::response token(const http::request& r);

    struct pending {
        std::string nonce, challenge, redirect_uri;
    };
    std::map<std::string, pending> codes_;
    int next_ = 0;
    http::router routes_;
    std::unique_ptr<http::server> server_;
    std::thread thread_;
};

} // namespace support
