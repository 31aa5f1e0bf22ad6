#include "http/rate_limit.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>

#include <arpa/inet.h>

namespace http {
namespace {

constexpr std::size_t most_clients = 20'000;

struct bucket {
    double tokens = 0;
    rate_limit::moment filled;
};

} // namespace

struct rate_limit::state {
    const double per_second;
    const double burst;
    std::mutex mutex;
    std::unordered_map<std::string, bucket> clients;

    double tokens_at(const bucket& b, moment now) const {
        return std::min(burst, b.tokens + per_second * std::chrono::duration<double>(now - b.filled).count());
    }

    // A full bucket says nothing that a new one would not.
    void forget_full(moment now) {
        std::erase_if(clients, [&](const auto& one) { return tokens_at(one.second, now) >= burst; });
        if (clients.size() >= most_clients) clients.clear();
    }
};

rate_limit::rate_limit(double per_second, double burst) : state_{new state{.per_second = per_second, .burst = burst}} {}
rate_limit::~rate_limit() = default;

bool rate_limit::allow(std::string_view client, moment now) {
    if (state_->per_second <= 0) return true;
    const std::lock_guard lock{state_->mutex};
    auto found = state_->clients.find(std::string{client});
    if (found == state_->clients.end()) {
        if (state_->clients.size() >= most_clients) state_->forget_full(now);
        found = state_->clients.emplace(client, bucket{state_->burst, now}).first;
    }
    auto& own = found->second;
    own.tokens = state_->tokens_at(own, now);
    own.filled = now;
    if (own.tokens < 1) return false;
    own.tokens -= 1;
    return true;
}

bool is_address(const std::string& text) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

std::string client_address(std::string_view peer, const fields& headers, const std::vector<std::string>& proxies) {
    const auto is_trusted = [&](std::string_view address) {
        return std::find(proxies.begin(), proxies.end(), address) != proxies.end();
    };
    if (!is_trusted(peer)) return std::string{peer};
    std::string named;
    for (const auto& [name, value] : headers)
        if (name == "x-forwarded-for") named += (named.empty() ? "" : ",") + value;
    auto hops = base::split(named, ',');
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        const std::string address{base::trimmed(*hop)};
        if (!is_address(address)) break;
        if (!is_trusted(address)) return address;
    }
    return std::string{peer};
}

bool is_this_machine(std::string_view address) { return address == "127.0.0.1" || address == "::1"; }

bool is_from_this_machine(const request& r) {
    return is_this_machine(r.remote) && !r.header("x-forwarded-for") && !r.header("forwarded");
}

std::string client_network(std::string_view address) {
    std::array<unsigned char, 16> bytes{};
    std::string text{address};
    if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
    static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}; // an IPv4 address
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin())) return text;
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    std::array<char, INET6_ADDRSTRLEN> made{};
    inet_ntop(AF_INET6, bytes.data(), made.data(), made.size());
    return made.data();
}

} // namespace http
