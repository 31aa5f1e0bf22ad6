#pragma once

#include <sys/socket.h>

#include <string_view>

// Which addresses the server may be made to talk to. What an operator or a provider's own document names is not to be
// believed where it leads into the house: a cloud's metadata service, a database, a printer.
namespace fetch {

// loopback: this machine. inside: networks that no one outside sees (RFC 1918, RFC 6598, RFC 4193). never: link-local,
// multicast, reserved and documentation addresses, and all that stands for another address (NAT64, 6to4, Teredo).
enum class place { outside, inside, loopback, never };

place place_of(const sockaddr& address); // an IPv4 or IPv6 address, an IPv4 one inside an IPv6 one too
place place_of(std::string_view number); // "10.0.0.1" "fe80::1"; never: no address

struct reach {
    bool inside = false;
    bool loopback = false; // over plain HTTP too
    bool allows(place p) const {
        return p == place::outside || (p == place::inside && inside) || (p == place::loopback && loopback);
    }
};

// An address that may be asked with this reach, before its name is looked up: https with a host, without a user or a
// fragment; http too where the host is this machine ("localhost", 127.0.0.1, [::1]) and the reach says so.
bool is_askable(std::string_view url, const reach& within);

// "https://a.example:8443/b" → "a.example"; empty where it has none. An IPv6 address stands without its brackets.
std::string_view host_of(std::string_view url);

} // namespace fetch
