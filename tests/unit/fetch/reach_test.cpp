#include "fetch/reach.hpp"

#include <gtest/gtest.h>

namespace {

using fetch::is_askable;
using fetch::place;
using fetch::place_of;

TEST(reach, knows_addresses_that_lead_into_the_house) {
    for (const auto* a : {"127.0.0.1", "127.255.0.1", "::1", "::ffff:127.0.0.1"})
        EXPECT_EQ(place_of(a), place::loopback) << a;
    for (const auto* a : {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fc00::1", "fd12::1",
                          "::ffff:10.1.2.3"})
        EXPECT_EQ(place_of(a), place::inside) << a;
    for (const auto* a : {"0.0.0.0",
                          "0.1.2.3",
                          "169.254.169.254",
                          "224.0.0.1",
                          "255.255.255.255",
                          "240.0.0.1",
                          "192.0.2.1",
                          "198.51.100.1",
                          "203.0.113.9",
                          "198.18.0.1",
                          "::",
                          "::10.0.0.1",
                          "fe80::1",
                          "fec0::1",
                          "ff02::1",
                          "2001:db8::1",
                          "2001::1",
                          "2002:a00:1::1",
                          "64:ff9b::a00:1",
                          "64:ff9b::7f00:1",
                          "::ffff:169.254.169.254",
                          "3fff::1",
                          "",
                          "localhost",
                          "1",
                          "0x7f000001",
                          "127.1",
                          "2130706433"})
        EXPECT_EQ(place_of(a), place::never) << a;
    for (const auto* a : {"1.1.1.1", "172.15.0.1", "172.32.0.1", "100.128.0.1", "9.255.255.255", "11.0.0.0",
                          "169.253.0.1", "223.255.255.255", "2a00:1450::1", "2001:4860::8888", "::ffff:8.8.8.8"})
        EXPECT_EQ(place_of(a), place::outside) << a;
}

TEST(reach, allows_what_the_operator_said) {
    const fetch::reach none, inside{.inside = true}, loopback{.loopback = true};
    EXPECT_TRUE(none.allows(place::outside));
    EXPECT_FALSE(none.allows(place::inside) || none.allows(place::loopback) || none.allows(place::never));
    EXPECT_TRUE(inside.allows(place::inside));
    EXPECT_FALSE(inside.allows(place::loopback) || inside.allows(place::never));
    EXPECT_TRUE(loopback.allows(place::loopback));
    EXPECT_FALSE(loopback.allows(place::inside) || loopback.allows(place::never));
}

TEST(reach, asks_over_tls_and_of_this_machine_without_where_it_may) {
    const fetch::reach none, loopback{.loopback = true};
    EXPECT_TRUE(is_askable("https://inlogg.fjallby.example", none));
    EXPECT_TRUE(is_askable("https://inlogg.fjallby.example:8443/a?b=c", none));
    for (const auto* url : {"http://inlogg.fjallby.example", "http://localhost:8160", "http://127.0.0.1:8160/a"})
        EXPECT_FALSE(is_askable(url, none)) << url;
    for (const auto* url : {"http://localhost:8160", "http://127.0.0.1:8160/a", "http://[::1]:8160/"})
        EXPECT_TRUE(is_askable(url, loopback)) << url;
    for (const auto* url :
         {"", "https://", "https:///a", "ftp://a.example", "file:///etc/passwd", "https://user@a.example",
          "https://a.example\\@b.example", "https://a.example#b", "https://a.example/ b", "https://a.example/\r\nX: y",
          "http://localhost.annan.example", "http://127.0.0.1.annan.example", "http://0.0.0.0/", "//a.example",
          "HTTPS//a.example", "javascript:alert(1)", "https://[::1"})
        EXPECT_FALSE(is_askable(url, loopback)) << url;
}

} // namespace
