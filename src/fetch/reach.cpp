#include "fetch/reach.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace fetch {
namespace {

struct network4 {
    std::uint32_t base;
    int bits;
    place is;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) { return a << 24 | b << 16 | c << 8 | d; }

// IANA's registry of special IPv4 addresses (RFC 6890).
constexpr std::array networks4{
    network4{v4(0, 0, 0, 0), 8, place::never},      network4{v4(10, 0, 0, 0), 8, place::inside},
    network4{v4(100, 64, 0, 0), 10, place::inside}, network4{v4(127, 0, 0, 0), 8, place::loopback},
    network4{v4(169, 254, 0, 0), 16, place::never}, network4{v4(172, 16, 0, 0), 12, place::inside},
    network4{v4(192, 0, 0, 0), 24, place::never},   network4{v4(192, 0, 2, 0), 24, place::never},
    network4{v4(192, 88, 99, 0), 24, place::never}, network4{v4(192, 168, 0, 0), 16, place::inside},
    network4{v4(198, 18, 0, 0), 15, place::never},  network4{v4(198, 51, 100, 0), 24, place::never},
    network4{v4(203, 0, 113, 0), 24, place::never}, network4{v4(224, 0, 0, 0), 4, place::never},
    network4{v4(240, 0, 0, 0), 4, place::never},
};

place place_of_4(std::uint32_t address) {
    for (const auto& n : networks4)
        if ((address ^ n.base) >> (32 - n.bits) == 0) return n.is;
    return place::outside;
}

bool starts(const std::uint8_t* address, std::string_view bytes, int bits) {
    for (int i = 0; i < bits; ++i) {
        const auto at = static_cast<std::size_t>(i / 8);
        const int mask = 0x80 >> (i % 8);
        if ((address[at] & mask) != (static_cast<std::uint8_t>(bytes[at]) & mask)) return false;
    }
    return true;
}

place place_of_6(const std::uint8_t* a) {
    using namespace std::literals;
    const std::uint32_t last = v4(a[12], a[13], a[14], a[15]);
    if (starts(a, "\0\0\0\0\0\0\0\0\0\0\xFF\xFF"sv, 96)) return place_of_4(last); // an IPv4 address, written longer
    if (starts(a, "\0\0\0\0\0\0\0\0\0\0\0\0"sv, 96)) return last == 1 ? place::loopback : place::never;
    if (starts(a, "\xFC"sv, 7)) return place::inside;
    // What is handed out to anybody is 2000::/3; of that, some stands for other addresses, or for none.
    const bool given_out = starts(a, "\x20"sv, 3);
    const bool stands_for_other = starts(a, "\x20\x01\0\0"sv, 23) || starts(a, "\x20\x02"sv, 16) ||
                                  starts(a, "\x20\x01\x0D\xB8"sv, 32) || starts(a, "\x3F\xFF\0"sv, 20);
    return given_out && !stands_for_other ? place::outside : place::never;
}

} // namespace

place place_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in own{};
        std::memcpy(&own, &address, sizeof own);
        return place_of_4(ntohl(own.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 own{};
        std::memcpy(&own, &address, sizeof own);
        return place_of_6(own.sin6_addr.s6_addr);
    }
    return place::never;
}

place place_of(std::string_view number) {
    const std::string text{number};
    in_addr four{};
    if (inet_pton(AF_INET, text.c_str(), &four) == 1) return place_of_4(ntohl(four.s_addr));
    in6_addr six{};
    if (inet_pton(AF_INET6, text.c_str(), &six) == 1) return place_of_6(six.s6_addr);
    return place::never;
}

std::string_view host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == url.npos) return {};
    auto rest = url.substr(scheme + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.starts_with('[')) {
        const auto end = rest.find(']');
        return end == rest.npos ? std::string_view{} : rest.substr(1, end - 1);
    }
    return rest.substr(0, rest.find(':'));
}

bool is_askable(std::string_view url, const reach& within) {
    const bool plain = std::all_of(url.begin(), url.end(), [](unsigned char c) { return c > ' ' && c < 0x7F; });
    if (!plain || url.size() > 2'000 || url.find_first_of("@#\\\"<>`{}|^") != url.npos) return false;
    const auto host = host_of(url);
    if (host.empty()) return false;
    if (url.starts_with("https://")) return true;
    return url.starts_with("http://") && within.loopback && (host == "localhost" || place_of(host) == place::loopback);
}

} // namespace fetch
