#pragma once

#include "http/message.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace http {

// A bucket of tokens for each client. Thread-safe; holds a bounded number of clients.
class rate_limit {
  public:
    using moment = std::chrono::steady_clock::time_point;

    rate_limit(double per_second, double burst); // per_second 0: everything passes
    ~rate_limit();

    bool allow(std::string_view client, moment now);

  private:
    struct state;
    std::unique_ptr<state> state_;
};

bool is_address(const std::string& text); // IPv4 or IPv6, in figures

// The client's address: the peer's own, or where that is one of `proxies`, the last in X-Forwarded-For that is not.
std::string client_address(std::string_view peer, const fields& headers, const std::vector<std::string>& proxies);

bool is_this_machine(std::string_view address); // 127.0.0.1 or ::1
// Not where a proxy names another address: through one that nobody told of, all the world comes from here.
bool is_from_this_machine(const request& r);

// What one client counts as: an IPv4 address, or an IPv6 network of 64 bits, which is what one subscriber has.
std::string client_network(std::string_view address);

} // namespace http
